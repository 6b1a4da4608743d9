import type {
  ApproverRole,
  Audience,
  DataClass,
  Environment,
  ExecutionClass,
  HandoffState,
  Impact,
  OperationId,
  Outcome,
  ReasonCategory,
  ReasonCode,
  Reversibility,
  Risk,
  Severity,
  Verdict,
  WorkKind,
} from '../../src/contract/vocabulary';
import type { Tone } from './lozenge';

export interface Label {
  readonly word: string;
  readonly tone: Tone;
}

/** The word and tone of every state; each end is told apart (U10). */
export const STATES: Readonly<Record<HandoffState, Label>> = {
  proposed: { word: 'Proposed', tone: 'neutral' },
  'awaiting-run-approval': { word: 'Awaiting approval to run', tone: 'warning' },
  queued: { word: 'Queued', tone: 'progress' },
  running: { word: 'Running', tone: 'progress' },
  'awaiting-review': { word: 'Awaiting review', tone: 'warning' },
  'awaiting-use-approval': { word: 'Awaiting approval before use', tone: 'warning' },
  'writing-back': { word: 'Writing back', tone: 'progress' },
  completed: { word: 'Completed', tone: 'success' },
  blocked: { word: 'Blocked', tone: 'danger' },
  rejected: { word: 'Rejected', tone: 'danger' },
  escalated: { word: 'Escalated', tone: 'discovery' },
  'timed-out': { word: 'Timed out', tone: 'neutral' },
  'no-reachable-approver': { word: 'No reachable approver', tone: 'danger' },
  superseded: { word: 'Superseded', tone: 'neutral' },
  withdrawn: { word: 'Withdrawn', tone: 'neutral' },
  'insufficient-evidence': { word: 'Insufficient evidence', tone: 'danger' },
  'run-failed': { word: 'Run failed', tone: 'danger' },
  halted: { word: 'Halted', tone: 'danger' },
};

/** What policy said, in the exact words that outside checks read. */
export const OUTCOMES: Readonly<Record<Outcome, Label>> = {
  eligible: { word: 'Eligible', tone: 'success' },
  'approval-bound': { word: 'Approval-bound', tone: 'warning' },
  blocked: { word: 'Blocked', tone: 'danger' },
};

/** What is at stake, as a word. */
export const RISKS: Readonly<Record<Risk, Label>> = {
  low: { word: 'Low risk', tone: 'neutral' },
  medium: { word: 'Medium risk', tone: 'warning' },
  high: { word: 'High risk', tone: 'danger' },
};

/** How closely a gate is looked at (R144-R146). */
export const REVIEWS: Readonly<Record<'light' | 'sign-off', Label>> = {
  light: { word: 'Light review', tone: 'neutral' },
  'sign-off': { word: 'Sign-off', tone: 'progress' },
};

/** For whom a comment is. */
export const AUDIENCES: Readonly<Record<Audience, Label>> = {
  internal: { word: 'Internal note', tone: 'neutral' },
  customer: { word: 'Visible to the customer', tone: 'danger' },
};

/** What a person did at a gate, after their name. */
export const VERDICTS: Readonly<Record<Verdict, string>> = {
  approve: 'approved',
  reject: 'rejected',
  escalate: 'escalated',
};

/** Reasons a person can give against an output or a use; `none` is no reason and is not offered. */
export const REASONS: Readonly<Record<Exclude<ReasonCode, 'none'>, string>> = {
  'wrong-facts': 'It states something wrong',
  'wrong-scope': 'It does not do what was asked',
  'missing-evidence': 'It lacks evidence that is needed',
  'sensitive-content': 'It shows something sensitive',
  'wrong-audience': 'It is meant for the wrong people',
  'needs-senior-decision': 'Somebody more senior has to decide',
  'not-needed-any-more': 'It is not needed any more',
  other: 'Another reason, given in the note',
};

