import { z } from 'zod';
import { DecisionSchema, OfferSchema, ReasonSchema } from './decision';
import { OutputSchema, SourceSchema } from './output';
import { AskedPersonSchema, GatePlanSchema, PersonSchema, ScopeSchema, SealedEngineSchema } from './scope';
import {
  AudienceSchema,
  DecidedViaSchema,
  DigestSchema,
  GateKindSchema,
  HandoffIdSchema,
  HandoffStateSchema,
  OperationIdSchema,
  ReasonCodeSchema,
  RiskSchema,
  SealSchema,
  TimestampSchema,
  VerdictSchema,
} from './vocabulary';

/** The parts of a sealed packet that a reviewer can open. */
export const PacketPartSchema = z.enum(['result', 'sources', 'limits', 'versions', 'timeline', 'prior']);
export type PacketPart = z.infer<typeof PacketPartSchema>;

/** What the page saw of a reader: recorded as a hint, because it comes from the browser. Seconds in front of the page. */
export const ReadingSchema = z.strictObject({
  opened: z.array(PacketPartSchema).max(6),
  seconds: z.number().int().min(0).max(86_400),
});
export type Reading = z.infer<typeof ReadingSchema>;

/** A decision taken at a gate, by whom, in which place and how it reached us. */
export const GateDecisionSchema = z.strictObject({
  gate: GateKindSchema,
  verdict: VerdictSchema,
  by: PersonSchema,
  as: z.enum(['approver', 'backup']),
  at: TimestampSchema,
  via: DecidedViaSchema,
  reason: ReasonCodeSchema,
  note: z.string(),
});
export type GateDecision = z.infer<typeof GateDecisionSchema>;

/** One approver's seat at a gate: when it was asked, its subtask, whether the backup was asked too and why, its decision. */
export const SeatStatusSchema = z.strictObject({
  approver: AskedPersonSchema,
  askedAt: TimestampSchema.nullable(),
  subtaskKey: z.string().nullable(),
  remindedAt: TimestampSchema.nullable(),
  backupAskedAt: TimestampSchema.nullable(),
  /** Why the backup was asked. */
  backupAskedWhy: z.string().nullable(),
  decision: GateDecisionSchema.nullable(),
});
export type SeatStatus = z.infer<typeof SeatStatusSchema>;

