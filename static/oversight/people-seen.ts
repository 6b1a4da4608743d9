import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { CallOutput } from '../../src/contract/calls';
import type { Person } from '../../src/contract/scope';

type Pages<N extends 'oversight.search' | 'oversight.trail' | 'oversight.changes'> = InfiniteData<
  CallOutput<N>
>;

interface Named {
  readonly accountId: string | null;
  readonly displayName: string;
}

/** Where an account was erased, the reference of the chain may stand instead. */
const isRef = (accountId: string): boolean => accountId.startsWith('actor-');

/** Each account once, by name; a person without an account cannot be searched for and is left out. */
function distinctPeople(people: readonly Named[]): readonly Person[] {
  const byAccount = new Map<string, Person>();
  for (const { accountId, displayName } of people) {
    if (accountId !== null && !isRef(accountId)) byAccount.set(accountId, { accountId, displayName });
  }
  return [...byAccount.values()].sort((one, other) => one.displayName.localeCompare(other.displayName));
}

/** The people whom this page has named so far: in lists, trails and changes that were read. */
export function usePeopleSeen(): readonly Person[] {
  const client = useQueryClient();
  const pagesOf = <N extends 'oversight.search' | 'oversight.trail' | 'oversight.changes'>(name: N) =>
    client.getQueriesData<Pages<N>>({ queryKey: [name] }).flatMap(([, data]) => data?.pages ?? []);
  return distinctPeople([
    ...pagesOf('oversight.search').flatMap(({ handoffs }) => handoffs.map(({ requester }) => requester)),
    ...pagesOf('oversight.trail').flatMap(({ people }) => people),
    ...pagesOf('oversight.changes').flatMap(({ changes }) =>
      changes.flatMap(({ by }) => (by === null ? [] : [by])),
    ),
  ]);
}
