import type { GatePlan } from '../contract/scope';
import type { Happening } from '../domain/audit/happening';
import type { Effect } from '../domain/handoff/effect';
import { NO_FIELDS } from '../ports/jira';
import type { OperationDefinition } from '../domain/operations/catalogue';
import { operationOf } from '../domain/operations/catalogue';
import { advance, openGate, withGate, type GateRecord } from '../domain/handoff/handoff';
import { toAdf, type AdfDocument } from '../domain/writeback/adf';
import type { WholeHandoff } from '../ports/handoff-store';
import { commitStep, theApp } from './commit-step';
import { stopIfNeeded } from './run-engine';
import type { World } from './world';

const QUESTION = { run: 'Approve this AI run', use: 'Approve the use of AI output' } as const;

/** A time as people read it in Jira mobile or a mail: minutes, in UTC. */
const dueWords = (at: string | null): string =>
  at === null ? 'the due time' : `${at.slice(0, 16).replace('T', ' ')} UTC`;

function describe(
  { handoff, packet }: WholeHandoff,
  gate: GateRecord,
  operation: OperationDefinition,
): AdfDocument {
  const { plan } = gate;
  return toAdf([
    { kind: 'heading', text: `${QUESTION[plan.gate]} on ${handoff.issue.key}?` },
    {
      kind: 'text',
      text: `${handoff.requester.displayName} asks for: ${operation.title}. It produces: ${operation.produces}.`,
    },
    {
      kind: 'text',
      text: `Why you: ${plan.role.replace('-', ' ')} (rule ${plan.ruleId}). Why now: ${plan.because}`,
    },
    {
      kind: 'text',
      text: `Decide by ${dueWords(gate.expiresAt)}. Backup: ${plan.backup?.displayName ?? 'nobody'}.`,
    },
    { kind: 'heading', text: 'AI may read' },
    ...packet.scope.mayRead.map((text) => ({ kind: 'item' as const, text })),
    { kind: 'heading', text: 'Blocked actions' },
    ...packet.scope.blockedActions.map((text) => ({ kind: 'item' as const, text })),
    {
      kind: 'text',
      text: `Sealed packet ${handoff.seal}. Policy v${packet.policy.version}. Hand-off ${handoff.id}.`,
    },
    {
      kind: 'text',
      text: `Only ${plan.approver.displayName}${plan.backup === null ? '' : ` or ${plan.backup.displayName}`} decides here: in the panel of this subtask, or by moving it. Anybody else’s move decides nothing.`,
    },
  ]);
}

async function loseApprover(world: World, whole: WholeHandoff, effect: Effect): Promise<void> {
  await commitStep(world, {
    before: whole.handoff,
    after: advance(whole.handoff, 'lose-approver', {
      at: world.clock.now(),
      explanation: 'The project has no subtask type any more, so nobody could be asked.',
    }),
    actor: theApp('gate'),
    happenings: [{ event: 'approval.invalidated', details: { changes: ['no subtask type'] } }],
    settles: effect,
    effects: ['sync-property'],
  });
}

/** The entry of a gate that opens: who is asked, by which rule, until when. */
export const requestOf = (plan: GatePlan, dueAt: string | null): Happening => ({
  event: 'approval.requested',
  details: {
    gate: plan.gate,
    approver: plan.approver.accountId,
    backup: plan.backup?.accountId ?? null,
    ruleId: plan.ruleId,
    dueAt,
  },
});

/** Creates the approval subtask of the gate that is open, once: a repeat finds it by its marker (design, The Jira side). */
export async function openSubtask(world: World, whole: WholeHandoff, effect: Effect): Promise<boolean> {
  const { handoff } = whole;
  const gate = openGate(handoff);
  if (gate?.subtask !== null) return false;
  if ((await stopIfNeeded(world, whole, effect)) !== null) return true;
  const type = await world.jira.subtaskType(handoff.issue.projectKey);
  const parent = await world.jira.readHeader(handoff.issue.id, NO_FIELDS);
  if (type === null || parent === null) {
    await loseApprover(world, whole, effect);
    return true;
  }
  const mark = { handoffId: handoff.id, gate: gate.plan.gate };
  const { approver, backup } = gate.plan;
  const subtask =
    (await world.jira.findApprovalSubtask(handoff.issue.id, mark)) ??
    (await world.jira.createSubtask({
      parentId: handoff.issue.id,
      projectId: parent.reading.projectId,
      issueTypeId: type.id,
      summary: `${QUESTION[gate.plan.gate]}: ${operationOf(handoff.operation).title}`.slice(0, 250),
      description: describe(whole, gate, operationOf(handoff.operation)),
      assigneeId: approver.accountId,
      mark: {
        key: 'ai-handoff-approval',
        value: {
          ...mark,
          seal: handoff.seal,
          approvers: [approver, ...(backup === null ? [] : [backup])].map((person) => person.accountId),
          expiresAt: gate.expiresAt,
        },
      },
    }));
  await commitStep(world, {
    before: handoff,
    after: { ...handoff, gates: withGate(handoff, { ...gate, subtask }) },
    actor: theApp('gate'),
    happenings: [
      {
        event: 'approval.subtask-created',
        details: { gate: gate.plan.gate, subtask: subtask.key, approver: approver.accountId },
      },
    ],
    effects: [],
    settles: effect,
  });
  return true;
}
