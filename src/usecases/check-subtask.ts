import { NO_FIELDS } from '../ports/jira';
import type { PolicyDocument } from '../contract/policy';
import { verdictOfStatus } from '../domain/gate/judge-decision';
import { policyFor } from '../domain/policy/policy-for';
import type { GateRecord } from '../domain/handoff/handoff';
import type { StatusChange } from '../ports/jira';
import type { WholeHandoff } from '../ports/handoff-store';
import { settleAttempt } from './settle-attempt';
import type { World } from './world';

/** A status change that may decide, and that was not answered yet. */
const unseen = (changes: readonly StatusChange[], gate: GateRecord): readonly StatusChange[] =>
  changes.filter(
    (change) =>
      !gate.seenChanges.includes(change.changeId) && (gate.openedAt === null || change.at >= gate.openedAt),
  );

/** The panel's decision moves the subtask as the same person; that change says nothing new. */
const repeatsDecision = (change: StatusChange, gate: GateRecord, document: PolicyDocument): boolean =>
  gate.decision !== null &&
  gate.decision.by.accountId === change.accountId &&
  gate.decision.verdict === verdictOfStatus(change.toStatus, document.gateStatuses);

async function settleChange(
  world: World,
  context: { handoffId: string; issueId: string; change: StatusChange; document: PolicyDocument },
): Promise<boolean> {
  const { change, document } = context;
  const whole: WholeHandoff | null = await world.handoffs.loadWhole(context.handoffId);
  const gate = whole?.handoff.gates.find((record) => record.subtask?.id === context.issueId);
  const verdict = verdictOfStatus(change.toStatus, document.gateStatuses);
  if (whole === null || gate === undefined || verdict === null) return false;
  if (gate.seenChanges.includes(change.changeId) || repeatsDecision(change, gate, document)) return false;
  const [person] = await world.jira.people([change.accountId]);
  await settleAttempt(world, whole, {
    gate,
    attempt: {
      person: person ?? {
        accountId: change.accountId,
        displayName: 'Unknown account',
        isActive: false,
        accountType: 'unknown',
      },
      verdict,
      via: 'transition',
      at: new Date(change.at).toISOString(),
      reason: verdict === 'approve' ? 'none' : 'other',
      note: '',
      changeId: change.changeId,
      requestId: `change-${change.changeId}`,
    },
  });
  return true;
}

/**
 * Looks at an approval subtask after an event or in a sweep. What the event said is a hint: who moved it and where is read
 * from Jira's own changelog (APR-03). Safe to repeat and to run late; an issue that is no approval subtask is left alone.
 */
export async function checkSubtask(world: World, issueId: string): Promise<void> {
  const control = await world.policies.control();
  if (control.siteSwitch.isHalted) return;
  const header = await world.jira.readHeader(issueId, NO_FIELDS);
  const mark = header?.approvalMark ?? null;
  if (mark === null) return;
  const whole = await world.handoffs.loadWhole(mark.handoffId);
  const gate = whole?.handoff.gates.find((record) => record.subtask?.id === issueId);
  if (whole === null || gate === undefined) return;
  const { document } = policyFor(control, whole.handoff.issue.projectKey);
  for (const change of unseen(await world.jira.statusChanges(issueId), gate)) {
    await settleChange(world, { handoffId: mark.handoffId, issueId, change, document });
  }
}
