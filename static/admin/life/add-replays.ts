import type { Replay, Tally } from '../../../src/contract/policy-life';

type Group = Replay['byGroup'][number];

const addTallies = (one: Tally, other: Tally): Tally => ({
  total: one.total + other.total,
  eligible: one.eligible + other.eligible,
  approvalBound: one.approvalBound + other.approvalBound,
  blocked: one.blocked + other.blocked,
});

const isSameGroup = (one: Group, other: Group): boolean =>
  one.projectKey === other.projectKey && one.class === other.class;

function addGroups(one: readonly Group[], other: readonly Group[]): Group[] {
  const added = one.map((group) => {
    const more = other.find((candidate) => isSameGroup(group, candidate));
    return more === undefined
      ? group
      : { ...group, looser: group.looser + more.looser, stricter: group.stricter + more.stricter };
  });
  return [...added, ...other.filter((group) => !one.some((known) => isSameGroup(known, group)))];
}

/** Two pages of a comparison as one. */
export const addReplays = (one: Replay, other: Replay): Replay => ({
  decisions: {
    before: addTallies(one.decisions.before, other.decisions.before),
    after: addTallies(one.decisions.after, other.decisions.after),
  },
  issues: {
    before: addTallies(one.issues.before, other.issues.before),
    after: addTallies(one.issues.after, other.issues.after),
  },
  looser: one.looser + other.looser,
  stricter: one.stricter + other.stricter,
  byGroup: addGroups(one.byGroup, other.byGroup),
  flips: [...one.flips, ...other.flips],
});
