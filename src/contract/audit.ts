import { z } from 'zod';
import { CommentReadersSchema, CommentTextSchema } from './comment-check';
import {
  AudienceSchema,
  DecidedViaSchema,
  DigestSchema,
  ExecutionClassSchema,
  GateKindSchema,
  HandoffStateSchema,
  OutcomeSchema,
  OutputModeSchema,
  ReasonCodeSchema,
  ReviewVerdictSchema,
  SealSchema,
  SourceKindSchema,
  TimestampSchema,
  VerdictSchema,
} from './vocabulary';

/**
 * A person in the chain: a random name that only one mapping can turn into an account (threats §1.7 no. 5). When the mapping
 * is erased, the chain still verifies and the person is gone from it.
 */
export const ActorRefSchema = z.string().regex(/^actor-[0-9a-f-]{36}$/u);
export type ActorRef = z.infer<typeof ActorRefSchema>;

/** The name of a chain: a hand-off's id, or `site` for policy, switches, exports, checkpoints and refusals. */
export const ChainNameSchema = z.string().regex(/^(?:site|ho-[0-9a-f-]{36})$/u);

/** Who did a step: a person behind a reference, or the app itself. */
export const ActorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), ref: ActorRefSchema, role: z.string().max(60) }),
  z.strictObject({ kind: z.literal('app'), ref: z.literal('app'), role: z.string().max(60) }),
]);

/** What a policy or guardrail check said: allowed, modified, blocked or escalated (R201), where its limit lies (R203). */
export const CheckSchema = z.strictObject({
  check: z.enum(['policy', 'grounding', 'secret', 'personal-data', 'injection', 'unicode', 'length']),
  ruleId: z.string().max(60),
  verdict: z.enum(['allowed', 'modified', 'blocked', 'escalated']),
  observed: z.string().max(160),
  threshold: z.string().max(160),
});
export type Check = z.infer<typeof CheckSchema>;

/** A text that lives beside the chain: HMAC-SHA-256 of its UTF-8 bytes under a salt that is stored, and erased, with it. */
export const BodySchema = z.strictObject({
  name: z.enum(['output', 'comment', 'note']),
  hmac: DigestSchema,
  bytes: z.number().int().min(0),
});
export type Body = z.infer<typeof BodySchema>;

/** Which part a failure came from (R206, R207). */
export const AttributionSchema = z.enum([
  'model',
  'prompt',
  'retrieval',
  'tool',
  'policy',
  'human',
  'integration',
]);
export type Attribution = z.infer<typeof AttributionSchema>;

const Short = z.string().max(120);
const Sentence = z.string().max(300);
const Sentences = z.array(Sentence).max(60);
/** How many, or the place in an order. */
export const CountSchema = z.number().int().min(0);
const Changelog = z.string().max(60).nullable();

