import type { CallInput } from '../../contract/calls';
import type { HandoffView, Panel, Reading } from '../../contract/handoff';
import type { Audience, ClaimReason, ReasonCode, ReviewVerdict, Verdict } from '../../contract/vocabulary';
import { decideAtGate } from '../decide-at-gate';
import { reviewOutput } from '../review-output';
import { callerOn, INCIDENT, onlyHandoff, settle, subtaskOf, type Bench } from './bench';

/** A place of a gate, by default its first. */
export interface AtGate {
  readonly gate: 'run' | 'use';
  readonly seat?: number;
}

/** What a page sends with a decision beside the verdict; what is left out is as an attentive reader's page sends it. */
export interface DecisionInput extends AtGate {
  readonly verdict?: Verdict;
  readonly reason?: ReasonCode;
  readonly seal?: string;
  readonly release?: string | null;
  readonly note?: string;
  readonly reading?: Reading;
}

/** An hour in front of the page with everything opened. */
const WELL_READ: Reading = {
  opened: ['result', 'sources', 'limits', 'versions', 'timeline', 'prior'],
  seconds: 3_600,
};

/** Where a place of a gate is decided: on its subtask, else on the issue. */
function pageOf(bench: Bench, { gate, seat = 0 }: AtGate): string {
  const record = onlyHandoff(bench).gates.find(({ plan }) => plan.gate === gate);
  return record?.seats[seat]?.subtask?.id ?? INCIDENT.id;
}

/** Somebody decides in the panel of a place of the gate, on what is stored now. */
export async function decide(bench: Bench, accountId: string, input: DecisionInput): Promise<Panel> {
  const { id, seal, gates } = onlyHandoff(bench);
  const verdict = input.verdict ?? 'approve';
  const release = gates.find(({ plan }) => plan.gate === input.gate)?.release ?? null;
  const caller = await callerOn(bench, accountId, pageOf(bench, input));
  return decideAtGate(bench.world, caller, {
    handoffId: id,
    gate: input.gate,
    seal: input.seal ?? seal,
    release: input.release === undefined ? release : input.release,
    verdict,
    reason: input.reason ?? (verdict === 'approve' ? 'none' : 'other'),
    note: input.note ?? '',
    reading: input.reading ?? WELL_READ,
  });
}

/** Somebody, by default the owner, reviews the output that is stored now. */
export async function review(
  bench: Bench,
  input: {
    accountId?: string;
    verdict?: ReviewVerdict;
    reason?: ReasonCode;
    strike?: number[];
    edits?: CallInput<'panel.review'>['edits'];
    why?: ClaimReason;
    version?: number;
    note?: string;
    audience?: Audience;
  } = {},
): Promise<HandoffView> {
  const { id, version } = onlyHandoff(bench);
  const verdict = input.verdict ?? 'accept';
  const caller = await callerOn(bench, input.accountId ?? 'agent-ben');
  return reviewOutput(bench.world, caller, {
    handoffId: id,
    version: input.version ?? version,
    verdict,
    reason: input.reason ?? (verdict === 'accept' ? 'none' : 'wrong-facts'),
    note: input.note ?? '',
    strike: (input.strike ?? []).map((number) => ({ number, reason: input.why ?? 'other' })),
    edits: input.edits ?? [],
    audience: input.audience ?? 'internal',
  });
}

/** Somebody moves a subtask of the gate in Jira itself; the event is put on the queue and performed. */
export async function moveSubtask(
  bench: Bench,
  accountId: string,
  { gate, seat, toStatus }: AtGate & { readonly toStatus: string },
): Promise<void> {
  const { id } = subtaskOf(bench, gate, seat);
  bench.jira.move(id, accountId, toStatus);
  await bench.world.queue.pushSubtaskCheck(id);
  await settle(bench);
}
