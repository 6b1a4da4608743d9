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

export interface ProjectRecord {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly projectTypeKey: 'software' | 'service_desk' | 'business';
  readonly leadAccountId: string;
  /** Issue types of the project, each with its workflow. */
  readonly issueTypes: readonly { readonly issueTypeId: string; readonly workflowId: string }[];
  readonly components: readonly { readonly id: string; readonly name: string }[];
  readonly roles: readonly RoleRecord[];
  /** Permission key to who holds it. */
  readonly grants: Readonly<Record<string, Holders>>;
  readonly securityLevels: readonly SecurityLevelRecord[];
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
  /** A workflow condition: the permission that the mover needs besides TRANSITION_ISSUES. */
  readonly permission?: string | undefined;
}

export interface WorkflowRecord {
  readonly id: string;
  readonly initialStatusId: string;
  readonly transitions: readonly TransitionRecord[];
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
  readonly fieldId: string;
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
}

export interface LinkRecord {
  readonly id: string;
  readonly typeId: string;
  readonly inwardId: string;
  readonly outwardId: string;
}
