import { z } from 'zod';
import { DecisionSchema, OfferSchema } from './decision';
import { OutputSchema, SourceSchema } from './output';
import { GatePlanSchema, PersonSchema, ScopeSchema } from './scope';
import {
  GateKindSchema,
  HandoffIdSchema,
  HandoffStateSchema,
  OperationIdSchema,
  ReasonCodeSchema,
  SealSchema,
  TimestampSchema,
  VerdictSchema,
} from './vocabulary';

/** A decision taken at a gate, by whom and how it reached us. */
export const GateDecisionSchema = z.strictObject({
  gate: GateKindSchema,
  verdict: VerdictSchema,
  by: PersonSchema,
  at: TimestampSchema,
  via: z.enum(['panel', 'transition']),
  reason: ReasonCodeSchema,
  note: z.string(),
});
export type GateDecision = z.infer<typeof GateDecisionSchema>;

/** A gate of a hand-off with the subtask that stands for it. */
export const GateStatusSchema = z.strictObject({
  plan: GatePlanSchema,
  subtaskKey: z.string().nullable(),
  expiresAt: TimestampSchema.nullable(),
  decision: GateDecisionSchema.nullable(),
});
export type GateStatus = z.infer<typeof GateStatusSchema>;

/** One line of a hand-off's progress: done, current or still to come. */
export const StageSchema = z.strictObject({
  name: z.enum(['Requested', 'Eligible', 'Run approved', 'Run', 'Reviewed', 'Use approved', 'Written back']),
  status: z.enum(['done', 'current', 'todo', 'stopped']),
});
export type Stage = z.infer<typeof StageSchema>;

/** A hand-off in a list. */
export const HandoffSummarySchema = z.strictObject({
  id: HandoffIdSchema,
  issueKey: z.string(),
  operation: OperationIdSchema,
  operationTitle: z.string(),
  state: HandoffStateSchema,
  requester: PersonSchema,
  ballWith: z.string(),
  requestedAt: TimestampSchema,
  updatedAt: TimestampSchema,
  dueAt: TimestampSchema.nullable(),
});
export type HandoffSummary = z.infer<typeof HandoffSummarySchema>;

/** A whole hand-off as the panel shows it. `output` and `comment` are there once the engine has run. */
export const HandoffViewSchema = z.strictObject({
  summary: HandoffSummarySchema,
  version: z.number().int(),
  seal: SealSchema,
  decision: DecisionSchema,
  scope: ScopeSchema,
  owner: PersonSchema,
  gates: z.array(GateStatusSchema),
  stages: z.array(StageSchema),
  explanation: z.string(),
  sources: z.array(SourceSchema),
  output: OutputSchema.nullable(),
  comment: z.array(z.strictObject({ kind: z.enum(['heading', 'text', 'item', 'quote']), text: z.string() })),
  may: z.strictObject({ review: z.boolean(), withdraw: z.boolean(), decide: z.boolean() }),
  writtenBack: z.strictObject({ commentId: z.string(), at: TimestampSchema }).nullable(),
});
export type HandoffView = z.infer<typeof HandoffViewSchema>;

/** What the panel shows when it opens on an ordinary issue. `current` is the hand-off that is open, if there is one. */
export const IssuePanelSchema = z.strictObject({
  mode: z.literal('issue'),
  issueKey: z.string(),
  viewer: PersonSchema,
  policyVersion: z.number().int(),
  policySince: TimestampSchema,
  isHalted: z.boolean(),
  haltReason: z.string().nullable(),
  canHandOff: z.boolean(),
  mayAudit: z.boolean(),
  notice: z.string().nullable(),
  recommended: OfferSchema.nullable(),
  offers: z.array(OfferSchema),
  blockedActions: z.array(z.string()),
  current: HandoffViewSchema.nullable(),
  earlierCount: z.number().int(),
});
export type IssuePanel = z.infer<typeof IssuePanelSchema>;

/** What the panel shows on an approval subtask. */
export const ApprovalPanelSchema = z.strictObject({
  mode: z.literal('approval'),
  parentKey: z.string(),
  viewer: PersonSchema,
  gate: GateKindSchema,
  isOpen: z.boolean(),
  closedBecause: z.string().nullable(),
  whyYou: z.string(),
  whyNow: z.string(),
  handoff: HandoffViewSchema,
});
export type ApprovalPanel = z.infer<typeof ApprovalPanelSchema>;

export const PanelSchema = z.discriminatedUnion('mode', [IssuePanelSchema, ApprovalPanelSchema]);
export type Panel = z.infer<typeof PanelSchema>;
