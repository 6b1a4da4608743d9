/** One field of an issue as text, as it was read. */
export interface FieldReading {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

/** A comment that was read. `isRestricted`: visible to a role or group only. */
export interface CommentReading {
  readonly id: string;
  readonly author: string;
  readonly at: string;
  readonly text: string;
  readonly isInternal: boolean;
  readonly isRestricted: boolean;
  readonly isFromAi: boolean;
}

/** One changed field in the issue's history. */
export interface HistoryReading {
  readonly id: string;
  readonly author: string;
  readonly at: string;
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** A link to another issue, of whatever project: whether it may be used is not decided here. */
export interface LinkReading {
  readonly id: string;
  readonly relation: string;
  readonly key: string;
  readonly summary: string;
  readonly status: string;
}

export interface AttachmentReading {
  readonly id: string;
  readonly name: string;
  readonly author: string;
  readonly at: string;
  /** Bytes; null where Jira does not say. */
  readonly size: number | null;
  /** Media type; empty where Jira does not say. */
  readonly mediaType: string;
}

/** All that was read of one issue, as one person (or as the app, to compare digests). Every text is hostile input. */
export interface IssueReading {
  readonly id: string;
  readonly key: string;
  readonly projectKey: string;
  readonly projectId: string;
  readonly projectType: string;
  readonly issueType: string;
  readonly isSubtask: boolean;
  /** Issue ids of its subtasks, as far as the reader sees them. */
  readonly subtaskIds: readonly string[];
  readonly isDone: boolean;
  readonly securityLevel: string | null;
  readonly rawFields: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldReading[];
  readonly description: string;
  readonly comments: readonly CommentReading[];
  readonly commentsTotal: number;
  readonly history: readonly HistoryReading[];
  readonly links: readonly LinkReading[];
  readonly attachments: readonly AttachmentReading[];
}
