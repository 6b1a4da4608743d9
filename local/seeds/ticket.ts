/** A block of a seeded text: a paragraph, a heading, a list or code. */
export type Block =
  | string
  | {
      readonly h?: string | undefined;
      readonly ul?: readonly string[] | undefined;
      readonly ol?: readonly string[] | undefined;
      readonly code?: string | undefined;
    };

export interface CommentSeed {
  readonly by: string;
  readonly at: string;
  readonly text: Block | readonly Block[];
  /** JSM: not shown to customers. */
  readonly internal?: boolean | undefined;
  /** Project role that alone may read it. */
  readonly role?: string | undefined;
}

export interface ChangeSeed {
  readonly by: string;
  readonly at: string;
  readonly field: string;
  /** New value by name; an account id for people; null for nobody. */
  readonly to: string | null;
}

/** Regular notes of a long-running ticket: `lines` in turn, `#n` and `#value` filled in. */
export interface PulseSeed {
  readonly count: number;
  readonly from: string;
  readonly everyMinutes: number;
  readonly by: readonly string[];
  readonly lines: readonly string[];
  readonly value: number;
  readonly step: number;
}

/** One seeded issue. Times are `+DAYS HH:MM` from its first day, which is `daysAgo` days before the seeding. */
export interface TicketSeed {
  readonly key: string;
  readonly type: string;
  readonly daysAgo: number;
  readonly created: string;
  readonly summary: string;
  readonly reporter: string;
  readonly priority: string;
  readonly severity?: string | undefined;
  readonly dataClass?: string | undefined;
  readonly owner?: string | undefined;
  readonly runbook?: string | undefined;
  readonly security?: string | undefined;
  readonly environment?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly components?: readonly string[] | undefined;
  readonly dueInDays?: number | undefined;
  readonly description: readonly Block[];
  readonly comments: readonly CommentSeed[];
  readonly history: readonly ChangeSeed[];
  readonly attachments?:
    | readonly { readonly name: string; readonly size: number; readonly by: string; readonly at: string }[]
    | undefined;
  /** Outward links by link type name. */
  readonly links?: readonly { readonly type: string; readonly to: string }[] | undefined;
  readonly pulse?: PulseSeed | undefined;
  /** An open approval of the request; all approvers have to agree. */
  readonly approval?: ApprovalSeed | undefined;
}

export interface ApprovalSeed {
  readonly name: string;
  readonly at: string;
  readonly approvers: readonly string[];
  /** Ids of the transitions that its end makes. */
  readonly onApproved: string;
  readonly onDeclined: string;
}

/** A ticket with `{placeholders}`, written once for each of its variants. */
export interface TicketTemplate extends Omit<TicketSeed, 'key' | 'daysAgo'> {
  readonly variants: readonly VariantSeed[];
}

/** The values of one variant; `fields` overrides fields of the template, null takes one away. */
export interface VariantSeed {
  readonly key: string;
  readonly daysAgo: number;
  readonly words: Readonly<Record<string, string | undefined>>;
  readonly fields?: Readonly<Record<string, string | null | undefined>> | undefined;
  readonly pulse?: PulseSeed | undefined;
}
