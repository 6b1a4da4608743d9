import type { Effect, Notice } from '../domain/handoff/effect';
import { advance, type Handoff } from '../domain/handoff/handoff';
import { canHappen } from '../domain/lifecycle/lifecycle';
import { PublicByMistake, type InternalByMistake } from '../ports/jira';
import { PortError } from '../ports/port-error';
import { commitStep, theApp, type Step } from './commit-step';
import { UseCaseError } from './use-case-error';
import type { World } from './world';

type Mistake = PublicByMistake | InternalByMistake;

/** What came of it, and what people have to do; what is urgent comes first. */
function wordsOf({ issue }: Handoff, mistake: Mistake): string {
  const { commentId } = mistake;
  if (!(mistake instanceof PublicByMistake))
    return (
      `Jira did not show comment ${commentId} to the customer; it stays on ${issue.key} as an internal comment. ` +
      'Answer the customer yourself, and ask an admin why before it is handed off again.'
    );
  const what = mistake.isDeleted
    ? `Jira showed the customer comment ${commentId} on ${issue.key}, which was meant for the team; it was deleted at once.`
    : `Delete comment ${commentId} on ${issue.key} now: Jira shows it to the customer although it was meant for the team, and the app could not delete it.`;
  return `${what} It may have been read or sent by mail: look after the customer, and ask an admin why before anything is handed off again.`;
}

/** Tells governance, on the issue, in Jira's own notification; null where nobody is named. Nothing of the comment's text. */
async function noticeOf(world: World, handoff: Handoff, mistake: Mistake): Promise<Notice | null> {
  if (!(mistake instanceof PublicByMistake)) return null;
  const { governance } = (await world.policies.control()).policy.document;
  if (governance.length === 0) return null;
  return {
    issueKey: handoff.issue.key,
    accountIds: governance,
    subject: `Incident: a comment of AI hand-off on ${handoff.issue.key} was public`,
    text: wordsOf(handoff, mistake),
  };
}

const happeningsOf = (mistake: Mistake): Step['happenings'] =>
  mistake instanceof PublicByMistake
    ? [
        {
          event: 'incident.raised',
          details: { kind: 'public-comment', subject: mistake.commentId, isContained: mistake.isDeleted },
        },
        { event: 'run.failed', details: { why: 'comment was public', attribution: 'integration' } },
      ]
    : [{ event: 'run.failed', details: { why: 'comment stayed internal', attribution: 'integration' } }];

async function commitMistake(
  world: World,
  { handoff, effect }: { handoff: Handoff; effect: Effect },
  mistake: Mistake,
): Promise<void> {
  const at = world.clock.now();
  const notice = await noticeOf(world, handoff, mistake);
  // Somebody may have ended the hand-off meanwhile; what Jira did is on record all the same.
  const after = canHappen(handoff.state, 'fail')
    ? advance(handoff, 'fail', { at, explanation: wordsOf(handoff, mistake) })
    : handoff;
  await commitStep(world, {
    before: handoff,
    after,
    actor: theApp('write-back'),
    happenings: happeningsOf(mistake),
    effects: [...(notice === null ? [] : (['notify'] as const)), 'sync-property'],
    notice,
    settles: effect,
  });
}

const MAX_TRIES = 5;

/**
 * Ends a hand-off whose comment Jira gave to the wrong readers (OUT-09, facts §7 no. 36): a public one is an incident, with an
 * entry and a notification to governance; one that stayed internal is not. The effect is closed with it, so that no retry posts
 * again; only where storage takes no commit in several tries is the effect left open. Raises what the last of them raised.
 */
export async function endMistaken(
  world: World,
  { handoffId, effect }: { readonly handoffId: string; readonly effect: Effect },
  mistake: Mistake,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const handoff = await world.handoffs.load(handoffId);
    if (handoff === null) return;
    try {
      await commitMistake(world, { handoff, effect }, mistake);
      return;
    } catch (error) {
      const isPassing = error instanceof UseCaseError || error instanceof PortError;
      if (!isPassing || tries >= MAX_TRIES) throw error;
    }
  }
}
