import { z } from 'zod';

/** The four execution classes (R042-R074). Which operation belongs to which is fixed in the catalogue. */
export const ExecutionClassSchema = z.enum([
  'evidence-gathering',
  'drafting-and-summaries',
  'checklist-and-validation',
  'ticket-write-back',
]);
export type ExecutionClass = z.infer<typeof ExecutionClassSchema>;

/** The closed list of operations. An id that is not here cannot be asked for, whatever a policy says (R042). */
export const OperationIdSchema = z.enum([
  'prepare-incident-packet',
  'gather-diagnostics',
  'compare-baseline',
  'draft-vendor-escalation',
  'draft-status-note',
  'prepare-access-packet',
  'draft-approval-reminder',
  'prepare-least-privilege-checklist',
  'prepare-exception-packet',
  'compile-exception-history',
  'draft-review-summary',
  'prepare-sponsor-packet',
  'draft-tradeoff-brief',
  'summarise-dependencies',
  'gather-evidence',
  'prepare-validation-packet',
  'draft-update-note',
]);
export type OperationId = z.infer<typeof OperationIdSchema>;

/** A bounded step of an operation; an operation may combine several in one packet (R094). */
export const StepIdSchema = z.enum([
  'diagnostics',
  'baseline',
  'vendor-escalation',
  'status-note',
  'approval-reminder',
  'least-privilege',
  'exception-history',
  'review-summary',
  'tradeoff-brief',
  'dependencies',
  'validation',
  'update-note',
]);
export type StepId = z.infer<typeof StepIdSchema>;

const SlugSchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/u);

/** Kind of work item, named by the policy: `incident`, `request`, `change` … (R093). */
export const WorkKindSchema = SlugSchema;
export type WorkKind = z.infer<typeof WorkKindSchema>;

/** Ordered from least to most severe. */
export const SeveritySchema = z.enum(['low', 'medium', 'high', 'critical']);
export type Severity = z.infer<typeof SeveritySchema>;

/** Ordered from least to most sensitive. */
export const DataClassSchema = z.enum(['public', 'internal', 'confidential', 'restricted']);
export type DataClass = z.infer<typeof DataClassSchema>;

/** What an error in the output would touch, as Jira Service Management names impact. Ordered from least to most. */
export const ImpactSchema = z.enum(['minor', 'moderate', 'significant', 'extensive']);
export type Impact = z.infer<typeof ImpactSchema>;

/** Whether the work is about what serves users now. */
export const EnvironmentSchema = z.enum(['non-production', 'production']);
export type Environment = z.infer<typeof EnvironmentSchema>;

/** How far the use of an output can be taken back; fixed per operation in the catalogue (R149). */
export const ReversibilitySchema = z.enum(['reversible', 'costly', 'irreversible']);
export type Reversibility = z.infer<typeof ReversibilitySchema>;

/** Tier 0 is the composer (no model); higher tiers are models. */
export const AiTierSchema = z.number().int().min(0).max(3);

export const OutcomeSchema = z.enum(['eligible', 'approval-bound', 'blocked']);
export type Outcome = z.infer<typeof OutcomeSchema>;

/** Why a rule fired: severity, data or control (R019). */
export const ReasonCategorySchema = z.enum(['severity', 'data', 'control']);
export type ReasonCategory = z.infer<typeof ReasonCategorySchema>;

/** `run` holds the AI before it runs; `use` holds its output before it is used (X2). */
export const GateKindSchema = z.enum(['run', 'use']);
export type GateKind = z.infer<typeof GateKindSchema>;

/** What is at stake in a hand-off, from what is known of its issue and operation (R144-R152). Ordered from least to most. */
export const RiskSchema = z.enum(['low', 'medium', 'high']);
export type Risk = z.infer<typeof RiskSchema>;

/** Who may read what is written back: people of the project, or the customer of the request too. */
export const AudienceSchema = z.enum(['internal', 'customer']);
export type Audience = z.infer<typeof AudienceSchema>;

