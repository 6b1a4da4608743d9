import type { PolicyDocument } from '../../contract/policy';
import type { ApproverEntry, Quorum } from '../../contract/policy-people';
import type { GateKind } from '../../contract/vocabulary';
import { createBench, entriesOf, handOff, settle, type Bench } from './bench';
import { putInForce } from './policy';
import { review } from './steps';

type Change = (document: PolicyDocument) => PolicyDocument;

/** A bench whose only hand-off waits at this gate, under the default policy with a change. */
export async function waitAt(gate: GateKind, change: Change = (document) => document): Promise<Bench> {
  const bench = createBench(gate === 'run' ? { dataClass: 'Confidential' } : {});
  putInForce(bench, change);
  await handOff(bench, gate === 'run' ? 'gather-diagnostics' : 'draft-vendor-escalation');
  await settle(bench);
  if (gate === 'use') {
    await review(bench);
    await settle(bench);
  }
  return bench;
}

/** A change of how gates are held. */
export const holding =
  (gates: Partial<PolicyDocument['gates']>): Change =>
  (document) => ({ ...document, gates: { ...document.gates, ...gates } });

const ONE: Quorum = { needed: 1, of: 1, isInOrder: false };

/** A change that lets these accounts approve for every role, in this order, with these backups and this quorum. */
export const heldBy =
  (chain: readonly string[], backups: readonly string[], quorum: Quorum = ONE): Change =>
  (document) => ({
    ...document,
    approvers: document.approvers.map(({ role }): ApproverEntry => ({
      role,
      chain: chain.map((accountId) => ({ type: 'account', accountId })),
      backups: backups.map((accountId) => ({ type: 'account', accountId })),
      quorum,
    })),
  });

/** The details of the entries of one event, in order. */
export const detailsOf = (bench: Bench, event: string): readonly unknown[] =>
  entriesOf(bench).flatMap((entry) => (entry.event === event ? [entry.details] : []));