/** What each event says beyond the fields that all have. Flat and small: no text of an issue, an output or a note. */
export const EVENT_DETAILS = {
  'handoff.requested': { sources: CountSchema, clientRequestId: Short },
  'eligibility.decided': { outcome: OutcomeSchema, fired: CountSchema },
  'scope.confirmed': {
    mayRead: Sentences,
    leftOut: Sentences,
    blockedActions: Sentences,
    /** A line a kind of source. */
    context: z.array(z.string().max(2_000)).max(SourceKindSchema.options.length),
    policyDigest: DigestSchema,
  },
  'approval.requested': {
    gate: GateKindSchema,
    approver: ActorRefSchema,
    backup: ActorRefSchema.nullable(),
    ruleId: Short,
    dueAt: TimestampSchema.nullable(),
  },
  'approval.subtask-created': { gate: GateKindSchema, subtask: Short, approver: ActorRefSchema },
  'approval.decided': {
    gate: GateKindSchema,
    verdict: VerdictSchema,
    via: DecidedViaSchema,
    reason: ReasonCodeSchema,
    changeId: Changelog,
    decidedAt: TimestampSchema,
  },
  'approval.ignored': {
    gate: GateKindSchema,
    verdict: VerdictSchema,
    via: DecidedViaSchema,
    why: Short,
    changeId: Changelog,
  },
  'approval.invalidated': { changes: Sentences },
  /** How a decision came about, beside it: what was opened and how fast, how many before it, and which limit is reached (U8). */
  'approval.attention': {
    gate: GateKindSchema,
    opened: Sentences,
    seconds: CountSchema.nullable(),
    words: CountSchema,
    isQuick: z.boolean(),
    quickInARow: CountSchema,
    approvalsInARow: CountSchema,
    decisionsToday: CountSchema,
    over: Sentence.nullable(),
  },
  /** The item goes to the backup: the time is over, or the approver is over a limit. */
  'approval.backup-asked': {
    gate: GateKindSchema,
    approver: ActorRefSchema,
    backup: ActorRefSchema,
    why: Short,
  },
  'approval.reminded': { gate: GateKindSchema, approver: ActorRefSchema, by: z.enum(['requester', 'app']) },
  /** The project offers no subtask, so the approver decides in the panel of the issue. */
  'approval.held-in-panel': { gate: GateKindSchema, why: Short, approver: ActorRefSchema },
  /** Somebody took up what was escalated; the note is a text beside the chain. */
  'escalation.answered': { by: z.enum(['approver', 'owner', 'class-owner', 'governance']) },
  /** Something that people must look at happened although it should not. */
  'incident.raised': { kind: z.enum(['public-comment']), subject: Short, isContained: z.boolean() },
  'run.queued': { gate: z.enum(['none', 'run']) },
  'run.started': { sources: CountSchema, tier: CountSchema },
  'guardrail.decided': { stage: z.enum(['input', 'output']), findings: Sentences },
  'run.finished': {
    claims: CountSchema,
    grounded: CountSchema,
    struck: CountSchema,
    contradictions: CountSchema,
    gaps: CountSchema,
    sources: CountSchema,
    isEnough: z.boolean(),
    toolCalls: CountSchema,
    /** How the output was made (U15), and what was tried before and why it was left. */
    mode: OutputModeSchema,
    fallbacks: Sentences,
    /** Tokens that models took and gave, those of answers that were left included (R318). */
    inputTokens: CountSchema,
    outputTokens: CountSchema,
    /** The model that the answer named, which may be the asked one with its date; null where it named none (SUP-02). */
    answeredBy: Short.nullable(),
  },
  'run.failed': { why: Short, attribution: AttributionSchema },
  'output.reviewed': {
    verdict: ReviewVerdictSchema,
    reason: ReasonCodeSchema,
    /** Claims that the reviewer struck, and those that the reviewer wrote anew, by reason: `outdated: 3, 7; unclear: 2`. */
    struck: z.string().max(1_200),
    edited: z.string().max(400),
    overrides: CountSchema,
  },
  'writeback.intent': { comment: AudienceSchema },
  'writeback.done': { commentId: Short, isRepeat: z.boolean() },
  /** A look found the comment other than the last look did; who and when in Jira's words. */
  'comment.changed': {
    commentId: Short,
    text: CommentTextSchema,
    readers: CommentReadersSchema,
    editor: ActorRefSchema.nullable(),
    changedAt: TimestampSchema.nullable(),
  },
  'handoff.withdrawn': { from: HandoffStateSchema },
  'handoff.timed-out': { from: HandoffStateSchema, dueAt: TimestampSchema.nullable() },
  'handoff.halted': { reason: Sentence },
  'effect.done': { effect: Short },
  'effect.failed': { effect: Short, code: Short, attempts: CountSchema, attribution: AttributionSchema },
  'record.erased': { bodies: Sentences, why: z.enum(['retention', 'account-closed']) },
  /** A step of a draft's life before it is in force. */
  'policy.draft': {
    act: z.enum([
      'saved',
      'discarded',
      'simulated',
      'submitted',
      'approved',
      'returned',
      'canary-started',
      'canary-stopped',
    ]),
    note: Sentence,
    digest: DigestSchema,
  },
  'policy.changed': { change: Sentence, from: DigestSchema, to: DigestSchema },
  /** A class stops because one of its people is missing, or goes on (U14). */
  'class.changed': {
    class: ExecutionClassSchema,
    isStopped: z.boolean(),
    who: Short,
    told: z.boolean(),
  },
  /** A hand-off that a bypass let through (T23). */
  'bypass.used': { bypass: Short },
  'killswitch.changed': { isHalted: z.boolean(), reason: Sentence },
  'export.made': {
    what: Short,
    format: Short,
    from: TimestampSchema.nullable(),
    to: TimestampSchema.nullable(),
  },
  'access.denied': { call: Short, code: Short },
  'checkpoint.written': { checkpoint: CountSchema, hash: DigestSchema, chains: CountSchema },
  'checkpoint.published': { checkpoint: CountSchema, issue: Short, commentId: Short },
  'integrity.checked': {
    chains: CountSchema,
    entries: CountSchema,
    checkpoints: CountSchema,
    firstBroken: z.string().max(160).nullable(),
  },
  'person.erased': { actor: ActorRefSchema },
} as const;

