import type { CallInput, CallOutput } from '../contract/calls';
import { isActivePerson } from '../domain/gate/plan-gates';
import { isUnanswered, type Handoff } from '../domain/handoff/handoff';
import { policyFor } from '../domain/policy/policy-for';
import { answererOf, roleToAnswer, type Answerer } from '../domain/review/answering';
import { bodiesOf } from './bodies';
import { commitStep } from './commit-step';
import { approverFields, resolveApprovers } from './resolve-approvers';
import { fieldsWanted } from './under-policy';
import { UseCaseError } from './use-case-error';
import { loadOwn, viewHandoff } from './view-handoff';
import { assertVersion } from './withdraw-handoff';
import type { IssueCaller, World } from './world';

/** Whom the policy in force names for the role that was asked, for the issue as it stands (accounts). */
async function holdersNow(
  world: World,
  caller: IssueCaller,
  { handoff, document }: { readonly handoff: Handoff; readonly document: Parameters<typeof fieldsWanted>[0] },
): Promise<readonly string[]> {
  const role = roleToAnswer(handoff);
  if (role === null) return [];
  const { issue } = handoff;
  const context =
    approverFields(document).length === 0
      ? { projectKey: issue.projectKey, rawFields: {} }
      : (await caller.jira.readHeader(issue.id, fieldsWanted(document)))?.reading;
  if (context === undefined) return [];
  const { chain, backups } = await resolveApprovers(world.jira, document, {
    role,
    context,
    at: world.clock.now(),
  });
  return [...chain.map(({ accountId }) => accountId), ...backups];
}

async function answererNow(world: World, caller: IssueCaller, handoff: Handoff): Promise<Answerer> {
  const { document } = policyFor(await world.policies.control(), handoff.issue.projectKey);
  const holders = await holdersNow(world, caller, { handoff, document });
  const answerer = answererOf(handoff, caller.accountId, { document, holders });
  if (answerer !== null) return answerer;
  throw new UseCaseError(
    'not-permitted',
    'An escalation is answered by an approver of the role, the owner, the class’s business owner or governance, and never by whoever asked for the hand-off or escalated it.',
  );
}

/**
 * Somebody takes up what was escalated and says what people do now. The state stays `escalated`; from here the workflow of the
 * issue is free again. Raises `wrong-state`, `not-permitted`, `conflict`.
 */
export async function answerEscalation(
  world: World,
  caller: IssueCaller,
  input: CallInput<'panel.answer-escalation'>,
): Promise<CallOutput<'panel.answer-escalation'>> {
  const { handoff } = await loadOwn(world, caller, input.handoffId);
  if (!isUnanswered(handoff))
    throw new UseCaseError('wrong-state', 'No escalation of this hand-off waits for an answer.');
  const by = await answererNow(world, caller, handoff);
  const [person] = await caller.jira.people([caller.accountId]);
  if (person === undefined || !isActivePerson(person))
    throw new UseCaseError('not-permitted', 'Only an active person can answer an escalation.');
  assertVersion(handoff, input.version);
  const { accountId, displayName } = person;
  const escalationAnswer = { by: { accountId, displayName }, at: world.clock.now(), note: input.note };
  await commitStep(world, {
    before: handoff,
    after: { ...handoff, escalationAnswer },
    actor: { kind: 'person', accountId, role: by, requestId: caller.requestId },
    happenings: [
      {
        event: 'escalation.answered',
        details: { by },
        bodies: bodiesOf(handoff, [{ name: 'note', text: input.note }]),
      },
    ],
    effects: ['sync-property'],
  });
  return viewHandoff(world, caller, handoff.id);
}
