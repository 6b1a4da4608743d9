import { z } from 'zod';
import { AuditEntrySchema } from './audit';
import { CheckpointSchema, PublicationSchema } from './checkpoint';
import {
  ChainReportSchema,
  ControlChangeSchema,
  IntegritySchema,
  TrailPersonSchema,
  VerificationSchema,
} from './trail';
import { HandoffSummarySchema, HandoffViewSchema, PanelSchema } from './handoff';
import { ApproverEntrySchema, AuditPolicySchema, PolicyVersionSchema } from './policy';
import { PersonSchema, ScopeReviewSchema } from './scope';
import {
  AccountIdSchema,
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
  WorkKindSchema,
} from './vocabulary';

const Nothing = z.strictObject({});
const NoteSchema = z.string().trim().max(1_000);
const CursorSchema = z.string().max(6_000).nullable();
const VersionSchema = z.number().int().min(0).max(1_000_000);

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

const EvidenceFileSchema = z.strictObject({ name: z.string().max(120), lines: z.array(z.string()) });

/** Who may read trails: at least one account, each once. */
const ReadersSchema = z
  .array(AccountIdSchema)
  .min(1)
  .max(50)
  .refine((accountIds) => new Set(accountIds).size === accountIds.length, 'Each account once.');

const SwitchSchema = z.strictObject({
  isHalted: z.boolean(),
  reason: z.string(),
  version: VersionSchema,
  changedBy: PersonSchema.nullable(),
  changedAt: TimestampSchema.nullable(),
});

/** Where a call may come from, and what its caller must be (checked on the server for every call, AUT-02). */
export type Surface = 'panel' | 'admin' | 'oversight';
export type Requirement = 'browse-issue' | 'edit-issue' | 'jira-admin' | 'governance';

const call = <I extends z.ZodType, O extends z.ZodType>(
  surface: Surface,
  requires: Requirement,
  schemas: { readonly input: I; readonly output: O },
) => ({ surface, requires, ...schemas });

/**
 * The one table of resolver calls. Input and output are parsed at run time on every call; a call that is not in this
 * table does not exist. No input carries an account id, a role, a state or an issue: those come from Forge's context
 * and from storage. (`admin.save-approvers` and `admin.save-audit` name people as data to store, never as the caller.)
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
      strike: z.array(z.number().int().min(1).max(500)).max(200),
    }),
    output: HandoffViewSchema,
  }),
  'panel.decide': call('panel', 'browse-issue', {
    input: z.strictObject({
      handoffId: HandoffIdSchema,
      gate: GateKindSchema,
      seal: SealSchema,
      verdict: VerdictSchema,
      reason: ReasonCodeSchema,
      note: NoteSchema,
    }),
    output: PanelSchema,
  }),
  'panel.evidence': call('panel', 'browse-issue', {
    input: z.strictObject({ handoffId: HandoffIdSchema }),
    output: EvidenceFileSchema,
  }),
  'admin.load': call('admin', 'jira-admin', {
    input: Nothing,
    output: z.strictObject({
      policy: PolicyVersionSchema,
      switch: SwitchSchema,
      versions: z.array(
        z.strictObject({
          version: z.number().int(),
          publishedAt: TimestampSchema,
          publishedBy: PersonSchema,
          change: z.string(),
        }),
      ),
      people: z.array(PersonSchema),
      operations: z.array(
        z.strictObject({ operation: OperationIdSchema, title: z.string(), classTitle: z.string() }),
      ),
      models: z.strictObject({ isAvailable: z.boolean(), names: z.array(z.string()), note: z.string() }),
    }),
  }),
  'admin.save-operations': call('admin', 'jira-admin', {
    input: z.strictObject({
      baseVersion: VersionSchema,
      offers: z
        .array(z.strictObject({ kind: WorkKindSchema, operations: z.array(OperationIdSchema).max(40) }))
        .max(20),
      change: z.string().trim().min(3).max(240),
    }),
    output: PolicyVersionSchema,
  }),
  'admin.save-approvers': call('admin', 'jira-admin', {
    input: z.strictObject({
      baseVersion: VersionSchema,
      approvers: z.array(ApproverEntrySchema).max(20),
      change: z.string().trim().min(3).max(240),
    }),
    output: PolicyVersionSchema,
  }),
  'admin.set-switch': call('admin', 'jira-admin', {
    input: z.strictObject({
      isHalted: z.boolean(),
      reason: z.string().trim().min(3).max(240),
      version: VersionSchema,
    }),
    output: SwitchSchema,
  }),
  'admin.find-people': call('admin', 'jira-admin', {
    input: z.strictObject({ query: z.string().trim().min(1).max(80) }),
    output: z.strictObject({ people: z.array(PersonSchema.extend({ accountId: AccountIdSchema })) }),
  }),
  'admin.save-audit': call('admin', 'jira-admin', {
    input: z.strictObject({
      baseVersion: VersionSchema,
      governance: ReadersSchema,
      audit: AuditPolicySchema,
      change: z.string().trim().min(3).max(240),
    }),
    output: PolicyVersionSchema,
  }),
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
        .strictObject({ by: z.string(), at: TimestampSchema, verdict: ReviewVerdictSchema, note: z.string() })
        .nullable(),
      struck: z.array(z.number().int()),
      integrity: z.array(IntegritySchema),
      erasedAt: TimestampSchema.nullable(),
    }),
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
