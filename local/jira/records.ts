import type { Json, JsonObject } from './json';

/** What the emulator stores. Ids are the ids that Jira shows; times are milliseconds since the epoch. */
export interface UserRecord {
  readonly accountId: string;
  readonly displayName: string;
  readonly active: boolean;
  readonly accountType: 'atlassian' | 'app' | 'customer';
  /** Names of groups. */
  readonly groups: readonly string[];
}

export interface GroupRecord {
  readonly groupId: string;
  readonly name: string;
}

/** A global permission of an installed app, as its manifest declares it. */
export interface AppPermission {
  /** What the REST operations call it: `ari:cloud:ecosystem::extension/APP/ENVIRONMENT/static/MODULE`. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly defaultGrants: 'none' | 'all' | 'jira-administrators';
}

/** An app's global permission with the groups that an admin granted it to beside its default. */
export interface AppPermissionRecord extends AppPermission {
  readonly groups: readonly string[];
}

/** Who holds a project role, a security level or a permission of a project. */
export interface Holders {
  readonly groups?: readonly string[] | undefined;
  readonly users?: readonly string[] | undefined;
  /** Project role names; only in grants and security levels. */
  readonly roles?: readonly string[] | undefined;
  /** Whoever reported the issue in question. */
  readonly reporter?: boolean | undefined;
}

export interface RoleRecord extends Holders {
  readonly id: string;
  readonly name: string;
}

export interface SecurityLevelRecord extends Holders {
  readonly id: string;
  readonly name: string;
}

export interface ComponentRecord {
  readonly id: string;
  readonly name: string;
  readonly leadAccountId?: string | undefined;
}

/** What customers of a service project ask for, and the issue type that it becomes. */
export interface RequestTypeRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly issueTypeId: string;
}

/** A goal of a service project: minutes from the creation of an issue to its end. The clock never stands still. */
export interface SlaRecord {
  readonly id: string;
  readonly name: string;
  readonly goalMinutes: number;
  /** What ends a cycle: the first public comment of somebody else than the reporter, or the resolution. */
  readonly endsWith: 'first-response' | 'resolution';
}

export interface ProjectRecord {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly projectTypeKey: 'software' | 'service_desk' | 'business';
  readonly leadAccountId: string;
  /** Issue types of the project, each with its workflow. */
  readonly issueTypes: readonly { readonly issueTypeId: string; readonly workflowId: string }[];
  readonly components: readonly ComponentRecord[];
  readonly roles: readonly RoleRecord[];
  /** Permission key to who holds it. */
  readonly grants: Readonly<Record<string, Holders>>;
  readonly securityLevels: readonly SecurityLevelRecord[];
  /** Only in service projects. */
  readonly requestTypes?: readonly RequestTypeRecord[] | undefined;
  readonly slas?: readonly SlaRecord[] | undefined;
  /** Fields that stand on no screen of the project. */
  readonly hiddenFields?: readonly string[] | undefined;
  /** Fields that an issue of the project may not be without, besides its summary. */
  readonly requiredFields?: readonly string[] | undefined;
}

export interface IssueTypeRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly subtask: boolean;
}

export type StatusCategoryKey = 'new' | 'indeterminate' | 'done';

export interface StatusRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category: StatusCategoryKey;
}

/** A named thing with an id: priorities, resolutions. */
export interface NamedRecord {
  readonly id: string;
  readonly name: string;
}

export interface TransitionRecord {
  readonly id: string;
  readonly name: string;
  /** Statuses that it starts from. */
  readonly from: readonly string[];
  readonly to: string;
  /** Workflow conditions, all of which have to hold for the mover, besides TRANSITION_ISSUES. */
  readonly condition?: ConditionRecord | undefined;
  /** The transition's screen; without one no field can be sent along. */
  readonly screen?: readonly ScreenFieldRecord[] | undefined;
}

/** What a workflow asks of whoever makes a transition. */
export interface ConditionRecord {
  readonly permission?: string | undefined;
  readonly group?: string | undefined;
  readonly isAssignee?: boolean | undefined;
  readonly isReporter?: boolean | undefined;
}

export interface ScreenFieldRecord {
  readonly fieldId: string;
  readonly isRequired: boolean;
}

