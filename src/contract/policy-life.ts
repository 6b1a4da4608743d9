import { z } from 'zod';
import { PolicyDocumentSchema } from './policy';
import {
  DigestSchema,
  ExecutionClassSchema,
  OperationIdSchema,
  OutcomeSchema,
  TimestampSchema,
} from './vocabulary';

const AccountSchema = z.string().min(1).max(128);
const ProjectKeySchema = z.string().regex(/^[A-Z][A-Z0-9_]{0,31}$/u);
const CountSchema = z.number().int().min(0);

/** Something that is wrong with a document although its shape is right. Errors stop a submission, warnings do not. */
export const ProblemSchema = z.strictObject({
  /** Where: `rules.3.when.kinds`; empty for the whole document. */
  path: z.string(),
  level: z.enum(['error', 'warning']),
  message: z.string(),
});
export type Problem = z.infer<typeof ProblemSchema>;

/** One difference between two documents, item by item: a rule, a kind, a role, one setting. */
export const PolicyChangeSchema = z.strictObject({
  /** `rules/sev-1`, `kinds/incident/offers`, `limits/approvalHours`. */
  place: z.string(),
  type: z.enum(['added', 'removed', 'changed']),
  /** Canonical JSON of the item before and after; null where there is none. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type PolicyChange = z.infer<typeof PolicyChangeSchema>;

/** How a case of the policy's own tests came out. */
export const TestResultSchema = z.strictObject({
  name: z.string(),
  passed: z.boolean(),
  /** What was decided instead, in a sentence; empty where it passed. */
  why: z.string(),
});
export type TestResult = z.infer<typeof TestResultSchema>;

export const TallySchema = z.strictObject({
  total: CountSchema,
  eligible: CountSchema,
  approvalBound: CountSchema,
  blocked: CountSchema,
});
export type Tally = z.infer<typeof TallySchema>;

/** One decision that another policy would make otherwise. */
export const FlipSchema = z.strictObject({
  source: z.enum(['decision', 'issue']),
  issueKey: z.string().nullable(),
  projectKey: z.string(),
  class: ExecutionClassSchema,
  operation: OperationIdSchema,
  at: TimestampSchema.nullable(),
  before: OutcomeSchema,
  after: OutcomeSchema,
  /** Rules that make the difference. */
  ruleIds: z.array(z.string()),
});
export type Flip = z.infer<typeof FlipSchema>;

/** What a replay found so far; what became looser stands first (U6). */
export const ReplaySchema = z.strictObject({
  decisions: z.strictObject({ before: TallySchema, after: TallySchema }),
  issues: z.strictObject({ before: TallySchema, after: TallySchema }),
  looser: CountSchema,
  stricter: CountSchema,
  byGroup: z
    .array(
      z.strictObject({
        projectKey: z.string(),
        class: ExecutionClassSchema,
        looser: CountSchema,
        stricter: CountSchema,
      }),
    )
    .max(400),
  /** The first 300, the loosest first; `looser + stricter` says how many there are. */
  flips: z.array(FlipSchema).max(300),
});
export type Replay = z.infer<typeof ReplaySchema>;

/** A simulation of one draft against the policy in force: done in slices, each of which moves `place`. */
export const SimulationSchema = z.strictObject({
  digest: DigestSchema,
  baseVersion: z.number().int(),
  startedBy: AccountSchema,
  startedAt: TimestampSchema,
  finishedAt: TimestampSchema.nullable(),
  /** Which part is being read, and how much of it is done. */
  phase: z.enum(['decisions', 'issues', 'done']),
  done: CountSchema,
  replay: ReplaySchema,
});
export type Simulation = z.infer<typeof SimulationSchema>;

/** A policy on its way into force. There is at most one on a site; every act names the revision that it was made on. */
export const PolicyDraftSchema = z.strictObject({
  revision: z.number().int().min(1),
  baseVersion: z.number().int().min(1),
  stage: z.enum(['editing', 'submitted', 'approved', 'canary']),
  document: PolicyDocumentSchema,
  digest: DigestSchema,
  /** What changes and why, in the author's words. */
  change: z.string().trim().max(240),
  /** Everybody who edited it: none of them may review it. */
  authors: z.array(AccountSchema).min(1).max(50),
  updatedAt: TimestampSchema,
  submitted: z.strictObject({ by: AccountSchema, at: TimestampSchema }).nullable(),
  review: z
    .strictObject({
      by: AccountSchema,
      at: TimestampSchema,
      verdict: z.enum(['approve', 'return']),
      note: z.string(),
    })
    .nullable(),
  /** On trial as this version in these projects. */
  canary: z
    .strictObject({
      version: z.number().int().min(2),
      projects: z.array(ProjectKeySchema).min(1).max(50),
      by: AccountSchema,
      since: TimestampSchema,
    })
    .nullable(),
});
export type PolicyDraft = z.infer<typeof PolicyDraftSchema>;

/** A draft with what is computed from it. */
export const DraftViewSchema = z.strictObject({
  draft: PolicyDraftSchema,
  changes: z.array(PolicyChangeSchema),
  problems: z.array(ProblemSchema),
  tests: z.array(TestResultSchema),
  /** The newest simulation of exactly this document, or null. */
  simulation: SimulationSchema.nullable(),
});
export type DraftView = z.infer<typeof DraftViewSchema>;

/** A version in a list. */
export const VersionSummarySchema = z.strictObject({
  version: z.number().int().min(1),
  state: z.enum(['in-force', 'past', 'canary', 'dropped']),
  publishedAt: TimestampSchema,
  publishedBy: AccountSchema,
  reviewedBy: AccountSchema.nullable(),
  change: z.string(),
  digest: DigestSchema,
});
export type VersionSummary = z.infer<typeof VersionSummarySchema>;

/** Every active issue in exactly one bucket, by its best operation (R014-R017, X7). `total` is the denominator. */
export const SharesSchema = z.strictObject({
  computedAt: TimestampSchema,
  policyVersion: z.number().int(),
  tally: TallySchema,
  byProject: z.array(z.strictObject({ projectKey: z.string(), tally: TallySchema })).max(200),
  /** False while the site has more active issues than were read yet. */
  isComplete: z.boolean(),
});
export type Shares = z.infer<typeof SharesSchema>;

/** One input as it was read from an issue: which field, what it said, what it became. */
export const ObservationSchema = z.strictObject({
  input: z.enum([
    'kind',
    'severity',
    'dataClass',
    'impact',
    'environment',
    'customerFacing',
    'owner',
    'requesterRoles',
    'labels',
    'components',
  ]),
  /** The field that carried it, or null where it comes from nowhere or from an assumption. */
  field: z.string().nullable(),
  raw: z.string().nullable(),
  value: z.string().nullable(),
  isAssumed: z.boolean(),
});
export type Observation = z.infer<typeof ObservationSchema>;