/** A gate of a hand-off: its plan, its seats, and until when it is decided and an approval counts. */
export const GateStatusSchema = z.strictObject({
  plan: GatePlanSchema,
  seats: z.array(SeatStatusSchema),
  openedAt: TimestampSchema.nullable(),
  expiresAt: TimestampSchema.nullable(),
  validUntil: TimestampSchema.nullable(),
  /** Names exactly what an approval of the use gate releases: the reviewed output and its audience. Null at the run gate. */
  release: DigestSchema.nullable(),
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

export const CommentLineSchema = z.strictObject({
  kind: z.enum(['heading', 'text', 'item', 'quote']),
  text: z.string(),
});

/** What became of an escalation; null parts until somebody answers it. */
export const EscalationSchema = z.strictObject({
  answeredBy: PersonSchema.nullable(),
  answeredAt: TimestampSchema.nullable(),
  note: z.string(),
});
export type Escalation = z.infer<typeof EscalationSchema>;

/** A whole hand-off as the panel shows it. `output` and `comment` are there once the engine has run. */
export const HandoffViewSchema = z.strictObject({
  summary: HandoffSummarySchema,
  version: z.number().int(),
  seal: SealSchema,
  decision: DecisionSchema,
  scope: ScopeSchema,
  owner: PersonSchema,
  /** What produces the output, as it was sealed (R177, R178), and what in its place, in order. */
  engine: SealedEngineSchema,
  fallbacks: z.array(SealedEngineSchema),
  gates: z.array(GateStatusSchema),
  stages: z.array(StageSchema),
  explanation: z.string(),
  sources: z.array(SourceSchema),
  output: OutputSchema.nullable(),
  comment: z.array(CommentLineSchema),
  /** For whom the comment is, as the reviewer chose; `internal` until then. */
  audience: AudienceSchema,
  /** The comment as the customer would read it; null where policy or project offers no such choice. */
  customerComment: z.array(CommentLineSchema).nullable(),
  may: z.strictObject({
    review: z.boolean(),
    withdraw: z.boolean(),
    decide: z.boolean(),
    remind: z.boolean(),
    answer: z.boolean(),
  }),
  escalation: EscalationSchema.nullable(),
  writtenBack: z.strictObject({ commentId: z.string(), at: TimestampSchema }).nullable(),
});
export type HandoffView = z.infer<typeof HandoffViewSchema>;

/** One line of the reviewer's timeline: what happened on the issue, in the hand-off, by AI or at a gate (R185). */
export const ReviewEventSchema = z.strictObject({
  at: TimestampSchema,
  lane: z.enum(['issue', 'hand-off', 'ai', 'gate']),
  text: z.string(),
  who: z.string().nullable(),
});
export type ReviewEvent = z.infer<typeof ReviewEventSchema>;

/** Something that can be counted about a packet, and whether it wants a look first (R140). */
export const CountedSchema = z.strictObject({
  name: z.string(),
  value: z.string(),
  wantsLook: z.boolean(),
});
export type Counted = z.infer<typeof CountedSchema>;

/** How an earlier gate of the same operation in the same project was decided (R180). */
export const PriorDecisionSchema = z.strictObject({
  issueKey: z.string(),
  verdict: VerdictSchema,
  by: z.string(),
  at: TimestampSchema,
  reason: ReasonCodeSchema,
  state: HandoffStateSchema,
});
export type PriorDecision = z.infer<typeof PriorDecisionSchema>;

/** Where this reviewer stands against policy's limits (U8). */
export const AttentionSchema = z.strictObject({
  words: z.number().int(),
  minSeconds: z.number().int(),
  decisionsToday: z.number().int(),
  maxDecisionsPerDay: z.number().int(),
  approvalsInARow: z.number().int(),
  maxApprovalsInARow: z.number().int(),
  quickInARow: z.number().int(),
  maxQuickInARow: z.number().int(),
  /** Why an approval by this person goes to the backup instead; null within the limits. */
  over: z.string().nullable(),
});
export type Attention = z.infer<typeof AttentionSchema>;

/** What a reviewer sees of one gate: on its subtask, or on the issue where there is none. */
export const ApprovalPanelSchema = z.strictObject({
  mode: z.literal('approval'),
  parentKey: z.string(),
  viewer: PersonSchema,
  gate: GateKindSchema,
  /** Which seat of the gate this is, from 0. */
  seat: z.number().int().min(0),
  isOpen: z.boolean(),
  closedBecause: z.string().nullable(),
  whyYou: z.string(),
  whyNow: z.string(),
  /** What changed since the packet was sealed, looked at just now; empty while it stands. */
  changes: z.array(z.string()),
  /** The rules that ask for this gate, with what they saw and their limit (R179, R183). */
  rules: z.array(ReasonSchema),
  /** What was found and taken out of the sources, by kind and place, never the text (R184). */
  flagged: z.array(z.strictObject({ what: z.string(), where: z.string() })),
  counted: z.array(CountedSchema),
  /** Read first what is named here; empty when nothing speaks against approving (R181). */
  lookFirst: z.array(z.string()),
  timeline: z.array(ReviewEventSchema),
  prior: z.strictObject({ decisions: z.array(PriorDecisionSchema), hiddenCount: z.number().int() }),
  attention: AttentionSchema,
  /** Whether an approval needs the sources to be opened first. */
  needsReading: z.boolean(),
  /** The issue to open next for this person; null when nothing else waits. */
  nextKey: z.string().nullable(),
  handoff: HandoffViewSchema,
});
export type ApprovalPanel = z.infer<typeof ApprovalPanelSchema>;

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
  /** The gate that this person may decide here, where it has no subtask. */
  approval: ApprovalPanelSchema.nullable(),
  /** The newest hand-off while it ended as escalated and nobody has answered. */
  unanswered: HandoffViewSchema.nullable(),
  earlierCount: z.number().int(),
});
export type IssuePanel = z.infer<typeof IssuePanelSchema>;

/** One waiting item of a queue. */
export const QueueItemSchema = z.strictObject({
  handoffId: HandoffIdSchema,
  /** Decide at a gate, or review an output as its owner. */
  act: z.enum(['decide', 'review']),
  gate: GateKindSchema.nullable(),
  issueKey: z.string(),
  /** Where the act is done: the subtask, else the issue. */
  openKey: z.string(),
  operationTitle: z.string(),
  requester: PersonSchema,
  /** Who is asked, in words. */
  asked: z.string(),
  risk: RiskSchema,
  askedAt: TimestampSchema,
  dueAt: TimestampSchema,
  /** Past the time of its reminder, or the backup was asked. */
  isOverdue: z.boolean(),
  isMine: z.boolean(),
  /** What `oversight.decide-many` needs to approve it with others; null where policy does not allow that. */
  batch: z.strictObject({ seal: SealSchema, release: DigestSchema.nullable() }).nullable(),
});
export type QueueItem = z.infer<typeof QueueItemSchema>;

export const PanelSchema = z.discriminatedUnion('mode', [IssuePanelSchema, ApprovalPanelSchema]);
export type Panel = z.infer<typeof PanelSchema>;
