import type { CallInput, CallOutput } from '../contract/calls';
import { openGate, waitingFor, withGate, type GateRecord, type Handoff } from '../domain/handoff/handoff';
import type { Happening } from '../domain/audit/happening';
import type { Notice } from '../domain/handoff/effect';
import { operationOf } from '../domain/operations/catalogue';
import { mayBeReminded } from '../domain/review/asked';
import { commitStep } from './commit-step';
import { UseCaseError } from './use-case-error';
import { loadOwn, viewHandoff } from './view-handoff';
import { assertVersion } from './withdraw-handoff';
import type { IssueCaller, World } from './world';

/** Every seat that is asked and open, as reminded at `at`. */
const reminded = (gate: GateRecord, at: string): GateRecord => ({
  ...gate,
  seats: gate.seats.map((seat) =>
    seat.askedAt !== null && seat.decision === null ? { ...seat, remindedAt: at } : seat,
  ),
});

function noticeOf(handoff: Handoff, gate: GateRecord): Notice {
  const { title } = operationOf(handoff.operation);
  const when = gate.plan.gate === 'run' ? 'before AI runs' : 'before the output is used';
  const until = gate.expiresAt === null ? '' : ` It ends undecided at ${gate.expiresAt}.`;
  return {
    issueKey: handoff.issue.key,
    accountIds: [...waitingFor(handoff)],
    subject: `Reminder: “${title}” on ${handoff.issue.key} waits for your decision`,
    text: `${handoff.requester.displayName} asks again for a decision ${when}.${until} Open ${
      gate.seats
        .flatMap(({ subtask, decision }) => (decision === null ? (subtask?.key ?? []) : []))
        .join(', ') || handoff.issue.key
    }.`,
  };
}

const happeningsOf = ({ plan, seats }: GateRecord): readonly Happening[] =>
  seats
    .filter(({ askedAt, decision }) => askedAt !== null && decision === null)
    .map(({ approver }) => ({
      event: 'approval.reminded' as const,
      details: { gate: plan.gate, approver: approver.accountId, by: 'requester' as const },
    }));

/**
 * Asks the people of the open gate again, by Jira's own notification: the requester only, at most once an hour. Raises
 * `not-permitted`, `wrong-state`, `too-many`, `conflict`.
 */
export async function remindApprovers(
  world: World,
  caller: IssueCaller,
  input: CallInput<'panel.remind'>,
): Promise<CallOutput<'panel.remind'>> {
  const { handoff } = await loadOwn(world, caller, input.handoffId);
  if (handoff.requester.accountId !== caller.accountId)
    throw new UseCaseError('not-permitted', 'Only the person who asked for a hand-off can send a reminder.');
  const gate = openGate(handoff);
  if (gate === null) throw new UseCaseError('wrong-state', 'This hand-off does not wait for an approval.');
  const at = world.clock.now();
  if (!mayBeReminded(handoff, at))
    throw new UseCaseError(
      'too-many',
      'A reminder went out less than an hour ago. Wait before the next one.',
    );
  assertVersion(handoff, input.version);
  await commitStep(world, {
    before: handoff,
    after: { ...handoff, gates: withGate(handoff, reminded(gate, at)) },
    actor: { kind: 'person', accountId: caller.accountId, role: 'requester', requestId: caller.requestId },
    happenings: happeningsOf(gate),
    effects: ['notify'],
    notice: noticeOf(handoff, gate),
  });
  return viewHandoff(world, caller, handoff.id);
}
