import type { PeopleRegistry } from '../people-registry';
import type { FakeMemory } from './fake-memory';

/** Accounts of one report. */
const REPORT = 90;

/** The port in memory. */
export const createFakePeopleRegistry = ({ actors, attention }: FakeMemory): PeopleRegistry => ({
  accountsOf: async (refs) =>
    new Map(
      [...actors.values()]
        .filter(({ ref }) => refs.includes(ref))
        .map((actor) => [actor.ref, actor.accountId]),
    ),
  refsOf: async (accountIds) =>
    new Map(
      [...actors.values()]
        .filter(({ accountId }) => accountIds.includes(accountId))
        .map((actor) => [actor.accountId, actor.ref]),
    ),
  listToReport: async (before) =>
    [...actors.values()]
      .filter(({ reportedAt }) => reportedAt < before)
      .sort((a, b) => (a.reportedAt < b.reportedAt ? -1 : 1))
      .slice(0, REPORT),
  markReported: async (reported, at) => {
    for (const actor of reported) actors.set(actor.accountId, { ...actor, reportedAt: at });
  },
  forget: async (accountId) => {
    const known = actors.get(accountId);
    if (known !== undefined) attention.delete(known.ref);
    actors.delete(accountId);
  },
});
