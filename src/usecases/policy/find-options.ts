import type { CallInput, CallOutput } from '../../contract/calls';
import type { Caller, World } from '../world';

/** What a picker of the settings page offers for a query, as the admin may see it; nobody for people without a query. */
export async function findOptions(
  _world: World,
  caller: Caller,
  { what, query }: CallInput<'admin.find'>,
): Promise<CallOutput<'admin.find'>> {
  if (what === 'people' && query === '') return { options: [] };
  return { options: [...(await caller.jira.findOptions(what, query))] };
}
