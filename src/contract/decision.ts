import { z } from 'zod';
import {
  AiTierSchema,
  ApproverRoleSchema,
  DataClassSchema,
  EnvironmentSchema,
  ExecutionClassSchema,
  GateKindSchema,
  ImpactSchema,
  OperationIdSchema,
  OutcomeSchema,
  ReasonCategorySchema,
  SeveritySchema,
  TimestampSchema,
  WorkKindSchema,
} from './vocabulary';

/** One rule that fired: what it saw and where its limit is. */
export const ReasonSchema = z.strictObject({
  ruleId: z.string(),
  category: ReasonCategorySchema,
  subject: z.enum(['severity', 'data-class', 'ai-tier', 'policy', 'owner', 'approver']),
  effect: z.enum([
    'allow',
    'block',
    /** A block that a bypass lifts: it waits at both gates. */
    'lifted-block',
    'require-run-approval',
    'require-use-approval',
    'require-second-reviewer',
    'cap-tier',
    'redact',
    'internal-only',
    'sample',
  ]),
  observed: z.string(),
  threshold: z.string(),
  because: z.string(),
});
export type Reason = z.infer<typeof ReasonSchema>;

/** What a decision asks of whoever carries it out. */
export const ObligationsSchema = z.strictObject({
  /** The highest tier that may be used. */
  tierAtMost: AiTierSchema,
  /** Personal data is taken out of the sources before AI reads them. */
  redacts: z.boolean(),
  /** The write-back is an internal note. */
  isInternalOnly: z.boolean(),
  /** Somebody who is neither requester nor owner looks after the owner accepted. */
  hasSecondReviewer: z.boolean(),
});
export type Obligations = z.infer<typeof ObligationsSchema>;

/** What policy said about one operation on one issue, with every rule that fired (R076-R079). */
export const DecisionSchema = z.strictObject({
  operation: OperationIdSchema,
  outcome: OutcomeSchema,
  gates: z.array(GateKindSchema),
  approverRole: ApproverRoleSchema.nullable(),
  reasons: z.array(ReasonSchema).min(1),
  obligations: ObligationsSchema,
  /** The bypass that lifted a block, or null. */
  bypassId: z.string().nullable(),
  policyVersion: z.number().int(),
  policyDigest: z.string(),
  whatWouldChangeIt: z.string(),
});
export type Decision = z.infer<typeof DecisionSchema>;

const NamesSchema = z.array(z.string().max(255)).max(200);

/** What policy looks at. `null` means missing or not mappable, which makes a decision more careful (R152). */
export const FactsSchema = z.strictObject({
  projectKey: z.string(),
  issueType: z.string(),
  kind: WorkKindSchema.nullable(),
  severity: SeveritySchema.nullable(),
  dataClass: DataClassSchema.nullable(),
  impact: ImpactSchema.nullable(),
  environment: EnvironmentSchema.nullable(),
  customerFacing: z.enum(['yes', 'no']).nullable(),
  ownerAccountId: z.string().nullable(),
  /** Project roles that the requester holds in the project, by name. */
  requesterRoles: NamesSchema.nullable(),
  labels: NamesSchema.nullable(),
  components: NamesSchema.nullable(),
});
export type Facts = z.infer<typeof FactsSchema>;

/** Everything that a decision depends on beside the policy; recorded, so that it can be decided again (U6). */
export const DecisionInputSchema = z.strictObject({
  operation: OperationIdSchema,
  facts: FactsSchema,
  at: TimestampSchema,
  /** 0 to 99, drawn from the issue, the operation and the day; a rule that samples n percent takes the draws below n. Null is sampled. */
  draw: z.number().int().min(0).max(99).nullable(),
  /** Classes that stand still because one of their people is missing (U14). */
  stopped: z.array(ExecutionClassSchema).max(4),
  /** Bypasses that name the requester and have uses left. */
  bypassIds: z.array(z.string().max(40)).max(20),
});
export type DecisionInput = z.infer<typeof DecisionInputSchema>;

/** One operation as the picker shows it. */
export const OfferSchema = z.strictObject({
  operation: OperationIdSchema,
  title: z.string(),
  class: ExecutionClassSchema,
  classTitle: z.string(),
  badge: z.enum(['Allowed', 'Review required', 'Controlled']),
  produces: z.string(),
  isRecommended: z.boolean(),
  gateSummary: z.string(),
  decision: DecisionSchema,
});
export type Offer = z.infer<typeof OfferSchema>;
