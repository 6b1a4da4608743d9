import { route } from '@forge/api';
import type { z } from 'zod';
import { withoutUnseen } from '../../domain/guardrails/unicode-removal';
import type { KnownPerson } from '../../domain/gate/plan-gates';
import { ask, type RequestJira } from './jira-http';
import { UsersPageSchema, type UserSchema } from './schemas';

/** Ids that fit in one address. */
const PEOPLE_AT_ONCE = 90;

/** A person as Jira shows one; a name that Jira leaves out is the account id. */
export const toPerson = (user: z.infer<typeof UserSchema>): KnownPerson => ({
  accountId: user.accountId,
  displayName: withoutUnseen(user.displayName === '' ? user.accountId : user.displayName),
  isActive: user.active,
  accountType: user.accountType,
});

/** Accounts that exist, each once, in the order asked for. Asks nothing for nobody. */
export async function readPeople(
  request: RequestJira,
  accountIds: readonly string[],
): Promise<readonly KnownPerson[]> {
  const wanted = [...new Set(accountIds)];
  const known = new Map<string, KnownPerson>();
  for (let from = 0; from < wanted.length; from += PEOPLE_AT_ONCE) {
    const query = new URLSearchParams({ maxResults: String(PEOPLE_AT_ONCE) });
    for (const id of wanted.slice(from, from + PEOPLE_AT_ONCE)) query.append('accountId', id);
    const path = route`/rest/api/3/user/bulk?${query}`;
    const { values } = await ask(request, { name: 'bulkGetUsers', method: 'GET', path }, UsersPageSchema);
    for (const user of values) known.set(user.accountId, toPerson(user));
  }
  return wanted.flatMap((id) => known.get(id) ?? []);
}