export interface WorkflowRecord {
  readonly id: string;
  readonly initialStatusId: string;
  readonly transitions: readonly TransitionRecord[];
}

/** A workflow rule of an app on a transition, as an admin put it there. */
export interface AttachedRuleRecord {
  readonly projectId: string;
  readonly issueTypeId: string;
  readonly transitionId: string;
  /** Key of a module, which a later version of the app may not have any more. */
  readonly ruleKey: string;
  readonly kind: 'condition' | 'validator';
}

/** What an app answered for one use of its JQL function, for everybody. */
export interface PrecomputationRecord {
  readonly id: string;
  /** Native JQL in the function's place. */
  readonly value?: string | undefined;
  /** Shown to whoever searches. */
  readonly error?: string | undefined;
  readonly usedAt: number;
  /** Milliseconds after its last use at which it is asked for again. */
  readonly keptMs: number;
}

export interface LinkTypeRecord {
  readonly id: string;
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}

export interface FieldRecord {
  readonly id: string;
  readonly name: string;
  readonly custom: boolean;
  readonly clauseNames: readonly string[];
  readonly schema: {
    readonly type: string;
    readonly items?: string | undefined;
    readonly custom?: string | undefined;
  };
  readonly options?: readonly { readonly id: string; readonly value: string }[] | undefined;
}

export interface AttachmentRecord {
  readonly id: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly size: number;
  readonly authorId: string;
  readonly createdAt: number;
}

export interface IssueRecord {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly issueTypeId: string;
  readonly statusId: string;
  readonly statusChangedAt: number;
  readonly summary: string;
  readonly description: JsonObject | null;
  readonly environment: JsonObject | null;
  readonly priorityId: string | null;
  readonly labels: readonly string[];
  readonly componentIds: readonly string[];
  readonly resolutionId: string | null;
  readonly resolvedAt: number | null;
  readonly assigneeId: string | null;
  readonly reporterId: string | null;
  readonly creatorId: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Calendar date, `2026-11-30`. */
  readonly dueDate: string | null;
  readonly parentId: string | null;
  readonly securityLevelId: string | null;
  /** Stored form by field id: option id, account id or text. */
  readonly custom: Readonly<Record<string, string>>;
  readonly attachments: readonly AttachmentRecord[];
}

export interface Visibility {
  readonly type: 'role' | 'group';
  readonly value: string;
  readonly identifier: string;
}

export interface CommentRecord {
  readonly id: string;
  readonly issueId: string;
  readonly authorId: string;
  readonly updateAuthorId: string;
  readonly body: JsonObject;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly visibility: Visibility | null;
  readonly properties: Readonly<Record<string, Json>>;
}

/** One changed field; the published name `toString` is a data property here. */
export interface ChangeItem {
  readonly field: string;
  readonly fieldtype: 'jira' | 'custom';
  /** Absent for a new parent, as seen on a real site. */
  readonly fieldId?: string | undefined;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

export interface HistoryRecord {
  readonly id: string;
  readonly issueId: string;
  readonly authorId: string;
  readonly createdAt: number;
  readonly items: readonly ChangeItem[];
  /** What the writer said about the change (`historyMetadata`). */
  readonly metadata?: JsonObject | undefined;
}

export interface LinkRecord {
  readonly id: string;
  readonly typeId: string;
  readonly inwardId: string;
  readonly outwardId: string;
}

export type ApprovalDecision = 'approved' | 'declined' | 'pending';

/** An approval of a customer request. One refusal declines it; it is approved when all approvers agree. */
export interface ApprovalRecord {
  readonly id: string;
  readonly issueId: string;
  readonly name: string;
  readonly createdAt: number;
  readonly completedAt: number | null;
  readonly approvers: readonly { readonly accountId: string; readonly decision: ApprovalDecision }[];
  /** Ids of the transitions that its end makes, where the request's status has them. */
  readonly onApproved?: string | undefined;
  readonly onDeclined?: string | undefined;
}

/** A notification that `POST /issue/{key}/notify` would have mailed. */
export interface NotificationRecord {
  readonly id: string;
  readonly issueId: string;
  readonly authorId: string;
  readonly createdAt: number;
  readonly subject: string;
  readonly textBody: string;
  readonly htmlBody: string;
  /** Account ids of who would have got it. */
  readonly recipients: readonly string[];
}