/** The audit events of this app (threats §1.2). */
export type AuditEvent = keyof typeof EVENT_DETAILS;
export const AUDIT_EVENTS = Object.keys(EVENT_DETAILS) as readonly AuditEvent[];
export const AuditEventSchema = z.enum(AUDIT_EVENTS as readonly [AuditEvent, ...AuditEvent[]]);

const COMMON = {
  specVersion: z.literal(2),
  id: z.string().max(60),
  chain: ChainNameSchema,
  index: CountSchema,
  prevEntryHash: DigestSchema,
  at: TimestampSchema,
  actor: ActorSchema,
  onBehalfOf: ActorRefSchema.nullable(),
  requestId: z.string().max(128),
  issue: z.strictObject({ id: z.string().max(40), key: z.string().max(64) }).nullable(),
  operation: z.string().max(60).nullable(),
  state: HandoffStateSchema.nullable(),
  seal: SealSchema.nullable(),
  versions: z.strictObject({
    policy: z.number().int().nullable(),
    engine: z.string().max(60).nullable(),
    prompt: z.string().max(60).nullable(),
    template: z.string().max(60).nullable(),
    model: z.string().max(120).nullable(),
  }),
  checks: z.array(CheckSchema).max(60),
  bodies: z.array(BodySchema).max(5),
  hash: DigestSchema,
};

type EntrySchemas = {
  readonly [E in AuditEvent]: z.ZodObject<
    typeof COMMON & {
      readonly event: z.ZodLiteral<E>;
      readonly details: z.ZodObject<(typeof EVENT_DETAILS)[E], z.core.$strict>;
    },
    z.core.$strict
  >;
};

const ENTRIES = Object.fromEntries(
  AUDIT_EVENTS.map((event) => [
    event,
    z.strictObject({
      ...COMMON,
      event: z.literal(event),
      details: z.strictObject(EVENT_DETAILS[event]),
    }),
  ]),
) as unknown as EntrySchemas;

type EntryOf<E extends AuditEvent> = z.infer<EntrySchemas[E]>;

/**
 * One recorded step. `hash` = SHA-256(0x00 ‖ JCS(entry without hash)), the leaf hash of RFC 6962; `prevEntryHash` chains it to
 * the entry before (64 zeros at index 0). One chain per hand-off, one named `site`.
 */
export type AuditEntry = { readonly [E in AuditEvent]: EntryOf<E> }[AuditEvent];
export const AuditEntrySchema = z.discriminatedUnion(
  'event',
  Object.values(ENTRIES) as unknown as readonly [EntrySchemas[AuditEvent], ...EntrySchemas[AuditEvent][]],
) as unknown as z.ZodType<AuditEntry>;

/** The details of one event. */
export type DetailsOf<E extends AuditEvent> = EntryOf<E>['details'];

/** What a caller says about a step; the chain adds version, id, index and hashes. */
export type EntryDraft = {
  readonly [E in AuditEvent]: Omit<
    EntryOf<E>,
    'specVersion' | 'id' | 'chain' | 'index' | 'prevEntryHash' | 'hash'
  >;
}[AuditEvent];
