import type { CallInput, CallOutput } from '../contract/calls';
import type { Caller, World } from './world';

/** The checkpoints of the site, newest first, a page at a time. They name no issue, so every governance person sees all. */
export async function listCheckpoints(
  world: World,
  _caller: Caller,
  input: CallInput<'oversight.checkpoints'>,
): Promise<CallOutput<'oversight.checkpoints'>> {
  const page = await world.checkpoints.list(input.cursor);
  return { checkpoints: [...page.items], cursor: page.cursor };
}
