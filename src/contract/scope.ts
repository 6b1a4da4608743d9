import { z } from 'zod';
import { DecisionSchema } from './decision';
import { GateKindSchema, NonceSchema, SealSchema, TimestampSchema, ApproverRoleSchema } from './vocabulary';

/** A person as screens show them. `displayName` falls back to the account id where Jira hides it. */
export const PersonSchema = z.strictObject({ accountId: z.string(), displayName: z.string() });
export type Person = z.infer<typeof PersonSchema>;

/** Who decides at a gate, and until when. */
export const GatePlanSchema = z.strictObject({
  gate: GateKindSchema,
  role: ApproverRoleSchema,
  approver: PersonSchema,
  backup: PersonSchema.nullable(),
  hours: z.number().int(),
  ruleId: z.string(),
  because: z.string(),
});
export type GatePlan = z.infer<typeof GatePlanSchema>;

/** What AI may do in this hand-off, said before it is confirmed (R028-R034, R080-R083). */
export const ScopeSchema = z.strictObject({
  mayRead: z.array(z.string()),
  leftOut: z.array(z.string()),
  willProduce: z.array(z.string()),
  blockedActions: z.array(z.string()).min(1),
  stopConditions: z.array(z.string()).min(1),
});
export type Scope = z.infer<typeof ScopeSchema>;

/** The AI Scope Review: the decision, the scope, the gates and the seal of exactly this packet. */
export const ScopeReviewSchema = z.strictObject({
  decision: DecisionSchema,
  scope: ScopeSchema,
  gates: z.array(GatePlanSchema),
  owner: PersonSchema,
  seal: SealSchema,
  nonce: NonceSchema,
  sourceCount: z.number().int(),
  preparedAt: TimestampSchema,
});
export type ScopeReview = z.infer<typeof ScopeReviewSchema>;
