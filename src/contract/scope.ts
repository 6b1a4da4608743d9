import { z } from 'zod';
import { DecisionSchema } from './decision';
import {
  ApproverRoleSchema,
  GateKindSchema,
  NonceSchema,
  RiskSchema,
  SealSchema,
  TimestampSchema,
} from './vocabulary';

/** A person as screens show them. `displayName` falls back to the account id where Jira hides it. */
export const PersonSchema = z.strictObject({ accountId: z.string(), displayName: z.string() });
export type Person = z.infer<typeof PersonSchema>;

/** Somebody who is asked to decide, perhaps in somebody else's place by a delegation. */
export const AskedPersonSchema = PersonSchema.extend({ standsInFor: PersonSchema.nullable() });
export type AskedPerson = z.infer<typeof AskedPersonSchema>;

/** Who decides at a gate, how, and until when. Sealed with the packet. */
export const GatePlanSchema = z.strictObject({
  gate: GateKindSchema,
  role: ApproverRoleSchema,
  /** Who is asked, each in a seat of their own, in order. */
  approvers: z.array(AskedPersonSchema).min(1).max(5),
  /** How many of them must approve. */
  needed: z.number().int().min(1).max(5),
  /** Whether each is asked only when the one before approved. */
  isInOrder: z.boolean(),
  /** Who may decide in each approver's place. */
  backup: AskedPersonSchema.nullable(),
  /** Who else holds the role: not asked, but the item is in their team's queue. */
  others: z.array(PersonSchema).max(20),
  /** The deadline of the decision. */
  hours: z.number().int(),
  remindAfterHours: z.number().int().nullable(),
  backupAfterHours: z.number().int().nullable(),
  mayBackupDecideEarly: z.boolean(),
  validHours: z.number().int(),
  risk: RiskSchema,
  review: z.enum(['light', 'sign-off']),
  /** Held at a subtask, or in the panel of the issue alone where the project offers no subtask. */
  place: z.enum(['subtask', 'panel']),
  ruleId: z.string(),
  because: z.string(),
});
export type GatePlan = z.infer<typeof GatePlanSchema>;

/** A source that was not taken, and why. */
export const DroppedSourceSchema = z.strictObject({
  what: z.string().max(120),
  address: z.string().max(300).nullable(),
  why: z.enum(['restricted', 'made-by-ai', 'other-project', 'security-level', 'over-limit']),
});
export type DroppedSource = z.infer<typeof DroppedSourceSchema>;

/** What AI may do in this hand-off, said before it is confirmed (R028-R034, R080-R083). */
export const ScopeSchema = z.strictObject({
  mayRead: z.array(z.string()),
  /** What was left out, counted by reason. */
  leftOut: z.array(z.string()),
  /** The same one by one, at most 100 (U4). */
  dropped: z.array(DroppedSourceSchema).max(100),
  willProduce: z.array(z.string()),
  blockedActions: z.array(z.string()).min(1),
  stopConditions: z.array(z.string()).min(1),
});
export type Scope = z.infer<typeof ScopeSchema>;

/** An engine with its versions; null is what it does not have. A packet seals the one that is to work (R177, R178). */
export const SealedEngineSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  tier: z.number().int(),
  model: z.string().nullable(),
  /** Id, version and digest of the prompt. */
  prompt: z.string().nullable(),
});
export type SealedEngine = z.infer<typeof SealedEngineSchema>;

/** The AI Scope Review: the decision, the scope, what will work, the gates and the seal of exactly this packet. */
export const ScopeReviewSchema = z.strictObject({
  decision: DecisionSchema,
  scope: ScopeSchema,
  engine: SealedEngineSchema,
  /** What works in its place where it fails, in order (U15). */
  fallbacks: z.array(SealedEngineSchema),
  gates: z.array(GatePlanSchema),
  owner: PersonSchema,
  seal: SealSchema,
  nonce: NonceSchema,
  sourceCount: z.number().int(),
  preparedAt: TimestampSchema,
});
export type ScopeReview = z.infer<typeof ScopeReviewSchema>;
