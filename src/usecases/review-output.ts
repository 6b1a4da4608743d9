import type { CallInput, CallOutput } from '../contract/calls';
import type { Output } from '../contract/output';
import {
  advance,
  hasGate,
  openGate,
  withGate,
  type Handoff,
  type ReviewRecord,
} from '../domain/handoff/handoff';
import type { LifecycleEvent } from '../domain/lifecycle/lifecycle';
import type { OutputContext } from '../domain/output/check-output';
import { byReason, whyNotCorrected } from '../domain/output/apply-review';
import { releaseOf } from '../domain/packet/release';
import { whyNotCustomer } from '../domain/writeback/audience';
import { withReview } from '../domain/writeback/comment';
import type { WholeHandoff } from '../ports/handoff-store';
import { commitStep, type Step } from './commit-step';
import { assertRunning } from './prepare-packet';
import { outputContext } from './output-context';
import { reviewTexts } from './review-texts';
import { UseCaseError } from './use-case-error';
import { loadOwn, viewHandoff } from './view-handoff';
import { bodiesOf } from './bodies';
import { requestsOf } from './open-subtask';
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

/** Refuses to accept what leaves nothing to post, or what the customer may not read. `output` as the review leaves it. */
function assertAcceptable({ handoff, packet }: WholeHandoff, output: Output, input: Input): void {
  if (output.sections.every(({ claims }) => claims.every(({ struck }) => struck !== null))) {
    throw new UseCaseError(
      'invalid-input',
      'Every claim is struck, so nothing is left to accept. Reject the output instead.',
    );
  }
  const why = input.audience === 'customer' ? whyNotCustomer(handoff, packet, output) : null;
  if (why !== null)
    throw new UseCaseError('invalid-input', `${why} Accept it as an internal comment instead.`);
}

/** Refuses strikes and edits that do not fit the output, and an edit that says what its sources do not. */
function assertCorrectable(
  output: Output,
  corrections: Pick<ReviewRecord, 'struck' | 'edits'>,
  context: OutputContext,
): void {
  const why = whyNotCorrected(corrections, output, context);
  if (why !== null) throw new UseCaseError('invalid-input', why);
}

/** Fixes what an approval of the use gate releases: the output as it was reviewed, and its audience (T5). */
function withRelease(handoff: Handoff, output: Output): Handoff {
  const gate = openGate(handoff);
  if (gate === null) return handoff;
  return { ...handoff, gates: withGate(handoff, { ...gate, release: releaseOf(handoff, output) }) };
}

/** What comes next, for the chain: who is asked at the use gate, or for whom the comment is that is posted now. */
function nextOf(after: Handoff, event: LifecycleEvent): Step['happenings'] {
  // Without a use gate nothing is for the customer (see `whyNotCustomer`).
  if (event === 'accept') return [{ event: 'writeback.intent', details: { comment: 'internal' } }];
  const gate = openGate(after);
  return gate === null ? [] : requestsOf(gate);
}

/**
 * The owner accepts, rejects or escalates the output (R085-R088), with a reason for each claim that is struck or written anew
 * (R186). Struck claims are left out of what is posted; an edit that its sources do not say is refused as `invalid-input`. Whoever
 * accepts says for whom the comment is; `customer` is refused so too where it is not offered (see `whyNotCustomer`).
 */
export async function reviewOutput(
  world: World,
  caller: IssueCaller,
  input: Input,
): Promise<CallOutput<'panel.review'>> {
  const whole = await loadOwn(world, caller, input.handoffId);
  const { handoff, output } = whole;
  assertMayReview(handoff, caller, input);
  if (output === null) throw new UseCaseError('wrong-state', 'There is no output to review.');
  const control = await world.policies.control();
  assertRunning(control);
  const { verdict, reason, note, strike, edits } = input;
  assertCorrectable(output, { struck: strike, edits }, outputContext(control, whole));
  if (verdict === 'accept') assertAcceptable(whole, withReview(output, { struck: strike, edits }), input);
  const at = world.clock.now();
  const event = eventOf(handoff, input);
  const review: ReviewRecord = {
    verdict,
    by: handoff.owner,
    at,
    reason,
    note,
    struck: strike,
    edits,
    audience: verdict === 'accept' ? input.audience : 'internal',
  };
  const explanation = `${WORDS[verdict]} by ${handoff.owner.displayName}.`;
  const after = withRelease(advance(handoff, event, { at, explanation, patch: { review } }), output);
  await commitStep(world, {
    before: handoff,
    after,
    actor: { kind: 'person', accountId: caller.accountId, role: 'owner', requestId: caller.requestId },
    happenings: [
      {
        event: 'output.reviewed',
        details: {
          verdict,
          reason,
          // One text each: a list of an entry's details holds at most 60 values, and a review may strike more.
          struck: byReason(strike),
          edited: byReason(edits),
          overrides: strike.length + edits.length,
        },
        bodies: bodiesOf(handoff, reviewTexts(review)),
      },
      ...nextOf(after, event),
    ],
    effects: effectsOf(event),
  });
  return viewHandoff(world, caller, handoff.id);
}
