import { z } from 'zod';
import {
  ApproverRoleSchema,
  DataClassSchema,
  ExecutionClassSchema,
  GateKindSchema,
  OperationIdSchema,
  OutcomeSchema,
  ReasonCategorySchema,
  SeveritySchema,
  WorkKindSchema,
} from './vocabulary';

/** One rule that fired: what it saw and where its limit is. */
export const ReasonSchema = z.strictObject({
  ruleId: z.string(),
  category: ReasonCategorySchema,
  subject: z.enum(['severity', 'data-class', 'ai-tier', 'policy', 'owner', 'approver']),
  effect: z.enum(['allow', 'block', 'require-run-approval', 'require-use-approval']),
  observed: z.string(),
  threshold: z.string(),
  because: z.string(),
});
export type Reason = z.infer<typeof ReasonSchema>;

/** What policy said about one operation on one issue, with every rule that fired (R076-R079). */
export const DecisionSchema = z.strictObject({
  operation: OperationIdSchema,
  outcome: OutcomeSchema,
  gates: z.array(GateKindSchema),
  approverRole: ApproverRoleSchema.nullable(),
  reasons: z.array(ReasonSchema).min(1),
  policyVersion: z.number().int(),
  whatWouldChangeIt: z.string(),
});
export type Decision = z.infer<typeof DecisionSchema>;

/** What policy looks at. `null` means missing or not mappable, which makes a decision more careful (R152). */
export const FactsSchema = z.strictObject({
  projectKey: z.string(),
  issueType: z.string(),
  kind: WorkKindSchema.nullable(),
  severity: SeveritySchema.nullable(),
  dataClass: DataClassSchema.nullable(),
  ownerAccountId: z.string().nullable(),
});
export type Facts = z.infer<typeof FactsSchema>;

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
