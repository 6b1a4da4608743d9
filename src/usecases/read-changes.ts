import { briefList } from '../domain/audit/happening';
import { decisionsAt, lapsedGate, openGate } from '../domain/handoff/handoff';
import { engineChanges } from '../domain/packet/engine';
import { changesSince, sealOf, type Change } from '../domain/packet/packet';
import { releaseOf } from '../domain/packet/release';
import { policyFor } from '../domain/policy/policy-for';
import type { WholeHandoff } from '../ports/handoff-store';
import type { ControlState } from '../ports/policy-store';
import { stricterNow } from './stricter-now';
import { fieldsWanted } from './under-policy';
import type { World } from './world';

const GONE: Change = { subject: 'the issue', sentence: 'the issue is gone or the app cannot see it' };
const BROKEN_SEAL: Change = { subject: 'the seal', sentence: 'the stored packet does not match its seal' };
const BROKEN_RELEASE: Change = {
  subject: 'the release',
  sentence: 'the stored output or its audience is not what was reviewed',
};

/** For people: what changed, with its texts. */
export const inWords = (changes: readonly Change[]): string =>
  changes.map(({ sentence }) => sentence.replace(/\.$/u, '')).join('; ');

/** For the audit chain: what changed by name only, because no text of an issue enters the chain (threats §1.7). */
export const subjectsOf = (changes: readonly Change[]): string[] =>
  briefList(changes.map(({ subject }) => subject));

/** What waits at the use gate is compared with what was reviewed when that gate opened (T5). */
function releaseChanges({ handoff, output }: WholeHandoff): readonly Change[] {
  const gate = openGate(handoff);
  if (gate?.plan.gate !== 'use') return [];
  return output !== null && gate.release !== null && releaseOf(handoff, output) === gate.release
    ? []
    : [BROKEN_RELEASE];
}

/** An approval counts for so long and no longer (APR-12). */
function lapses({ handoff }: WholeHandoff, at: string): readonly Change[] {
  const gate = lapsedGate(handoff, at);
  if (gate === null) return [];
  const names = decisionsAt(gate).map(({ by }) => by.displayName);
  const sentence = `the approval of ${names.join(', ')} lapsed at ${gate.validUntil ?? at}`;
  return [{ subject: 'the approval lapsed', sentence }];
}

/**
 * What changed apart from the issue, without a look at Jira: the stored packet, engine, model or prompt, the age of the approval,
 * what is released, and the policy, when the one in force now asks for more than the one that decided (POL-02). One that asks for
 * less changes nothing.
 */
export function changesBesideIssue(
  world: World,
  whole: WholeHandoff,
  control: ControlState,
): readonly Change[] {
  const { handoff, packet, output } = whole;
  const policy = policyFor(control, handoff.issue.projectKey);
  return [
    ...(sealOf(packet) === handoff.seal ? [] : [BROKEN_SEAL]),
    ...engineChanges(packet, output, policy.document),
    ...lapses(whole, world.clock.now()),
    ...releaseChanges(whole),
    ...stricterNow(whole, policy, control.stops),
  ];
}

/** What changed since the packet was sealed: on the issue, which the app re-reads to compare digests only, and beside it (U1). */
export async function readChanges(world: World, whole: WholeHandoff): Promise<readonly Change[]> {
  const { handoff, packet } = whole;
  const control = await world.policies.control();
  const { document } = policyFor(control, handoff.issue.projectKey);
  const reading = await world.jira.readIssue(handoff.issue.id, fieldsWanted(document));
  if (reading === null) return [GONE];
  return [...changesSince(packet.snapshot, reading), ...changesBesideIssue(world, whole, control)];
}
