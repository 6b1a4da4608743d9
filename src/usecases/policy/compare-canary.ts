import type { CallInput, CallOutput } from '../../contract/calls';
import { compile } from '../../domain/policy/compile';
import { EMPTY_REPLAY, replayInto } from '../../domain/policy/replay';
import type { Caller, World } from '../world';
import { loadTried } from './on-trial';
import { toReplayItem } from './replay-items';

/**
 * What the trial decided since it began, beside what the policy in force says to the same, a page of records at a time. Raises
 * `conflict` and `not-ready`.
 */
export async function compareCanary(
  world: World,
  _caller: Caller,
  { revision, cursor }: CallInput<'admin.compare-canary'>,
): Promise<CallOutput<'admin.compare-canary'>> {
  const { control, trial, canary } = await loadTried(world, revision);
  const page = await world.decisions.list(cursor);
  const since = page.records.filter(({ input }) => input.at >= canary.since);
  const records = since.filter(
    ({ input, policyVersion }) =>
      policyVersion === canary.version && trial.projects.includes(input.facts.projectKey),
  );
  const policies = { before: compile(control.policy), after: compile(trial.policy) };
  return {
    replay: replayInto(EMPTY_REPLAY, policies, records.map(toReplayItem)),
    // Newest first: the first record from before the trial ends the list.
    cursor: since.length < page.records.length ? null : page.cursor,
  };
}
