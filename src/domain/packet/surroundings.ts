import type { FieldReading } from './issue-reading';

/** An issue that is linked to this one or stands below it, as the person who asks sees it. */
export interface RelatedReading {
  readonly key: string;
  readonly summary: string;
  readonly status: string;
  /** Id of its security level; null where everybody of the project sees it. */
  readonly securityLevel: string | null;
  readonly isSubtask: boolean;
  /** Whether this app opened it: its approval subtasks. */
  readonly isFromAi: boolean;
}

/** An earlier, finished issue that shares words with this one, and how it ended. */
export interface SimilarReading {
  readonly key: string;
  readonly summary: string;
  readonly status: string;
  readonly resolution: string;
  readonly createdAt: string;
  readonly resolvedAt: string;
  readonly securityLevel: string | null;
  readonly description: string;
  /** Its last comment that every reader of the issue may read and that a person wrote; empty where there is none. */
  readonly lastComment: string;
}

/** What the course of an issue is measured by. Times are ISO 8601 UTC, empty where there is none. */
export interface CourseReading {
  readonly key: string;
  readonly securityLevel: string | null;
  readonly createdAt: string;
  readonly resolvedAt: string;
  /** Who reported it, in the form in which `comments` names people. */
  readonly reporter: string;
  /** Name of its status. */
  readonly status: string;
  readonly comments: readonly { readonly by: string; readonly at: string; readonly isInternal: boolean }[];
  /** Whether `comments` and `changes` hold all that there are, as far as the reader sees them. */
  readonly hasAllComments: boolean;
  readonly changes: readonly { readonly field: string; readonly from: string; readonly to: string }[];
  readonly hasAllChanges: boolean;
}

/** One goal of a service-level agreement. Minutes; times are ISO 8601 UTC, empty where Jira does not say. */
export interface SlaReading {
  readonly id: string;
  readonly name: string;
  readonly goalMinutes: number;
  readonly startedAt: string;
  /** When the goal is or was missed. */
  readonly breachAt: string;
  /** When the cycle ended; null while it runs. */
  readonly endedAt: string | null;
  readonly isBreached: boolean;
  readonly isPaused: boolean;
}

/** What the service desk knows of a request beside the issue. */
export interface RequestReading {
  readonly typeName: string;
  readonly typeDescription: string;
  /** What the customer filled in. */
  readonly fields: readonly FieldReading[];
  readonly slas: readonly SlaReading[];
}

/** A part of the surroundings that Jira refuses this person. */
export type Unread = 'related' | 'similar' | 'comparable' | 'request';

/** What stands around an issue and may be evidence on it, as one person reads it. Every text is hostile input. */
export interface Surroundings {
  /** Linked issues of the same project and subtasks. */
  readonly related: readonly RelatedReading[];
  readonly similar: readonly SimilarReading[];
  /** Finished issues of the same project and type, newest first. */
  readonly comparable: readonly CourseReading[];
  readonly request: RequestReading | null;
  readonly unread: readonly Unread[];
}

/** No surroundings at all: what an issue has that stands alone. */
export const NOTHING_AROUND: Surroundings = {
  related: [],
  similar: [],
  comparable: [],
  request: null,
  unread: [],
};
