/** A person as Jira shows one beside an issue. */
export interface Person {
  readonly accountId: string;
  readonly name: string;
  readonly isApp: boolean;
}

/** A status with the category that colours it (`new`, `indeterminate`, `done`). */
export interface Status {
  readonly name: string;
  readonly category: string;
}

/** An issue as a row of a list shows it. */
export interface IssueRow {
  readonly key: string;
  readonly summary: string;
  readonly type: string;
  readonly status: Status;
  readonly assignee?: Person | undefined;
  readonly severity?: string | undefined;
  readonly updated?: string | undefined;
}

/** A linked issue with the words of the link, seen from the issue that is open. */
export interface IssueLink {
  readonly relation: string;
  readonly issue: IssueRow;
}

/** A named value of the details sidebar; a time and a person are shown in their own way. */
export interface Detail {
  readonly name: string;
  readonly value?: string | undefined;
  readonly person?: Person | undefined;
  readonly time?: string | undefined;
}

/** An issue as its own page shows it. */
export interface Issue extends IssueRow {
  readonly id: string;
  readonly projectId: string;
  readonly projectKey: string;
  readonly projectName: string;
  readonly isServiceDesk: boolean;
  readonly parent?: IssueRow | undefined;
  /** ADF, hostile: written by whoever may edit the issue. */
  readonly description: unknown;
  readonly details: readonly Detail[];
  readonly links: readonly IssueLink[];
  readonly subtaskKeys: readonly string[];
  readonly attachments: readonly { readonly name: string; readonly size?: number | undefined }[];
  /** The newest recorded change and who made it. */
  readonly newestChange?: { readonly id: string; readonly by: string } | undefined;
}

/** A comment with what limits its readers. */
export interface Comment {
  readonly id: string;
  readonly author?: Person | undefined;
  readonly created?: string | undefined;
  readonly isEdited: boolean;
  readonly isInternal: boolean;
  readonly restrictedTo?: string | undefined;
  /** ADF, hostile. */
  readonly body: unknown;
}

/** The newest comments, and how many there are. */
export interface CommentPage {
  readonly comments: readonly Comment[];
  readonly total: number;
}

/** One recorded change: who, when, and the fields with their texts before and after. */
export interface HistoryEntry {
  readonly id: string;
  readonly author?: Person | undefined;
  readonly created?: string | undefined;
  readonly items: readonly { readonly field: string; readonly from: string; readonly to: string }[];
}

/** A move of the workflow that the acting user may make now. */
export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly to: Status;
}
