import { z } from 'zod';
import { ADMIN_CALLS } from './admin-calls';
import { AuditEntrySchema } from './audit';
import { call, CursorSchema, Nothing, VersionSchema } from './call';
import { CheckpointSchema, PublicationSchema } from './checkpoint';
import { CommentCheckSchema } from './comment-check';
import {
  ChainReportSchema,
  ControlChangeSchema,
  IntegritySchema,
  TrailPersonSchema,
  VerificationSchema,
} from './trail';
import {
  HandoffSummarySchema,
  HandoffViewSchema,
  PanelSchema,
  QueueItemSchema,
  ReadingSchema,
} from './handoff';
import { CorrectionSchema, InventorySchema } from './quality';
import { ScopeReviewSchema } from './scope';
import {
  AccountIdSchema,
  AudienceSchema,
  ClaimReasonSchema,
  DigestSchema,
  GateKindSchema,
  HandoffIdSchema,
  HandoffStateSchema,
  NonceSchema,
  OperationIdSchema,
  ReasonCodeSchema,
  RequestIdSchema,
  ReviewVerdictSchema,
  SealSchema,
  TimestampSchema,
  VerdictSchema,
} from './vocabulary';

export type { Requirement, Surface } from './call';

const NoteSchema = z.string().trim().max(1_000);

/** How an export is written: canonical JSON Lines, a table, or what a SIEM reads (OCSF, CloudEvents). */
export const ExportFormatSchema = z.enum(['jsonl', 'csv', 'ocsf', 'cloudevents']);
export type ExportFormat = z.infer<typeof ExportFormatSchema>;

/** What a search of the trails looks for; null does not narrow. Times are those of the request, ISO 8601. */
export const SearchFilterSchema = z.strictObject({
  issueKey: z.string().trim().max(64).nullable(),
  person: AccountIdSchema.nullable(),
  operation: OperationIdSchema.nullable(),
  outcome: HandoffStateSchema.nullable(),
  ruleId: z.string().trim().max(60).nullable(),
  model: z.string().trim().max(120).nullable(),
  from: TimestampSchema.nullable(),
  to: TimestampSchema.nullable(),
});
export type SearchFilter = z.infer<typeof SearchFilterSchema>;

const ClaimNumberSchema = z.number().int().min(1).max(500);
const ClaimTextSchema = z.string().trim().min(1).max(1_200);
const StrikeSchema = z.strictObject({ number: ClaimNumberSchema, reason: ClaimReasonSchema });
const EditSchema = StrikeSchema.extend({ text: ClaimTextSchema });

const EvidenceFileSchema = z.strictObject({ name: z.string().max(120), lines: z.array(z.string()) });

/**
 * The one table of resolver calls. Input and output are parsed at run time on every call; a call that is not in this
 * table does not exist. No input carries an account id, a role, a state or an issue: those come from Forge's context
 * and from storage. (A policy document names people as data to store, never as the caller.)
 */
