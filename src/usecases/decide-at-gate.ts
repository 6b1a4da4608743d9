import { NO_FIELDS } from '../ports/jira';
import type { CallInput } from '../contract/calls';
import type { ApprovalPanel } from '../contract/handoff';
import type { PolicyDocument } from '../contract/policy';
import { policyFor } from '../domain/policy/policy-for';
import { REFUSALS } from '../domain/gate/judge-decision';
import { approvalPanel } from './load-panel';
import { assertRunning } from './prepare-packet';
import { settleAttempt } from './settle-attempt';
import { UseCaseError } from './use-case-error';
import { loadWhole } from './view-handoff';
import type { IssueCaller, World } from './world';

type Input = CallInput<'panel.decide'>;

async function panelNow(world: World, caller: IssueCaller): Promise<ApprovalPanel> {
  const header = await caller.jira.readHeader(caller.issueId, NO_FIELDS);
  const panel = header === null ? null : await approvalPanel(world, caller, header);
  if (panel === null)
    throw new UseCaseError('not-found', 'This is not the approval subtask of that hand-off.');
  return panel;
}

/** The subtask follows the decision, moved as the person who decided; the app itself never moves it (X4). */
async function moveSubtask(
  world: World,
  caller: IssueCaller,
  context: { input: Input; document: PolicyDocument },
): Promise<void> {
  const facts = { handoffId: context.input.handoffId, gate: context.input.gate };
  try {
    const { gateStatuses } = context.document;
    const isMoved = await caller.jira.transitionTo(caller.issueId, gateStatuses[context.input.verdict]);
    if (!isMoved) world.log.info('gate.subtask-has-no-such-transition', facts);
  } catch {
    world.log.error('gate.subtask-not-moved', facts);
  }
}

/**
 * An approver decides in the panel of the approval subtask. The seal must be the one that was shown (T5). Raises
 * `reason-required`, `superseded`, `not-permitted`, `wrong-state`, `halted`.
 */
export async function decideAtGate(world: World, caller: IssueCaller, input: Input): Promise<ApprovalPanel> {
  const whole = await loadWhole(world, input.handoffId);
  const gate = whole.handoff.gates.find(
    (record) => record.plan.gate === input.gate && record.subtask?.id === caller.issueId,
  );
  if (gate === undefined)
    throw new UseCaseError('not-found', 'This is not the approval subtask of that hand-off.');
  if (input.seal !== whole.handoff.seal) {
    throw new UseCaseError('superseded', 'This approval was for another packet. Load the page again.');
  }
  if (input.verdict !== 'approve' && input.reason === 'none') {
    throw new UseCaseError('reason-required', 'Choose a reason, so that others can learn from it.');
  }
  await panelNow(world, caller);
  const control = await world.policies.control();
  assertRunning(control);
  const [person] = await caller.jira.people([caller.accountId]);
  if (person === undefined) throw new UseCaseError('not-permitted', REFUSALS.inactive);
  const settlement = await settleAttempt(world, whole, {
    gate,
    attempt: {
      person,
      verdict: input.verdict,
      via: 'panel',
      at: world.clock.now(),
      reason: input.reason,
      note: input.note,
      changeId: null,
      requestId: caller.requestId,
    },
  });
  if (settlement.kind === 'refused') {
    const code =
      settlement.refusal === 'not-waiting' || settlement.refusal === 'expired'
        ? 'wrong-state'
        : 'not-permitted';
    throw new UseCaseError(code, REFUSALS[settlement.refusal]);
  }
  if (settlement.kind === 'counted')
    await moveSubtask(world, caller, {
      input,
      document: policyFor(control, whole.handoff.issue.projectKey).document,
    });
  return panelNow(world, caller);
}
