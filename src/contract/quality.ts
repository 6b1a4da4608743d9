import { z } from 'zod';
import {
  ClaimReasonSchema,
  ExecutionClassSchema,
  HandoffIdSchema,
  OperationIdSchema,
  OutputModeSchema,
  ReasonCodeSchema,
  StepIdSchema,
  TimestampSchema,
  WorkKindSchema,
} from './vocabulary';

/**
 * One thing that was taken out of or changed in an output, or an output refused as a whole (`claim` is null then). One line of
 * the evaluation set; texts are as they stand in the output, so they are erased with it.
 */
export const CorrectionSchema = z.strictObject({
  handoffId: HandoffIdSchema,
  issueKey: z.string(),
  at: TimestampSchema,
  operation: OperationIdSchema,
  operationTitle: z.string(),
  class: ExecutionClassSchema,
  step: StepIdSchema.nullable(),
  engine: z.string(),
  model: z.string().nullable(),
  prompt: z.string().nullable(),
  mode: OutputModeSchema,
  /** Who: a guardrail before anybody saw it, the reviewer, or whoever decided at the use gate. */
  by: z.enum(['guardrail', 'reviewer', 'approver']),
  what: z.enum(['struck', 'edited', 'rejected', 'escalated']),
  /** A rule's id for a guardrail, else the reason that was chosen. */
  reason: z.union([ClaimReasonSchema, ReasonCodeSchema, z.string().max(60)]),
  claim: z.number().int().nullable(),
  text: z.string(),
  corrected: z.string().nullable(),
  quotes: z.array(z.string()),
});
export type Correction = z.infer<typeof CorrectionSchema>;

const VersionedSchema = z.strictObject({ id: z.string(), version: z.string(), digest: z.string() });

/** What may produce outputs here, with versions and status (R314, R318). */
export const InventorySchema = z.strictObject({
  composer: VersionedSchema,
  models: z.array(
    z.strictObject({
      model: z.string(),
      /** Tiers of the policy that name it. */
      tiers: z.array(z.number().int()),
      /** `ready`; `held`: its circuit breaker is open; `not-offered`: Forge does not offer it now; `not-used`: no tier names it. */
      status: z.enum(['ready', 'held', 'not-offered', 'not-used']),
      heldUntil: TimestampSchema.nullable(),
      tokensToday: z.number().int(),
    }),
  ),
  /** Why the models are not known now; null when they are. */
  modelsNote: z.string().nullable(),
  prompts: z.array(VersionedSchema.extend({ title: z.string() })),
  templates: z.array(
    VersionedSchema.extend({ title: z.string(), step: StepIdSchema, kinds: z.array(WorkKindSchema) }),
  ),
  guardrails: VersionedSchema,
});
export type Inventory = z.infer<typeof InventorySchema>;
