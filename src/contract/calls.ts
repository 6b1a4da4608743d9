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
import { DecisionSchema, FactsSchema } from './decision';
import { PolicyDocumentSchema, PolicyVersionSchema } from './policy';
import {
  DraftViewSchema,
  ObservationSchema,
  PolicyChangeSchema,
  ProblemSchema,
  ReplaySchema,
  SharesSchema,
  SimulationSchema,
  TestResultSchema,
  VersionSummarySchema,
} from './policy-life';
import { ClassStopSchema } from './policy-people';
import { PersonSchema, ScopeReviewSchema } from './scope';
import {
  AccountIdSchema,
  ExecutionClassSchema,
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

/** The draft as the page showed it; another one meanwhile is a `conflict`. */
const RevisionSchema = z.strictObject({ revision: z.number().int().min(1).max(1_000_000) });

const SwitchSchema = z.strictObject({
  isHalted: z.boolean(),
  reason: z.string(),
  version: VersionSchema,
  changedBy: PersonSchema.nullable(),
  changedAt: TimestampSchema.nullable(),
});

/** Where a call may come from, and what its caller must be (checked on the server for every call, AUT-02). */
export type Surface = 'panel' | 'admin' | 'oversight';
export type Requirement = 'browse-issue' | 'edit-issue' | 'policy-admin' | 'governance';

const call = <I extends z.ZodType, O extends z.ZodType>(
  surface: Surface,
  requires: Requirement,
  schemas: { readonly input: I; readonly output: O },
) => ({ surface, requires, ...schemas });

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
  'admin.load': call('admin', 'policy-admin', {
    input: Nothing,
    output: z.strictObject({
      viewer: PersonSchema,
      policy: PolicyVersionSchema,
      draft: DraftViewSchema.nullable(),
      switch: SwitchSchema,
      /** Classes that stand still because one of their people is missing. */
      stops: z.array(ClassStopSchema),
      /** How often each bypass was used. */
      bypassUses: z.array(z.strictObject({ id: z.string(), uses: z.number().int() })),
      shares: SharesSchema.nullable(),
      /** The first page of versions, the newest first. */
      versions: z.array(VersionSummarySchema),
      /** Everybody whom the page names, by account. */
      people: z.array(PersonSchema),
      operations: z.array(
        z.strictObject({
          operation: OperationIdSchema,
          title: z.string(),
          class: ExecutionClassSchema,
          classTitle: z.string(),
        }),
      ),
      models: z.strictObject({ isAvailable: z.boolean(), names: z.array(z.string()), note: z.string() }),
    }),
  }),
  'admin.versions': call('admin', 'policy-admin', {
    input: z.strictObject({ cursor: CursorSchema }),
    output: z.strictObject({
      versions: z.array(VersionSummarySchema),
      people: z.array(PersonSchema),
      cursor: CursorSchema,
    }),
  }),
  'admin.version': call('admin', 'policy-admin', {
    input: z.strictObject({ version: z.number().int().min(1).max(1_000_000) }),
    output: z.strictObject({ policy: PolicyVersionSchema, changes: z.array(PolicyChangeSchema) }),
  }),
  'admin.save-draft': call('admin', 'policy-admin', {
    input: z.strictObject({
      /** The revision that the edits were made on; 0 where there was no draft. */
      revision: VersionSchema,
      baseVersion: VersionSchema,
      document: PolicyDocumentSchema,
      change: z.string().trim().max(240),
    }),
    output: DraftViewSchema,
  }),
  /** Puts the edits of the page (`base` to `mine`) on top of the draft that somebody else saved meanwhile. Saves nothing. */
  'admin.merge': call('admin', 'policy-admin', {
    input: z.strictObject({ base: PolicyDocumentSchema, mine: PolicyDocumentSchema }),
    output: z.strictObject({
      document: PolicyDocumentSchema,
      revision: VersionSchema,
      baseVersion: VersionSchema,
      /** What the other person changed. */
      theirs: z.array(PolicyChangeSchema),
      /** Places that both changed, where the page's edit was taken. */
      conflicts: z.array(z.string()),
    }),
  }),
  'admin.discard-draft': call('admin', 'policy-admin', {
    input: RevisionSchema,
    output: z.strictObject({ draft: DraftViewSchema.nullable() }),
  }),
  /** One slice of a replay; asked again until the phase is `done`. `restart` begins anew. */
  'admin.simulate': call('admin', 'policy-admin', {
    input: RevisionSchema.extend({ restart: z.boolean() }),
    output: SimulationSchema,
  }),
  'admin.submit': call('admin', 'policy-admin', { input: RevisionSchema, output: DraftViewSchema }),
  'admin.review': call('admin', 'policy-admin', {
    input: RevisionSchema.extend({
      verdict: z.enum(['approve', 'return']),
      note: z.string().trim().max(1_000),
    }),
    output: DraftViewSchema,
  }),
  'admin.start-canary': call('admin', 'policy-admin', {
    input: RevisionSchema.extend({
      projects: z
        .array(z.string().regex(/^[A-Z][A-Z0-9_]{0,31}$/u))
        .min(1)
        .max(50),
    }),
    output: DraftViewSchema,
  }),
  /** Ends the trial; the draft is approved as before, or comes into force by `admin.publish`. */
  'admin.stop-canary': call('admin', 'policy-admin', { input: RevisionSchema, output: DraftViewSchema }),
  /** What the trial decided beside what the policy in force would have decided, a page of records at a time. */
  'admin.compare-canary': call('admin', 'policy-admin', {
    input: RevisionSchema.extend({ cursor: CursorSchema }),
    output: z.strictObject({ replay: ReplaySchema, cursor: CursorSchema }),
  }),
  'admin.publish': call('admin', 'policy-admin', { input: RevisionSchema, output: PolicyVersionSchema }),
  'admin.roll-back': call('admin', 'policy-admin', {
    input: z.strictObject({
      baseVersion: VersionSchema,
      version: z.number().int().min(1).max(1_000_000),
      reason: z.string().trim().min(3).max(240),
    }),
    output: PolicyVersionSchema,
  }),
  /** Reads one issue as the admin and decides it, by the document that stands in the page and by the policy in force. */
  'admin.try-issue': call('admin', 'policy-admin', {
    input: z.strictObject({ issueKey: z.string().trim().min(3).max(64), document: PolicyDocumentSchema }),
    output: z.strictObject({
      issueKey: z.string(),
      summary: z.string(),
      facts: FactsSchema,
      observations: z.array(ObservationSchema),
      decisions: z.array(
        z.strictObject({ title: z.string(), inForce: DecisionSchema, draft: DecisionSchema }),
      ),
    }),
  }),
  /** What a document says that its shape allows and its sense does not, and how its own tests come out. */
  'admin.check': call('admin', 'policy-admin', {
    input: z.strictObject({ document: PolicyDocumentSchema }),
    output: z.strictObject({
      problems: z.array(ProblemSchema),
      tests: z.array(TestResultSchema),
      changes: z.array(PolicyChangeSchema),
    }),
  }),
  'admin.set-switch': call('admin', 'policy-admin', {
    input: z.strictObject({
      isHalted: z.boolean(),
      reason: z.string().trim().min(3).max(240),
      version: VersionSchema,
    }),
    output: SwitchSchema,
  }),
  /** Options for a picker, at most 20. `query` may be empty, except for people. */
  'admin.find': call('admin', 'policy-admin', {
    input: z.strictObject({
      what: z.enum(['people', 'groups', 'projects', 'fields', 'issue-types', 'project-roles']),
      query: z.string().trim().max(80),
    }),
    output: z.strictObject({
      options: z.array(z.strictObject({ id: z.string(), name: z.string(), detail: z.string() })).max(20),
    }),
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
