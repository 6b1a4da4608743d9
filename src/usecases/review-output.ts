import type { CallInput, CallOutput } from '../contract/calls';
import { advance, hasGate, type Handoff } from '../domain/handoff/handoff';
import type { LifecycleEvent } from '../domain/lifecycle/lifecycle';
import { strikeClaims } from '../domain/writeback/comment';
import { commitStep, type Step } from './commit-step';
import { assertRunning } from './prepare-packet';
import { UseCaseError } from './use-case-error';
import { loadOwn, viewHandoff } from './view-handoff';
import { bodiesOf } from './bodies';
import { requestOf } from './open-subtask';
import { assertVersion } from './withdraw-handoff';
import type { IssueCaller, World } from './world';

type Input = CallInput<'panel.review'>;

function eventOf(handoff: Handoff, input: Input): LifecycleEvent {
  if (input.verdict !== 'accept') return input.verdict;
  return hasGate(handoff, 'use') ? 'accept-and-hold' : 'accept';
}

const WORDS = { accept: 'Accepted', reject: 'Rejected', escalate: 'Escalated' } as const;

function effectsOf(event: LifecycleEvent): Step['effects'] {
  if (event === 'accept') return ['write-comment'];
  return event === 'accept-and-hold' ? ['open-subtask', 'sync-property'] : ['sync-property'];
}

function assertMayReview(handoff: Handoff, caller: IssueCaller, input: Input): void {
  if (handoff.owner.accountId !== caller.accountId) {
    throw new UseCaseError(
      'not-permitted',
      `Only the owner, ${handoff.owner.displayName}, reviews this output.`,
    );
  }
  if (handoff.state !== 'awaiting-review') {
    throw new UseCaseError('wrong-state', 'This output is not waiting for a review.');
  }
  if (input.verdict !== 'accept' && input.reason === 'none') {
    throw new UseCaseError('reason-required', 'Choose a reason, so that others can learn from it.');
  }
  assertVersion(handoff, input.version);
}

/** The owner accepts, rejects or escalates the output (R085-R088); struck claims are left out of what is posted. */
export async function reviewOutput(
  world: World,
  caller: IssueCaller,
  input: Input,
): Promise<CallOutput<'panel.review'>> {
  const { handoff, output } = await loadOwn(world, caller, input.handoffId);
  assertMayReview(handoff, caller, input);
  if (output === null) throw new UseCaseError('wrong-state', 'There is no output to review.');
  assertRunning(await world.policies.control());
  const at = world.clock.now();
  const event = eventOf(handoff, input);
  const reviewed = strikeClaims(output, input.strike);
  if (
    input.verdict === 'accept' &&
    reviewed.sections.every((section) => section.claims.every((claim) => claim.struck !== null))
  ) {
    throw new UseCaseError(
      'invalid-input',
      'Every claim is struck, so nothing is left to accept. Reject the output instead.',
    );
  }
  const review = {
    verdict: input.verdict,
    by: handoff.owner,
    at,
    reason: input.reason,
    note: input.note,
    struck: input.strike,
  };
  const after = advance(handoff, event, {
    at,
    explanation: `${WORDS[input.verdict]} by ${handoff.owner.displayName}.`,
    patch: { review },
  });
  const useGate = after.gates.filter(({ plan }) => plan.gate === 'use');
  await commitStep(world, {
    before: handoff,
    after,
    actor: { kind: 'person', accountId: caller.accountId, role: 'owner', requestId: caller.requestId },
    happenings: [
      {
        event: 'output.reviewed',
        details: {
          verdict: input.verdict,
          reason: input.reason,
          // One text: a list of an entry's details holds at most 60 values, and a review may strike more.
          struck: input.strike.join(', '),
          overrides: input.strike.length,
        },
        bodies: bodiesOf(handoff, [{ name: 'note', text: input.note }]),
      },
      ...(event === 'accept-and-hold'
        ? useGate.map(({ plan }) => requestOf(plan, after.dueAt))
        : event === 'accept'
          ? [{ event: 'writeback.intent' as const, details: { comment: 'internal' as const } }]
          : []),
    ],
    effects: effectsOf(event),
  });
  return viewHandoff(world, caller, handoff.id);
}
