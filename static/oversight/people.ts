import type { TrailPerson } from '../../src/contract/trail';

/** What stands for a person whose mapping to an account is gone. */
const ERASED_PERSON = 'a person whose data was erased';

/** Says who is behind a reference of the chain. */
export type NameOf = (ref: string) => string;

/** Names over the people that came with a trail. One without an account was erased; one that did not come at all is unknown. */
export function namesFrom(people: readonly TrailPerson[]): NameOf {
  const names = new Map(
    people.map(({ ref, accountId, displayName }) => [ref, accountId === null ? ERASED_PERSON : displayName]),
  );
  return (ref) => names.get(ref) ?? 'an unknown person';
}
