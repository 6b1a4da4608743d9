import type { CallInput, CallOutput } from '../../contract/calls';
import type { Caller, World } from '../world';
import { accountsOfVersions, namePeople } from './people-named';

/** Versions of the policy, newest first, a page at a time, with the people whom they name. */
export async function listVersions(
  world: World,
  caller: Caller,
  { cursor }: CallInput<'admin.versions'>,
): Promise<CallOutput<'admin.versions'>> {
  const page = await world.policies.versions(cursor);
  return {
    versions: [...page.items],
    people: await namePeople(caller, accountsOfVersions(page.items)),
    cursor: page.cursor,
  };
}
