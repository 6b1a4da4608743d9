import { toCanonicalJson } from '../domain/canonical/canonical';
import type { Effect } from '../domain/handoff/effect';
import { advance, type Handoff } from '../domain/handoff/handoff';
import { releaseOf } from '../domain/packet/release';
import { toAdf, type AdfDocument } from '../domain/writeback/adf';
import { asReviewed, postedLines } from '../domain/writeback/comment';
import type { Output } from '../contract/output';
import type { Audience } from '../contract/vocabulary';
import type { WholeHandoff } from '../ports/handoff-store';
import { InternalByMistake, PublicByMistake, type CommentMark } from '../ports/jira';
import { PortError } from '../ports/port-error';
import { bodiesOf } from './bodies';
import { commitStep, theApp } from './commit-step';
import { endMistaken } from './end-mistaken';
import { stopIfNeeded } from './run-engine';
import type { World } from './world';

const app = theApp('write-back');

const audienceOf = ({ review }: Handoff): Audience => review?.audience ?? 'internal';

/** The comment of an earlier try. An issue that the app cannot see any more has none: what changed is found right after. */
async function findPosted(world: World, issueId: string, mark: CommentMark): Promise<string | null> {
  try {
    return await world.jira.findMarkedComment(issueId, mark);
  } catch (error) {
    if (error instanceof PortError && error.code === 'not-visible') return null;
    throw error;
  }
}

/** Whether the output and its audience are what the use gate approved (T5). A customer never reads what no gate released. */
function isReleased(handoff: Handoff, output: Output): boolean {
  const gate = handoff.gates.find(({ plan }) => plan.gate === 'use');
  if (gate === undefined) return audienceOf(handoff) === 'internal';
  return gate.release !== null && gate.release === releaseOf(handoff, output);
}

async function endUnreleased(world: World, handoff: Handoff, effect: Effect): Promise<void> {
  await commitStep(world, {
    before: handoff,
    after: advance(handoff, 'fail', {
      at: world.clock.now(),
      explanation:
        'The stored output or its audience is not what was approved, so nothing was posted. Hand it off again.',
    }),
    actor: app,
    happenings: [{ event: 'run.failed', details: { why: 'release mismatch', attribution: 'integration' } }],
    effects: ['sync-property'],
    settles: effect,
  });
}

/** Posts the comment, or looks again at the one of an earlier try. Raises what the port raises. */
async function post(
  world: World,
  handoff: Handoff,
  { posted, body, mark }: { posted: string | null; body: AdfDocument; mark: CommentMark },
): Promise<string> {
  const audience = audienceOf(handoff);
  if (posted === null) return world.jira.addComment(handoff.issue, body, { mark, audience });
  await world.jira.checkComment(handoff.issue, posted, audience);
  return posted;
}

const WRITTEN: Readonly<Record<Audience, string>> = {
  internal: 'Written back as an internal comment.',
  customer: 'Written back as a comment that the customer reads.',
};

/**
 * Posts the accepted output as one attributed comment for the audience that was approved (R065-R073), then records it. A repeat
 * finds the comment by its marker and posts nothing (OUT-13). The issue is compared with the sealed packet once more before the
 * post (APR-09), and the output with its release. A comment for the wrong readers ends the hand-off (OUT-09).
 */
export async function writeBack(world: World, whole: WholeHandoff, effect: Effect): Promise<boolean> {
  const { handoff, packet, output } = whole;
  if (handoff.state !== 'writing-back' || output === null) return false;
  const mark = { handoffId: handoff.id, purpose: 'write-back' };
  const posted = await findPosted(world, handoff.issue.id, mark);
  if (posted === null) {
    if ((await stopIfNeeded(world, whole, effect)) !== null) return true;
    if (!isReleased(handoff, output)) {
      await endUnreleased(world, handoff, effect);
      return true;
    }
  }
  const body = toAdf(postedLines(handoff, asReviewed(handoff, output), packet.sources));
  try {
    const commentId = await post(world, handoff, { posted, body, mark });
    await record(world, whole, { effect, commentId, body, isRepeat: posted !== null });
  } catch (error) {
    const isMistake = error instanceof PublicByMistake || error instanceof InternalByMistake;
    if (!isMistake) throw error;
    await endMistaken(world, { handoffId: handoff.id, effect }, error);
  }
  return true;
}

async function record(
  world: World,
  { handoff }: WholeHandoff,
  done: { effect: Effect; commentId: string; body: AdfDocument; isRepeat: boolean },
): Promise<void> {
  const { effect, commentId, body, isRepeat } = done;
  const at = world.clock.now();
  await commitStep(world, {
    before: handoff,
    after: advance(handoff, 'write', {
      at,
      explanation: WRITTEN[audienceOf(handoff)],
      patch: { writtenBack: { commentId, at } },
    }),
    actor: app,
    happenings: [
      {
        event: 'writeback.done',
        details: { commentId, isRepeat },
        bodies: bodiesOf(handoff, [{ name: 'comment', text: toCanonicalJson(body) }]),
      },
    ],
    effects: ['sync-property'],
    settles: effect,
  });
}
