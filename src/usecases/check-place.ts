import { advance, type Handoff } from '../domain/handoff/handoff';
import type { Change } from '../domain/packet/packet';
import { NO_FIELDS } from '../ports/jira';
import { commitStep, theApp } from './commit-step';
import { inWords, subjectsOf } from './read-changes';
import type { World } from './world';

const misplaced = (subject: string, sentence: string): Change => ({ subject, sentence });

/**
 * Whether an approval subtask is still where the app made it: under the issue of the hand-off, in its project (APR-05 to
 * APR-07). Null when it is; else what happened to it. Its texts, assignee and property mean nothing. One Jira call.
 */
export async function whatBecameOf(
  world: World,
  { issue }: Handoff,
  subtaskId: string,
): Promise<Change | null> {
  const header = await world.jira.readHeader(subtaskId, NO_FIELDS);
  if (header === null)
    return misplaced('the subtask is gone', 'the approval subtask was deleted or hidden from the app');
  const { reading, parent } = header;
  if (reading.projectKey !== issue.projectKey)
    return misplaced('the subtask was moved', `the approval subtask was moved to ${reading.projectKey}`);
  if (parent === null)
    return misplaced('the subtask was converted', 'the approval subtask is no subtask any more');
  if (parent.id !== issue.id)
    return misplaced('the subtask was re-parented', `the approval subtask was put under ${parent.key}`);
  return null;
}

/** Ends a hand-off whose approval subtask is not where it was made: nobody can rely on what people saw there (APR-07). */
export async function blockMisplaced(world: World, handoff: Handoff, change: Change): Promise<Handoff> {
  return commitStep(world, {
    before: handoff,
    after: advance(handoff, 'block', {
      at: world.clock.now(),
      explanation: `Blocked before a decision: ${inWords([change])}. Hand it off again to ask for a new approval.`,
    }),
    actor: theApp('gate'),
    happenings: [{ event: 'approval.invalidated', details: { changes: subjectsOf([change]) } }],
    effects: ['sync-property'],
  });
}
