import type { PolicyDocument } from '../../../contract/policy';
import type { Problem } from '../../../contract/policy-life';
import type { Delegation } from '../../../contract/policy-people';
import { delegationId } from '../delegations';
import { error, repeats, warning } from './problem';

const MAX_DELEGATION_MILLISECONDS = 90 * 24 * 60 * 60 * 1_000;

const concernsSameRole = (one: Delegation, other: Delegation): boolean =>
  one.role === null || other.role === null || one.role === other.role;

const runsBeside = (one: Delegation, other: Delegation): boolean =>
  Date.parse(one.since) < Date.parse(other.until) && Date.parse(other.since) < Date.parse(one.until);

function checkTime({ since, until }: Delegation): readonly Problem[] {
  const length = Date.parse(until) - Date.parse(since);
  if (length <= 0) return [error('until', 'The delegation ends before it begins. Choose a later end.')];
  return length > MAX_DELEGATION_MILLISECONDS
    ? [error('until', 'A delegation lasts at most 90 days. Choose an earlier end, or change the role.')]
    : [];
}

/** One step counts: who has delegated in turn decides nothing meanwhile, so nobody would. */
function checkDelegate(one: Delegation, { delegations }: PolicyDocument): readonly Problem[] {
  if (one.from === one.to) return [error('to', 'Nobody can delegate to themselves. Name somebody else.')];
  const isSentOn = delegations.some(
    (other) => other.from === one.to && concernsSameRole(one, other) && runsBeside(one, other),
  );
  return isSentOn
    ? [
        warning(
          'to',
          'This person has delegated in turn at that time, which is not followed, so nobody decides here. Name somebody else.',
        ),
      ]
    : [];
}

function checkHolder({ from, role }: Delegation, { approvers }: PolicyDocument): readonly Problem[] {
  const entries = approvers.filter((entry) => role === null || entry.role === role);
  if (role !== null && entries.length === 0)
    return [error('role', `There is no role ${role}. Choose another role, or add it.`)];
  const sources = entries.flatMap(({ chain }) => chain);
  if (sources.some((source) => source.type === 'account' && source.accountId === from)) return [];
  return [
    sources.every(({ type }) => type === 'account')
      ? warning(
          'from',
          'This person is in no chain that the delegation is for, so it never counts. Name who holds the role.',
        )
      : warning(
          'from',
          'No chain names this person. The delegation counts only where a group, a project role, a field or a component does.',
        ),
  ];
}

/** Two at the same time for the same role: the later begun counts, which an author may not mean. */
const checkBeside = (one: Delegation, earlier: readonly Delegation[]): readonly Problem[] =>
  earlier.some((other) => other.from === one.from && other.role === one.role && runsBeside(other, one))
    ? [
        warning(
          'since',
          'This person has another delegation for the same role at that time. The one that begins later counts.',
        ),
      ]
    : [];

/**
 * Delegations that send nobody's decisions anywhere, begin or end wrongly, or stand in each other's way. Whether one has ended
 * is seen by `endedDelegations`, which knows the time.
 */
export function checkDelegations(document: PolicyDocument): readonly Problem[] {
  const twice = new Set(repeats(document.delegations.map(delegationId)).map(({ at }) => at));
  return document.delegations.flatMap((one, at) =>
    [
      ...checkTime(one),
      ...checkDelegate(one, document),
      ...checkHolder(one, document),
      ...(twice.has(at)
        ? [error('since', 'This delegation is there already. Remove one of the two.')]
        : checkBeside(one, document.delegations.slice(0, at))),
    ].map((problem) => ({ ...problem, path: `delegations.${at}.${problem.path}` })),
  );
}

/** Delegations that are over at a moment (ISO 8601): they decide nothing and can go. */
export const endedDelegations = ({ delegations }: PolicyDocument, at: string): readonly Problem[] =>
  delegations.flatMap(({ until }, index) =>
    Date.parse(until) <= Date.parse(at)
      ? [
          warning(
            `delegations.${index}.until`,
            'This delegation has ended. Remove it, or choose a later end.',
          ),
        ]
      : [],
  );
