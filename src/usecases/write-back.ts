import { advance } from '../domain/handoff/handoff';
import type { Effect } from '../domain/handoff/effect';
import { toCanonicalJson } from '../domain/canonical/canonical';
import { toAdf } from '../domain/writeback/adf';
import { asReviewed, commentLines } from '../domain/writeback/comment';
import type { WholeHandoff } from '../ports/handoff-store';
import type { CommentMark } from '../ports/jira';
import { PortError } from '../ports/port-error';
import { bodiesOf } from './bodies';
import { commitStep, theApp } from './commit-step';
import { stopIfNeeded } from './run-engine';
import type { World } from './world';

/** The comment of an earlier try. An issue that the app cannot see any more has none: what changed is found right after. */
async function findPosted(world: World, issueId: string, mark: CommentMark): Promise<string | null> {
  try {
    return await world.jira.findMarkedComment(issueId, mark);
  } catch (error) {
    if (error instanceof PortError && error.code === 'not-visible') return null;
    throw error;
  }
}

/**
 * Posts the accepted output as one internal, attributed comment (R065-R073), then records it. A repeat finds the comment by its
 * marker and posts nothing (OUT-13). The issue is compared with the sealed packet once more before the post (APR-09).
 */
export async function writeBack(world: World, whole: WholeHandoff, effect: Effect): Promise<boolean> {
  const { handoff, packet, output } = whole;
  if (handoff.state !== 'writing-back' || output === null) return false;
  const mark = { handoffId: handoff.id, purpose: 'write-back' };
  const posted = await findPosted(world, handoff.issue.id, mark);
  if (posted === null && (await stopIfNeeded(world, whole, effect)) !== null) return true;
  const body = toAdf(commentLines(handoff, asReviewed(handoff, output), packet.sources));
  const commentId = posted ?? (await world.jira.addInternalComment(handoff.issue, body, mark));
  const at = world.clock.now();
  await commitStep(world, {
    before: handoff,
    after: advance(handoff, 'write', {
      at,
      explanation: 'Written back as an internal comment.',
      patch: { writtenBack: { commentId, at } },
    }),
    actor: theApp('write-back'),
    happenings: [
      {
        event: 'writeback.done',
        details: { commentId, isRepeat: posted !== null },
        bodies: bodiesOf(handoff, [{ name: 'comment', text: toCanonicalJson(body) }]),
      },
    ],
    effects: ['sync-property'],
    settles: effect,
  });
  return true;
}
