import type { Person } from '../../src/contract/scope';

/** A person's name, or the account id where nobody told us the name. */
export const nameOf = (people: readonly Person[], accountId: string): string =>
  people.find((person) => person.accountId === accountId)?.displayName ?? accountId;
