import type { ApprovalPanel, HandoffView } from '../../contract/handoff';
import type { ReasonCode, ReviewVerdict, Verdict } from '../../contract/vocabulary';
import { decideAtGate } from '../decide-at-gate';
import { reviewOutput } from '../review-output';
import { callerOn, onlyHandoff, settle, subtaskOf, type Bench } from './bench';

/** Somebody decides in the panel of the gate's subtask, on what is stored now. */
export async function decide(
  bench: Bench,
  accountId: string,
  input: { gate: 'run' | 'use'; verdict?: Verdict; reason?: ReasonCode; seal?: string; note?: string },
): Promise<ApprovalPanel> {
  const { id, seal } = onlyHandoff(bench);
  const verdict = input.verdict ?? 'approve';
  const caller = await callerOn(bench, accountId, subtaskOf(bench, input.gate).id);
  return decideAtGate(bench.world, caller, {
    handoffId: id,
    gate: input.gate,
    seal: input.seal ?? seal,
    verdict,
    reason: input.reason ?? (verdict === 'approve' ? 'none' : 'other'),
    note: input.note ?? '',
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
    version?: number;
    note?: string;
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
    strike: input.strike ?? [],
  });
}

/** Somebody moves the gate's subtask in Jira itself; the event is put on the queue and performed. */
export async function moveSubtask(
  bench: Bench,
  accountId: string,
  { gate, toStatus }: { gate: 'run' | 'use'; toStatus: string },
): Promise<void> {
  const { id } = subtaskOf(bench, gate);
  bench.jira.move(id, accountId, toStatus);
  await bench.world.queue.pushSubtaskCheck(id);
  await settle(bench);
}
