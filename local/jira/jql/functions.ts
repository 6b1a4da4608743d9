import { JiraError } from '../jira-error';
import type { FunctionOperand } from './ast';
import { calendarEdge, type CalendarUnit } from './dates';
import type { QueryScope, ValueKind } from './field';
import { notServed } from './refusals';
import { findIssueId, visibleProjects } from './values';

interface Shape {
  readonly isList: boolean;
  readonly args: readonly [min: number, max: number];
}

/** A function that stands for ids of users, issues, types or projects. */
interface IdFunction extends Shape {
  readonly kind: Exclude<ValueKind, 'date'>;
  readonly ids: (args: readonly string[], scope: QueryScope) => readonly string[];
}

/** A function that stands for an instant, in milliseconds. */
interface DateFunction extends Shape {
  readonly kind: 'date';
  readonly at: (args: readonly string[], scope: QueryScope) => number;
}

type JqlFunction = IdFunction | DateFunction;

const edge = (unit: CalendarUnit, isEnd: boolean): DateFunction => {
  const name = `${isEnd ? 'endOf' : 'startOf'}${unit.charAt(0).toUpperCase()}${unit.slice(1)}`;
  return {
    kind: 'date',
    isList: false,
    args: [0, 1],
    at: ([duration], { now }) => calendarEdge({ unit, isEnd, name }, duration, now),
  };
};

const types = (isSubtask: boolean): IdFunction => ({
  kind: 'issuetype',
  isList: true,
  args: [0, 0],
  ids: (_args, { state }) =>
    state.issueTypes
      .all()
      .filter(({ subtask }) => subtask === isSubtask)
      .map(({ id }) => id),
});

const FUNCTIONS: Readonly<Record<string, JqlFunction>> = {
  currentUser: {
    kind: 'user',
    isList: false,
    args: [0, 0],
    ids: (_args, { access }) => (access.user ? [access.user.accountId] : []),
  },
  membersOf: { kind: 'user', isList: true, args: [1, 1], ids: membersOf },
  now: { kind: 'date', isList: false, args: [0, 0], at: (_args, { now }) => now },
  startOfDay: edge('day', false),
  startOfWeek: edge('week', false),
  startOfMonth: edge('month', false),
  startOfYear: edge('year', false),
  endOfDay: edge('day', true),
  endOfWeek: edge('week', true),
  endOfMonth: edge('month', true),
  endOfYear: edge('year', true),
  linkedIssues: { kind: 'issue', isList: true, args: [1, 100], ids: linkedIssues },
  watchedIssues: { kind: 'issue', isList: true, args: [0, 0], ids: watchedIssues },
  standardIssueTypes: types(false),
  subtaskIssueTypes: types(true),
  projectsLeadByUser: { kind: 'project', isList: true, args: [0, 1], ids: projectsLeadByUser },
};

/** Names of the functions that are served. */
export const JQL_FUNCTIONS: readonly string[] = Object.keys(FUNCTIONS);

/** Functions of Jira that this site has nothing for: 501 by name. Source: Atlassian's JQL functions reference. */
export const UNSERVED_JQL_FUNCTIONS: readonly string[] =
  'approved approver breached cascadeOption closedSprints completed componentsLeadByUser currentLogin earliestUnreleasedVersion elapsed everbreached futureSprints issueHistory issuesWithRemoteLinksByGlobalId lastLogin latestReleasedVersion myApproval myPending openSprints organizationMembers paused pending pendingBy projectsWhereUserHasPermission projectsWhereUserHasRole releasedVersions remaining running unreleasedVersions updatedBy votedIssues withinCalendarHours'.split(
    ' ',
  );

/** The function of a call. Raises 400 for one that Jira has not and for a wrong number of arguments, 501 for one that this site has not. */
export function findJqlFunction({ name, args }: FunctionOperand): JqlFunction {
  const isName = (candidate: string) => candidate.toLowerCase() === name.toLowerCase();
  const known = JQL_FUNCTIONS.find(isName);
  const found = known === undefined ? undefined : FUNCTIONS[known];
  if (!found || known === undefined) {
    if (UNSERVED_JQL_FUNCTIONS.some(isName)) throw notServed(`the function '${name}()'`);
    throw JiraError.invalid(`Unable to find JQL function '${name}(${args.join(', ')})'.`);
  }
  const [min, max] = found.args;
  if (args.length < min || args.length > max)
    throw JiraError.invalid(
      `Function '${known}' expected '${min === max ? min : `${min}' to '${max}`}' arguments but received '${args.length}'.`,
    );
  return found;
}

function membersOf([name = '']: readonly string[], { state }: QueryScope): string[] {
  const group = state.groups.all().find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!group)
    throw JiraError.invalid(
      `Function 'membersOf' can not generate a list of usernames for group '${name}'; the group does not exist.`,
    );
  const members = state.users.all().filter(({ groups }) => groups.includes(group.name));
  return members.map(({ accountId }) => accountId);
}

/** Issues at the other end of an issue's links; types by their inward or outward words, as Jira takes them. */
function linkedIssues([idOrKey = '', ...wanted]: readonly string[], scope: QueryScope): string[] {
  const id = findIssueId(idOrKey, scope);
  if (id === undefined)
    throw JiraError.invalid(`Issue '${idOrKey}' could not be found in function 'linkedIssues'.`);
  const kinds = wanted.map((name) => linkKind(name, scope));
  return (scope.docOf(id)?.links ?? []).flatMap(({ typeId, inwardId, outwardId }) => {
    // The inward issue reads the outward words: "A blocks B" is shown at A, whose other end is B.
    const isOutward = inwardId === id;
    const fitsKind = kinds.some(
      (kind) => kind.typeId === typeId && (kind.isOutward ?? isOutward) === isOutward,
    );
    return wanted.length === 0 || fitsKind ? [isOutward ? outwardId : inwardId] : [];
  });
}

function linkKind(words: string, { state }: QueryScope): { typeId: string; isOutward?: boolean } {
  const lower = words.toLowerCase();
  for (const { id, inward, outward } of state.linkTypes.all()) {
    const isOutward = outward.toLowerCase() === lower;
    const isInward = inward.toLowerCase() === lower;
    if (isOutward && isInward) return { typeId: id };
    if (isOutward || isInward) return { typeId: id, isOutward };
  }
  throw JiraError.invalid(`Issue link type '${words}' could not be found in function 'linkedIssues'.`);
}

function watchedIssues(_args: readonly string[], { state, access }: QueryScope): string[] {
  const { user } = access;
  if (!user) return [];
  const watched = state.issues.all().filter(({ id }) => state.issues.watchers(id).includes(user.accountId));
  return watched.map(({ id }) => id);
}

function projectsLeadByUser([accountId]: readonly string[], scope: QueryScope): string[] {
  const lead = accountId ?? scope.access.user?.accountId;
  if (accountId !== undefined && !scope.state.users.get(accountId))
    throw JiraError.invalid(
      `Function 'projectsLeadByUser' can not generate a list of projects for user '${accountId}'; the user does not exist.`,
    );
  return visibleProjects(scope)
    .filter(({ leadAccountId }) => leadAccountId === lead)
    .map(({ id }) => id);
}
