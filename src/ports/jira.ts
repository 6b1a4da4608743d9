import type { FieldMap } from '../contract/policy';
import type { Audience } from '../contract/vocabulary';
import type { AdfDocument } from '../domain/writeback/adf';
import type { CommentNow } from '../domain/writeback/judge-comment';
import type { KnownPerson } from '../domain/gate/plan-gates';
import type { IssueReading } from '../domain/packet/issue-reading';
import type { Surroundings } from '../domain/packet/surroundings';
import { PortError } from './port-error';

/** Which fields a read asks for: those that the policy maps, and others by id. */
export interface FieldsWanted extends FieldMap {
  readonly extra?: readonly string[];
}

/** For reads that need an issue's identity only. */
export const NO_FIELDS: FieldMap = {
  severity: [],
  dataClass: [],
  impact: [],
  environment: [],
  customerFacing: [],
  owner: [],
  runbook: [],
  requestType: [],
};

/** An issue as policy needs it, without its texts. */
export interface ActiveIssue {
  readonly id: string;
  readonly key: string;
  readonly projectKey: string;
  readonly issueType: string;
  readonly rawFields: Readonly<Record<string, unknown>>;
}

/** What a picker of the settings page offers. `detail` tells two of one name apart: a key, an id, a type. */
export interface Option {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

/** An issue type of a project with the names of its workflow's statuses. */
export interface TypeStatuses {
  readonly id: string;
  readonly isSubtask: boolean;
  readonly statuses: readonly string[];
}

export type Findable = 'people' | 'groups' | 'projects' | 'fields' | 'issue-types' | 'project-roles';

/** What the property `ai-handoff-approval` of a subtask says; a hint only, the truth is in storage (APR-05). */
export interface ApprovalMark {
  readonly handoffId: string;
  readonly gate: string;
}

/** The mark of one approver's subtask: each approver (account) of a gate has one. */
export interface SeatMark extends ApprovalMark {
  readonly approver: string;
}

/** An issue's identity and fields, without its comments and history: one Jira call. */
export interface IssueHeader {
  readonly reading: IssueReading;
  readonly parent: { readonly id: string; readonly key: string } | null;
  readonly approvalMark: ApprovalMark | null;
}

/** Reads, as one actor. What that actor may not see is `null`, never an error that tells more. */
export interface JiraReader {
  readHeader(issueId: string, fields: FieldsWanted): Promise<IssueHeader | null>;
  /** Everything of the issue within bounds: newest 500 comments, newest 30 changes. */
  readIssue(issueId: string, fields: FieldsWanted): Promise<IssueReading | null>;
  /** One comment as it stands now; null also for one that stands on another issue. */
  readComment(issueId: string, commentId: string): Promise<CommentNow | null>;
  /** Accounts that exist, in the order asked for; a deleted one is left out. */
  people(accountIds: readonly string[]): Promise<readonly KnownPerson[]>;
  /** Members of a group, at most 100, in Jira's order; empty when the group is not there any more. */
  groupMembers(groupId: string): Promise<readonly KnownPerson[]>;
  /** Who holds a role in a project, members of its groups included, at most 100; empty when there is no such role. */
  roleMembers(projectKey: string, roleId: string): Promise<readonly KnownPerson[]>;
  /** The leads of a project's components of these names, each once. */
  componentLeads(projectKey: string, components: readonly string[]): Promise<readonly KnownPerson[]>;
  /** The issue types of a project with their statuses; null when the project cannot be seen. */
  statusesOf(projectKey: string): Promise<readonly TypeStatuses[] | null>;
  /** Unresolved issues of the site but subtasks, 100 a page, with the fields wanted, labels and components. */
  activeIssues(query: {
    readonly fields: FieldsWanted;
    readonly cursor: string | null;
  }): Promise<{ readonly issues: readonly ActiveIssue[]; readonly cursor: string | null }>;
}

/** What the person of this invocation may do. Exists in resolvers only (facts §3.3). */
export interface JiraUser extends JiraReader {
  /**
   * What stands around an issue that this person read, in at most four calls: linked issues of the same project and subtasks (at
   * most 100), 30 earlier issues that share words with it, 50 comparable ones, and in a service project its request. What Jira
   * refuses is named in `unread`; being late or down is raised.
   */
  readSurroundings(reading: IssueReading): Promise<Surroundings>;
  /** What this person may do on the issue now; null when it cannot be seen, which includes that it does not exist. */
  permissionsOn(issueId: string): Promise<{ readonly mayEdit: boolean } | null>;
  /** Whether this person may edit policy: a Jira admin, or a holder of the app's own global permission (facts §3.2). */
  isPolicyAdmin(): Promise<boolean>;
  /** Names of the project roles that this person holds in the project. */
  rolesIn(projectKey: string): Promise<readonly string[]>;
  /** At most 20 options whose name or key holds the query. */
  findOptions(what: Findable, query: string): Promise<readonly Option[]>;
  /** Which of these issues the person may browse; one call, at most 1,000 ids. */
  visibleAmong(issueIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Moves a subtask to the status of that name as this person, if such a transition is offered. False when it is not. */
  transitionTo(issueId: string, statuses: readonly string[]): Promise<boolean>;
}

/** A changelog entry that moved an issue's status. */
export interface StatusChange {
  readonly changeId: string;
  readonly accountId: string;
  readonly toStatus: string;
  readonly at: string;
}

export interface NewSubtask {
  readonly parentId: string;
  readonly projectId: string;
  readonly issueTypeId: string;
  readonly summary: string;
  readonly description: AdfDocument;
  readonly assigneeId: string;
  readonly mark: { readonly key: string; readonly value: unknown };
}

/** Writes and re-reads as the app. Every write is safe to repeat: a marker tells whether it was done (design, The Jira side). */
export interface JiraApp extends JiraReader {
  /** The subtask type of a project, or null when it has none. `Approval` is preferred over others. */
  subtaskType(projectKey: string): Promise<{ readonly id: string; readonly name: string } | null>;
  findApprovalSubtask(
    parentId: string,
    mark: SeatMark,
  ): Promise<{ readonly id: string; readonly key: string } | null>;
  createSubtask(subtask: NewSubtask): Promise<{ readonly id: string; readonly key: string }>;
  /** Status changes of an issue, oldest first, from its changelog: the proof of who moved it (APR-03). */
  statusChanges(issueId: string): Promise<readonly StatusChange[]>;
  /** The comment that carries this marker, or null. */
  findMarkedComment(issueId: string, mark: CommentMark): Promise<string | null>;
  /**
   * Posts a comment with its marker and gives its id. In a service project the answer must say that it is for the audience
   * asked for (facts §7 no. 36): an internal one that it does not call internal is deleted and raises `PublicByMistake`, one for
   * the customer that it does not call public stays and raises `InternalByMistake`. Elsewhere every reader of the issue reads
   * it, and one for a customer is `refused` before anything is posted.
   */
  addComment(
    issue: CommentedIssue,
    body: AdfDocument,
    as: { readonly mark: CommentMark; readonly audience: Audience },
  ): Promise<string>;
  /** Looks again at a comment that an earlier try posted, and raises what `addComment` would have raised. */
  checkComment(issue: CommentedIssue, commentId: string, audience: Audience): Promise<void>;
  setIssueProperty(issueId: string, key: string, value: unknown): Promise<void>;
  /** The value of an issue's property, or null when there is none. Whoever may edit the issue may have written it. */
  issueProperty(issueId: string, key: string): Promise<unknown>;
  /** Deletes a property; one that is not there is no error. */
  deleteIssueProperty(issueId: string, key: string): Promise<void>;
  /** Sends people Jira's own notification about an issue; who may not see the issue gets none. Plain text. */
  notifyPeople(
    issueKey: string,
    accountIds: readonly string[],
    message: { readonly subject: string; readonly text: string },
  ): Promise<void>;
  ownAccountId(): Promise<string>;
}

/** The issue of a comment, with the type of its project as Jira names it (`service_desk`, `software`, …). */
export interface CommentedIssue {
  readonly id: string;
  readonly projectType: string;
}

/** Jira shows the customer a comment that was meant for the team. `isDeleted`: whether it could be deleted at once. */
export class PublicByMistake extends PortError {
  constructor(
    readonly commentId: string,
    readonly isDeleted: boolean,
    cause?: unknown,
  ) {
    const outcome = isDeleted ? 'it was deleted' : 'it could not be deleted';
    super('refused', `Jira made the comment public; ${outcome}`, cause);
  }
}

/** Jira does not show the customer a comment that was meant for them; it stands as an internal one. */
export class InternalByMistake extends PortError {
  constructor(readonly commentId: string) {
    super('refused', 'Jira did not make the comment public');
  }
}

export interface CommentMark {
  readonly handoffId: string;
  /** Distinguishes several comments of one hand-off, e.g. the change that an answer belongs to. */
  readonly purpose: string;
}
