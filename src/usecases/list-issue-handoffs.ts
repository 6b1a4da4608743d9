import type { CallInput, CallOutput } from '../contract/calls';
import { summarise } from './view-handoff';
import type { IssueCaller, World } from './world';

/** Earlier hand-offs of the issue, newest first, a page at a time. */
export async function listIssueHandoffs(
  world: World,
  caller: IssueCaller,
  input: CallInput<'panel.history'>,
): Promise<CallOutput<'panel.history'>> {
  const page = await world.handoffs.listByIssue(caller.issueId, input.cursor);
  return { handoffs: page.items.map(summarise), cursor: page.cursor };
}