export const CALLS = {
  'panel.load': call('panel', 'browse-issue', { input: Nothing, output: PanelSchema }),
  'panel.review-scope': call('panel', 'edit-issue', {
    input: z.strictObject({ operation: OperationIdSchema }),
    output: ScopeReviewSchema,
  }),
  'panel.hand-off': call('panel', 'edit-issue', {
    input: z.strictObject({
      operation: OperationIdSchema,
      seal: SealSchema,
      nonce: NonceSchema,
      requestId: RequestIdSchema,
    }),
    output: HandoffViewSchema,
  }),
  'panel.handoff': call('panel', 'browse-issue', {
    input: z.strictObject({ handoffId: HandoffIdSchema }),
    output: HandoffViewSchema,
  }),
  'panel.history': call('panel', 'browse-issue', {
    input: z.strictObject({ cursor: CursorSchema }),
    output: z.strictObject({ handoffs: z.array(HandoffSummarySchema), cursor: CursorSchema }),
  }),
  'panel.withdraw': call('panel', 'browse-issue', {
    input: z.strictObject({ handoffId: HandoffIdSchema, version: VersionSchema }),
    output: HandoffViewSchema,
  }),
  'panel.review': call('panel', 'browse-issue', {
    input: z.strictObject({
      handoffId: HandoffIdSchema,
      version: VersionSchema,
      verdict: ReviewVerdictSchema,
      reason: ReasonCodeSchema,
      note: NoteSchema,
      strike: z.array(StrikeSchema).max(200),
      /** Claims in the reviewer's own words; each is checked as an engine's would be. */
      edits: z.array(EditSchema).max(20),
      audience: AudienceSchema,
    }),
    output: HandoffViewSchema,
  }),
  /** Checks a claim in other words against its citations, as the review will; stores nothing. */
  'panel.check-claim': call('panel', 'browse-issue', {
    input: z.strictObject({ handoffId: HandoffIdSchema, number: ClaimNumberSchema, text: ClaimTextSchema }),
    output: z.strictObject({ struck: z.string().nullable() }),
  }),
  'panel.decide': call('panel', 'browse-issue', {
    input: z.strictObject({
      handoffId: HandoffIdSchema,
      gate: GateKindSchema,
      seal: SealSchema,
      /** What would be released, as it was shown; null at the run gate. */
      release: DigestSchema.nullable(),
      verdict: VerdictSchema,
      reason: ReasonCodeSchema,
      note: NoteSchema,
      reading: ReadingSchema,
    }),
    output: PanelSchema,
  }),
  /** Asks the people of the open gate again; the requester's, at most once an hour. */
  'panel.remind': call('panel', 'browse-issue', {
    input: z.strictObject({ handoffId: HandoffIdSchema, version: VersionSchema }),
    output: HandoffViewSchema,
  }),
  /** Takes up what was escalated: says what people decided to do. */
  'panel.answer-escalation': call('panel', 'browse-issue', {
    input: z.strictObject({
      handoffId: HandoffIdSchema,
      version: VersionSchema,
      note: NoteSchema.min(3),
    }),
    output: HandoffViewSchema,
  }),
  'panel.evidence': call('panel', 'browse-issue', {
    input: z.strictObject({ handoffId: HandoffIdSchema }),
    output: EvidenceFileSchema,
  }),
  /** Whether the comment that was written back still stands as it was posted. */
  'panel.check-comment': call('panel', 'browse-issue', {
    input: z.strictObject({ handoffId: HandoffIdSchema }),
    output: CommentCheckSchema,
  }),
  ...ADMIN_CALLS,
  /** What waits for people: for me, for a role that I hold, or too long. By risk, then due time. */
  'oversight.queue': call('oversight', 'licensed', {
    input: z.strictObject({ view: z.enum(['mine', 'team', 'overdue']), cursor: CursorSchema }),
    output: z.strictObject({
      items: z.array(QueueItemSchema),
      hiddenCount: z.number().int(),
      cursor: CursorSchema,
      /** Whether this person is governance too, so that the other tabs are shown. */
      isGovernance: z.boolean(),
    }),
  }),
  /** Approves several gates of low risk, each exactly as it was shown; each answer stands by itself. */
  'oversight.decide-many': call('oversight', 'licensed', {
    input: z.strictObject({
      items: z
        .array(
          z.strictObject({
            handoffId: HandoffIdSchema,
            gate: GateKindSchema,
            seal: SealSchema,
            release: DigestSchema.nullable(),
          }),
        )
        .min(1)
        .max(20),
      note: NoteSchema,
    }),
    output: z.strictObject({
      results: z.array(
        z.strictObject({ handoffId: HandoffIdSchema, isDone: z.boolean(), message: z.string() }),
      ),
    }),
  }),
  /** What people and guardrails took out of or changed in outputs, hand-off by hand-off, newest first (R186-R189). */
  'oversight.corrections': call('oversight', 'governance', {
    input: z.strictObject({
      from: TimestampSchema.nullable(),
      to: TimestampSchema.nullable(),
      cursor: CursorSchema,
    }),
    output: z.strictObject({
      corrections: z.array(CorrectionSchema),
      /** Reviewed hand-offs looked at on this page, by operation: what the corrections are a part of. */
      reviewed: z.array(
        z.strictObject({ operation: OperationIdSchema, count: z.number().int(), claims: z.number().int() }),
      ),
      hiddenCount: z.number().int(),
      cursor: CursorSchema,
    }),
  }),
  'oversight.inventory': call('oversight', 'governance', { input: Nothing, output: InventorySchema }),
  'oversight.search': call('oversight', 'governance', {
    input: z.strictObject({ filter: SearchFilterSchema, cursor: CursorSchema }),
    output: z.strictObject({
      handoffs: z.array(HandoffSummarySchema),
      hiddenCount: z.number().int(),
      cursor: CursorSchema,
    }),
  }),
  'oversight.trail': call('oversight', 'governance', {
    input: z.strictObject({ handoffId: HandoffIdSchema, cursor: CursorSchema }),
    output: z.strictObject({
      summary: HandoffSummarySchema,
      entries: z.array(AuditEntrySchema),
      length: z.number().int().min(0),
      people: z.array(TrailPersonSchema),
      cursor: CursorSchema,
    }),
  }),
  'oversight.reconstruct': call('oversight', 'governance', {
    input: z.strictObject({ handoffId: HandoffIdSchema }),
    output: z.strictObject({
      view: HandoffViewSchema,
      review: z
        .strictObject({
          by: z.string(),
          at: TimestampSchema,
          verdict: ReviewVerdictSchema,
          reason: ReasonCodeSchema,
          note: z.string(),
        })
        .nullable(),
      /** What the reviewer took out, claim by claim. */
      strikes: z.array(StrikeSchema),
      /** What the reviewer wrote anew; `was` holds the engine's words, null where they are gone. */
      edits: z.array(
        EditSchema.extend({
          text: z.string(),
          was: z.string().nullable(),
          /** Why a guardrail had struck the engine's words; null where none had. */
          struckBefore: z.string().nullable(),
        }),
      ),
      integrity: z.array(IntegritySchema),
      erasedAt: TimestampSchema.nullable(),
    }),
  }),
  'oversight.check-comment': call('oversight', 'governance', {
    input: z.strictObject({ handoffId: HandoffIdSchema }),
    output: CommentCheckSchema,
  }),
  'oversight.verify': call('oversight', 'governance', {
    input: z.strictObject({ handoffId: HandoffIdSchema }),
    output: ChainReportSchema,
  }),
  'oversight.verify-all': call('oversight', 'governance', {
    input: z.strictObject({ restart: z.boolean() }),
    output: VerificationSchema,
  }),
  'oversight.verification': call('oversight', 'governance', {
    input: Nothing,
    output: z.strictObject({ verification: VerificationSchema.nullable() }),
  }),
  'oversight.changes': call('oversight', 'governance', {
    input: z.strictObject({ cursor: CursorSchema }),
    output: z.strictObject({ changes: z.array(ControlChangeSchema), cursor: CursorSchema }),
  }),
  'oversight.checkpoints': call('oversight', 'governance', {
    input: z.strictObject({ cursor: CursorSchema }),
    output: z.strictObject({
      checkpoints: z.array(CheckpointSchema),
      publications: z.array(PublicationSchema),
      cursor: CursorSchema,
    }),
  }),
  'oversight.bundle': call('oversight', 'governance', {
    input: z.strictObject({ handoffId: HandoffIdSchema }),
    output: EvidenceFileSchema,
  }),
  'oversight.export': call('oversight', 'governance', {
    input: z.strictObject({
      format: ExportFormatSchema,
      from: TimestampSchema.nullable(),
      to: TimestampSchema.nullable(),
      cursor: CursorSchema,
    }),
    output: z.strictObject({
      lines: z.array(z.string()),
      hiddenCount: z.number().int(),
      chains: z.number().int(),
      cursor: CursorSchema,
    }),
  }),
} as const;

export type CallName = keyof typeof CALLS;
export type CallInput<N extends CallName> = z.infer<(typeof CALLS)[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<(typeof CALLS)[N]['output']>;

/** Whether a name from the browser is one of ours. Own properties only: prototype names pass `in` (facts §3.1). */
export const isCallName = (name: string): name is CallName => Object.hasOwn(CALLS, name);