/** An id as words: `draft-status-note` reads “Draft status note”. */
export function idToWords(id: string): string {
  const words = id.replaceAll(/[-.]/gu, ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

const SHIPPED_ROLES: ReadonlyMap<ApproverRole, string> = new Map([
  ['incident-commander', 'Incident commander'],
  ['people-manager', 'People manager'],
  ['security-owner', 'Security owner'],
  ['leadership-sponsor', 'Leadership sponsor'],
]);

/** A role's name: roles are the policy's own, so one that does not ship is read from its id. */
export const roleName = (role: ApproverRole): string => SHIPPED_ROLES.get(role) ?? idToWords(role);

const SHIPPED_KINDS: ReadonlyMap<WorkKind, string> = new Map([
  ['incident', 'Incidents'],
  ['request', 'Requests'],
  ['security', 'Security exceptions'],
  ['enhancement', 'Enhancements'],
  ['software', 'Software work'],
]);

/** A kind's name: kinds are the policy's own, so one that does not ship is read from its id. */
export const kindName = (kind: WorkKind): string => SHIPPED_KINDS.get(kind) ?? idToWords(kind);

export const CLASSES: Readonly<Record<ExecutionClass, string>> = {
  'evidence-gathering': 'evidence gathering',
  'drafting-and-summaries': 'drafting and summaries',
  'checklist-and-validation': 'checklist and validation support',
  'ticket-write-back': 'ticket write-back support',
};

export const SEVERITIES: Readonly<Record<Severity | 'unknown', string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
  unknown: 'unknown',
};

export const DATA_CLASSES: Readonly<Record<DataClass | 'unknown', string>> = {
  public: 'Public',
  internal: 'Internal',
  confidential: 'Confidential',
  restricted: 'Restricted',
  unknown: 'unknown',
};

export const IMPACTS: Readonly<Record<Impact | 'unknown', string>> = {
  minor: 'Minor',
  moderate: 'Moderate',
  significant: 'Significant',
  extensive: 'Extensive',
  unknown: 'unknown',
};

export const ENVIRONMENTS: Readonly<Record<Environment | 'unknown', string>> = {
  'non-production': 'Non-production',
  production: 'Production',
  unknown: 'unknown',
};

export const CUSTOMER_FACING: Readonly<Record<'yes' | 'no' | 'unknown', string>> = {
  yes: 'Yes',
  no: 'No',
  unknown: 'unknown',
};

export const REVERSIBILITIES: Readonly<Record<Reversibility, string>> = {
  reversible: 'Reversible',
  costly: 'Costly to take back',
  irreversible: 'Irreversible',
};

export const CATEGORIES: Readonly<Record<ReasonCategory, string>> = {
  severity: 'Severity',
  data: 'Data',
  control: 'Control',
};

/** The operations by the titles of the catalogue. */
export const OPERATIONS: Readonly<Record<OperationId, string>> = {
  'prepare-incident-packet': 'Gather diagnostics, compare baseline, draft vendor packet',
  'prepare-access-packet': 'Prepare approval reminder and least-privilege checklist',
  'prepare-exception-packet': 'Compile exception history and draft review summary',
  'prepare-sponsor-packet': 'Prepare sponsor trade-off brief and dependency summary',
  'gather-evidence': 'Gather evidence',
  'gather-diagnostics': 'Gather diagnostics',
  'compare-baseline': 'Compare with baseline',
  'compile-exception-history': 'Compile exception history',
  'draft-vendor-escalation': 'Draft vendor escalation packet',
  'draft-status-note': 'Draft status note',
  'draft-approval-reminder': 'Draft approval reminder',
  'draft-review-summary': 'Draft review summary',
  'draft-tradeoff-brief': 'Draft sponsor trade-off brief',
  'summarise-dependencies': 'Summarise dependencies',
  'prepare-least-privilege-checklist': 'Prepare least-privilege checklist',
  'prepare-validation-packet': 'Prepare pre-check and rollback notes',
  'draft-update-note': 'Draft update note with action history',
};

/** “1,200”: thousands apart, as the app's English has it. */
export const grouped = (number: number): string => number.toLocaleString('en-GB');

/** “1 claim”, “14 claims”. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${grouped(number)} ${number === 1 ? one : many}`;

/** “a”, “a or b”, “a, b or c”; “…” where nothing was chosen yet. */
export function either(words: readonly string[]): string {
  const last = words.at(-1) ?? '…';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** The keys of a record of ours, which names every value of a closed list, in its order. */
export const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] =>
  Object.keys(record) as K[];
