import type { IssueReading } from '../../domain/packet/issue-reading';
import type { RelatedReading } from '../../domain/packet/surroundings';
import type { KnownPerson } from '../../domain/gate/plan-gates';
import type { ActiveIssue, ApprovalMark, JiraApp, JiraReader, JiraUser, NewSubtask } from '../jira';
import type { Clock } from '../platform';
import { PortError, type PortErrorCode } from '../port-error';
import {
  commentOps,
  editsOf,
  readComment,
  type AudienceMistake,
  type CommentEdits,
  type CommentState,
} from './fake-comments';
import {
  createFakeDirectory,
  findIn,
  knownPeople,
  readDirectory,
  rolesHeld,
  type FakeDirectory,
} from './fake-directory';
import {
  createIssue,
  PEOPLE,
  projectOf,
  rawFieldsOf,
  readingOf,
  type FakeIssue,
  type IssueSpec,
} from './fake-site';

/** A notification that the app sent. */
export interface FakeNotice {
  readonly issueKey: string;
  readonly accountIds: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** A Jira in memory: its state for tests, and the port for the app and for each person. */
export interface FakeJira extends CommentEdits {
  readonly app: JiraApp;
  readonly people: Map<string, KnownPerson>;
  readonly issues: Map<string, FakeIssue>;
  readonly admins: Set<string>;
  /** Holders of the app's own permission to edit policy. */
  readonly policyAdmins: Set<string>;
  readonly directory: FakeDirectory;
  /** What was sent, oldest first. */
  readonly notices: FakeNotice[];
  /** Projects without a subtask type. */
  readonly withoutSubtasks: Set<string>;
  /** Comments (ids) of the app that the customer of a request reads. */
  readonly publicComments: Set<string>;
  /** Lets Jira give every comment this audience from now on, until null. */
  mistake(mistake: AudienceMistake | null): void;
  userOf(accountId: string): JiraUser;
  addIssue(spec: IssueSpec): FakeIssue;
  /** An issue that is there; an unknown id is a mistake of the test. */
  issue(issueId: string): FakeIssue;
  /** Somebody moves an issue in Jira's own screen; gives the changelog entry's id. */
  move(issueId: string, accountId: string, toStatus: string): string;
  /** Lets an operation of the app fail from now on; null lets it work again. */
  fail(operation: keyof JiraApp, code: PortErrorCode | null): void;
}

interface State
  extends
    Pick<
      FakeJira,
      'people' | 'issues' | 'admins' | 'policyAdmins' | 'directory' | 'notices' | 'withoutSubtasks'
    >,
    CommentState {
  readonly clock: Clock;
  readonly failures: Map<string, PortErrorCode>;
  lastId: number;
}

const nextId = (state: State): string => String((state.lastId += 1));

/** An issue by its id or key, as Jira's addresses take either. */
const findIssue = ({ issues }: State, idOrKey: string): FakeIssue | undefined =>
  issues.get(idOrKey) ?? [...issues.values()].find(({ key }) => key === idOrKey);

function issueIn(state: State, issueId: string): FakeIssue {
  const issue = findIssue(state, issueId);
  if (issue === undefined) throw new PortError('not-visible', 'Jira has no such issue');
  return issue;
}

/** Changes a status as one account, with an entry in the changelog. */
function moveIssue(state: State, issue: FakeIssue, by: { accountId: string; toStatus: string }): string {
  const changeId = nextId(state);
  issue.status = by.toStatus;
  issue.changes.push({ changeId, ...by, at: state.clock.now() });
  return changeId;
}

const PAGE = 100;
/** The app's own account. */
const APP = 'app-ai-handoff';

/** `INC-41` before `INC-2041`. */
const orderableKey = (key: string): string => key.replace(/\d+$/u, (digits) => digits.padStart(10, '0'));

const toActive = (issue: FakeIssue): ActiveIssue => ({
  id: issue.id,
  key: issue.key,
  projectKey: projectOf(issue),
  issueType: issue.issueType,
  rawFields: rawFieldsOf(issue),
});

function createReader(state: State, viewerId: string | null): JiraReader {
  const see = (issueId: string): FakeIssue | null => {
    const issue = findIssue(state, issueId);
    return issue?.hiddenFrom.has(viewerId ?? APP) === false ? issue : null;
  };
  const read = (issue: FakeIssue): IssueReading => {
    const below = [...state.issues.values()].filter(
      (other) => other.parent?.id === issue.id && projectOf(other) === projectOf(issue),
    );
    return readingOf(
      issue,
      below.flatMap(({ id }) => see(id)?.id ?? []),
    );
  };
  return {
    readHeader: async (issueId) => {
      const issue = see(issueId);
      if (issue === null) return null;
      return { reading: read(issue), parent: issue.parent, approvalMark: issue.approvalMark };
    },
    readIssue: async (issueId) => {
      const issue = see(issueId);
      return issue === null ? null : read(issue);
    },
    readComment: async (issueId, commentId) => {
      const issue = see(issueId);
      const by = viewerId ?? APP;
      return issue === null ? null : readComment(state, { issue, commentId, viewerId: by });
    },
    people: async (accountIds) => knownPeople(state, accountIds),
    ...readDirectory(state),
    activeIssues: async ({ cursor }) => {
      const open = [...state.issues.values()]
        .filter((issue) => !issue.isDone && issue.parent === null && see(issue.id) !== null)
        .sort((a, b) => orderableKey(a.key).localeCompare(orderableKey(b.key)));
      const from = Number(cursor ?? '0');
      const next = from + PAGE;
      return {
        issues: open.slice(from, next).map(toActive),
        cursor: next < open.length ? String(next) : null,
      };
    },
  };
}

function createUser(state: State, accountId: string): JiraUser {
  const canSee = (issueId: string): boolean =>
    state.issues.has(issueId) && !issueIn(state, issueId).hiddenFrom.has(accountId);
  const subtasksOf = (parentId: string): readonly RelatedReading[] =>
    [...state.issues.values()]
      .filter(({ id, parent }) => parent?.id === parentId && canSee(id))
      .map((issue) => ({
        key: issue.key,
        summary: issue.summary,
        status: issue.status,
        securityLevel: issue.securityLevel,
        isSubtask: true,
        isFromAi: issue.approvalMark !== null,
      }));
  return {
    ...createReader(state, accountId),
    readSurroundings: async ({ id }) => {
      const { around } = issueIn(state, id);
      return structuredClone({ ...around, related: [...around.related, ...subtasksOf(id)] });
    },
    permissionsOn: async (issueId) =>
      canSee(issueId) ? { mayEdit: !issueIn(state, issueId).readOnlyFor.has(accountId) } : null,
    isPolicyAdmin: async () => state.admins.has(accountId) || state.policyAdmins.has(accountId),
    rolesIn: async (projectKey) => rolesHeld(state.directory, projectKey, accountId),
    findOptions: findIn(state),
    visibleAmong: async (issueIds) => new Set(issueIds.filter(canSee)),
    transitionTo: async (issueId, statuses) => {
      const [toStatus] = statuses;
      if (toStatus === undefined || !canSee(issueId)) return false;
      moveIssue(state, issueIn(state, issueId), { accountId, toStatus });
      return true;
    },
  };
}

function addSubtask(state: State, subtask: NewSubtask, mark: ApprovalMark): { id: string; key: string } {
  const parent = issueIn(state, subtask.parentId);
  const id = nextId(state);
  const key = `${projectOf(parent)}-${id}`;
  const { id: parentId, key: parentKey } = parent;
  const issue = createIssue({
    id,
    key,
    issueType: 'Approval',
    summary: subtask.summary,
    parent: { id: parentId, key: parentKey },
  });
  issue.approvalMark = mark;
  issue.assigneeId = subtask.assigneeId;
  issue.properties.set(subtask.mark.key, subtask.mark.value);
  state.issues.set(id, issue);
  return { id, key };
}

const markOf = (value: unknown): ApprovalMark => {
  const isMark = typeof value === 'object' && value !== null && 'handoffId' in value && 'gate' in value;
  if (!isMark) throw new PortError('refused', 'A subtask without its mark');
  return { handoffId: String(value.handoffId), gate: String(value.gate) };
};

/** Whether a subtask's property names this account as its approver. */
const isFirstApprover = (value: unknown, accountId: string): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'approvers' in value &&
  Array.isArray(value.approvers) &&
  value.approvers[0] === accountId;

function createApp(state: State): JiraApp {
  const guard = (operation: keyof JiraApp): void => {
    const code = state.failures.get(operation);
    if (code !== undefined) throw new PortError(code, `Jira fails ${operation}`);
  };
  const reader = createReader(state, null);
  return {
    ...reader,
    readIssue: async (issueId, map) => {
      guard('readIssue');
      return reader.readIssue(issueId, map);
    },
    readComment: async (issueId, commentId) => {
      guard('readComment');
      return reader.readComment(issueId, commentId);
    },
    subtaskType: async (projectKey) =>
      state.withoutSubtasks.has(projectKey) ? null : { id: '10100', name: 'Approval' },
    findApprovalSubtask: async (parentId, mark) => {
      const found = [...state.issues.values()].find(
        ({ parent, approvalMark, properties }) =>
          parent?.id === parentId &&
          approvalMark?.handoffId === mark.handoffId &&
          approvalMark.gate === mark.gate &&
          isFirstApprover(properties.get('ai-handoff-approval'), mark.approver),
      );
      return found === undefined ? null : { id: found.id, key: found.key };
    },
    createSubtask: async (subtask) => {
      guard('createSubtask');
      return addSubtask(state, subtask, markOf(subtask.mark.value));
    },
    statusChanges: async (issueId) => [...issueIn(state, issueId).changes],
    ...commentOps(state, {
      issueOf: (issueId) => issueIn(state, issueId),
      nextId: () => nextId(state),
      guard,
    }),
    setIssueProperty: async (issueId, key, value) => {
      guard('setIssueProperty');
      issueIn(state, issueId).properties.set(key, structuredClone(value));
    },
    issueProperty: async (issueId, key) => {
      guard('issueProperty');
      return structuredClone(issueIn(state, issueId).properties.get(key) ?? null);
    },
    deleteIssueProperty: async (issueId, key) => {
      guard('deleteIssueProperty');
      issueIn(state, issueId).properties.delete(key);
    },
    notifyPeople: async (issueKey, accountIds, { subject, text }) => {
      guard('notifyPeople');
      issueIn(state, issueKey);
      state.notices.push({ issueKey, accountIds: [...accountIds], subject, text });
    },
    ownAccountId: async () => APP,
  };
}

/** A stateful Jira that holds the port's promises: what an account may not see is null, and a marker finds what was written. */
export function createFakeJira(clock: Clock): FakeJira {
  const state: State = {
    clock,
    people: new Map(PEOPLE.map((person) => [person.accountId, person])),
    issues: new Map(),
    admins: new Set(['admin-ada', 'admin-max']),
    policyAdmins: new Set(),
    directory: createFakeDirectory(),
    notices: [],
    withoutSubtasks: new Set(),
    publicComments: new Set(),
    commentEdits: new Map(),
    mistake: null,
    failures: new Map(),
    lastId: 90_000,
  };
  const { people, issues, admins, policyAdmins, directory, notices, withoutSubtasks, publicComments } = state;
  return {
    app: createApp(state),
    people,
    issues,
    admins,
    policyAdmins,
    directory,
    notices,
    withoutSubtasks,
    publicComments,
    mistake: (mistake) => {
      state.mistake = mistake;
    },
    userOf: (accountId) => createUser(state, accountId),
    addIssue: (spec) => {
      const issue = createIssue(spec);
      issues.set(issue.id, issue);
      return issue;
    },
    issue: (issueId) => issueIn(state, issueId),
    ...editsOf(state, (issueId) => issueIn(state, issueId)),
    move: (issueId, accountId, toStatus) =>
      moveIssue(state, issueIn(state, issueId), { accountId, toStatus }),
    fail: (operation, code) => {
      if (code === null) state.failures.delete(operation);
      else state.failures.set(operation, code);
    },
  };
}