/** What a source is. `baseline`: figures over comparable issues; `template`: words of the policy, not of the issue. */
export const SourceKindSchema = z.enum([
  'field',
  'description',
  'comment',
  'history',
  'link',
  'subtask',
  'attachment',
  'request',
  'sla',
  'similar-issue',
  'baseline',
  'template',
]);
export type SourceKind = z.infer<typeof SourceKindSchema>;

/** What an operation of each class returns (R048, R056, R063, R070). */
export const OutputKindSchema = z.enum(['evidence-pack', 'draft', 'work-package', 'write-back']);
export type OutputKind = z.infer<typeof OutputKindSchema>;

/** How an output was made: by the sealed model, or after it by a model of a lower tier, the composer, or a template alone (U15). */
export const OutputModeSchema = z.enum(['model', 'lower-model', 'composer', 'manual-template']);
export type OutputMode = z.infer<typeof OutputModeSchema>;

/** Every state of a hand-off (design, Lifecycle). The last eleven are ends, each told apart (U10). */
export const HandoffStateSchema = z.enum([
  'proposed',
  'awaiting-run-approval',
  'queued',
  'running',
  'awaiting-review',
  'awaiting-use-approval',
  'writing-back',
  'completed',
  'blocked',
  'rejected',
  'escalated',
  'timed-out',
  'no-reachable-approver',
  'superseded',
  'withdrawn',
  'insufficient-evidence',
  'run-failed',
  'halted',
]);
export type HandoffState = z.infer<typeof HandoffStateSchema>;

export const VerdictSchema = z.enum(['approve', 'reject', 'escalate']);
export type Verdict = z.infer<typeof VerdictSchema>;

export const ReviewVerdictSchema = z.enum(['accept', 'reject', 'escalate']);
export type ReviewVerdict = z.infer<typeof ReviewVerdictSchema>;

/** How a decision at a gate came: on the app's page, with others at once, or by Jira's own transition. */
export const DecidedViaSchema = z.enum(['panel', 'batch', 'transition']);

/** Structured reasons, so that recurring failures can be counted (R303). `none` only goes with approve or accept. */
export const ReasonCodeSchema = z.enum([
  'none',
  'wrong-facts',
  'wrong-scope',
  'missing-evidence',
  'sensitive-content',
  'wrong-audience',
  'needs-senior-decision',
  'not-needed-any-more',
  'other',
]);
export type ReasonCode = z.infer<typeof ReasonCodeSchema>;

/** Why a reviewer struck or changed one claim (R186, R189). */
export const ClaimReasonSchema = z.enum([
  'wrong-facts',
  'not-in-source',
  'out-of-context',
  'outdated',
  'irrelevant',
  'unclear',
  'sensitive',
  'wrong-tone',
  'other',
]);
export type ClaimReason = z.infer<typeof ClaimReasonSchema>;

/** A role that the policy names and resolves to people: `incident-commander`. */
export const ApproverRoleSchema = SlugSchema;
export type ApproverRole = z.infer<typeof ApproverRoleSchema>;

/** Atlassian account ids: opaque, at most 128 characters, a subset of what a KVS key may hold. */
export const AccountIdSchema = z.string().regex(/^[A-Za-z0-9:_-]{1,128}$/u);

export const HandoffIdSchema = z.string().regex(/^ho-[0-9a-f-]{36}$/u);
/** 128 random bits that make a seal unguessable from the texts it covers; stored, and erased, with the packet. */
export const NonceSchema = z.string().regex(/^[0-9a-f]{32}$/u);
export const SealSchema = z.string().regex(/^[0-9a-f]{64}$/u);
/** 64 lower-case hex digits: a SHA-256, a Merkle root or an HMAC-SHA-256. */
export const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/u);
export const TimestampSchema = z.iso.datetime();
export const RequestIdSchema = z.uuid();
