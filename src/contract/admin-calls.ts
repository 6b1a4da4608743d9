import { z } from 'zod';
import { call, CursorSchema, Nothing, VersionSchema } from './call';
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
import { InventorySchema } from './quality';
import { PersonSchema } from './scope';
import { ExecutionClassSchema, OperationIdSchema, TimestampSchema } from './vocabulary';

/** The draft as the page showed it; another one meanwhile is a `conflict`. */
const RevisionSchema = z.strictObject({ revision: z.number().int().min(1).max(1_000_000) });

const SwitchSchema = z.strictObject({
  isHalted: z.boolean(),
  reason: z.string(),
  version: VersionSchema,
  changedBy: PersonSchema.nullable(),
  changedAt: TimestampSchema.nullable(),
});

/** The calls of the settings page. Each is for people who may edit policy. */
export const ADMIN_CALLS = {
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
  /** Whether approvals can be held as subtasks in the projects that this document names, and which of its statuses exist there. */
  'admin.check-projects': call('admin', 'policy-admin', {
    input: z.strictObject({ document: PolicyDocumentSchema }),
    output: z.strictObject({
      projects: z.array(
        z.strictObject({
          projectKey: z.string(),
          /** The subtask type that approvals get; null when there is none, or the project cannot be seen. */
          subtaskType: z.string().nullable(),
          /** Statuses that the document names and the subtask's workflow does not have. */
          missing: z.array(z.string()),
          /** What to do, or that all is well. */
          advice: z.string(),
        }),
      ),
      /** Projects beyond the first 50, which were not asked for. */
      leftOut: z.number().int(),
    }),
  }),
  'admin.inventory': call('admin', 'policy-admin', { input: Nothing, output: InventorySchema }),
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
} as const;
