import { z } from 'zod';
import {
  GateKindSchema,
  HandoffStateSchema,
  OutcomeSchema,
  ReasonCodeSchema,
  ReviewVerdictSchema,
  SealSchema,
  VerdictSchema,
} from './vocabulary';

/** 64 lower-case hex digits: a SHA-256, a Merkle root or an HMAC-SHA-256. */
export const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/u);

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
const Count = z.number().int().min(0);
const Moment = z.iso.datetime();
const Changelog = z.string().max(60).nullable();

/** What each event says beyond the fields that all have. Flat and small: no text of an issue, an output or a note. */
export const EVENT_DETAILS = {
  'handoff.requested': { sources: Count, clientRequestId: Short },
  'eligibility.decided': { outcome: OutcomeSchema, fired: Count },
  'scope.confirmed': {
    mayRead: Sentences,
    leftOut: Sentences,
    blockedActions: Sentences,
    context: z.array(z.string().max(2_000)).max(10),
    policyDigest: DigestSchema,
  },
  'approval.requested': {
    gate: GateKindSchema,
    approver: ActorRefSchema,
    backup: ActorRefSchema.nullable(),
    ruleId: Short,
    dueAt: Moment.nullable(),
  },
  'approval.subtask-created': { gate: GateKindSchema, subtask: Short, approver: ActorRefSchema },
  'approval.decided': {
    gate: GateKindSchema,
    verdict: VerdictSchema,
    via: z.enum(['panel', 'transition']),
    reason: ReasonCodeSchema,
    changeId: Changelog,
    decidedAt: Moment,
  },
  'approval.ignored': {
    gate: GateKindSchema,
    verdict: VerdictSchema,
    via: z.enum(['panel', 'transition']),
    why: Short,
    changeId: Changelog,
  },
  'approval.invalidated': { changes: Sentences },
  'run.queued': { gate: z.enum(['none', 'run']) },
  'run.started': { sources: Count, tier: Count },
  'guardrail.decided': { stage: z.enum(['input', 'output']), findings: Sentences },
  'run.finished': {
    claims: Count,
    grounded: Count,
    struck: Count,
    contradictions: Count,
    gaps: Count,
    sources: Count,
    isEnough: z.boolean(),
    toolCalls: Count,
  },
  'run.failed': { why: Short, attribution: AttributionSchema },
  'output.reviewed': {
    verdict: ReviewVerdictSchema,
    reason: ReasonCodeSchema,
    struck: z.string().max(1_200),
    overrides: Count,
  },
  'writeback.intent': { comment: z.literal('internal') },
  'writeback.done': { commentId: Short, isRepeat: z.boolean() },
  'handoff.withdrawn': { from: HandoffStateSchema },
  'handoff.timed-out': { from: HandoffStateSchema, dueAt: Moment.nullable() },
  'handoff.halted': { reason: Sentence },
  'effect.done': { effect: Short },
  'effect.failed': { effect: Short, code: Short, attempts: Count, attribution: AttributionSchema },
  'record.erased': { bodies: Sentences, why: z.enum(['retention', 'account-closed']) },
  'policy.changed': { change: Sentence, from: DigestSchema, to: DigestSchema },
  'killswitch.changed': { isHalted: z.boolean(), reason: Sentence },
  'export.made': { what: Short, format: Short, from: Moment.nullable(), to: Moment.nullable() },
  'access.denied': { call: Short, code: Short },
  'checkpoint.written': { checkpoint: Count, hash: DigestSchema, chains: Count },
  'checkpoint.published': { checkpoint: Count, issue: Short, commentId: Short },
  'integrity.checked': {
    chains: Count,
    entries: Count,
    checkpoints: Count,
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
  index: Count,
  prevEntryHash: DigestSchema,
  at: Moment,
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

/** A chain as a checkpoint saw it: how many entries it had and the hash of its last one. */
export const LeafSchema = z.strictObject({
  chain: ChainNameSchema,
  entries: z.number().int().min(1),
  lastHash: DigestSchema,
});
export type Leaf = z.infer<typeof LeafSchema>;

/**
 * What all chains that moved in a period came to. `root` is the RFC 6962 root over the leaves in order of chain name (of an
 * empty tree when nothing happened); `history` is the RFC 6962 tree over the hashes of all checkpoints before this one, so
 * that of two checkpoints the older is provably a prefix of the newer. `hash` = SHA-256(0x00 ‖ JCS(checkpoint without hash)).
 */
export const CheckpointSchema = z.strictObject({
  specVersion: z.literal(1),
  index: Count,
  from: Moment.nullable(),
  to: Moment,
  chains: Count,
  root: DigestSchema,
  prevCheckpointHash: DigestSchema,
  history: z.strictObject({ size: Count, root: DigestSchema }),
  hash: DigestSchema,
});
export type Checkpoint = z.infer<typeof CheckpointSchema>;

/** Where and when a checkpoint left the app's storage. */
export const PublicationSchema = z.strictObject({ ...EVENT_DETAILS['checkpoint.published'], at: Moment });
export type Publication = z.infer<typeof PublicationSchema>;

const Path = z.array(DigestSchema).max(53);

/**
 * The lines of an export that are no entries. Each names itself in `record`; an entry has no such member.
 * `export` stands first, `manifest` last. `leaves` follow their checkpoint, in order, in pages; a chain that the reader may not
 * see stands there as its leaf hash only. `proof` stands in an evidence bundle in place of leaves: the chain's leaf, its path to the checkpoint's root, and the checkpoint's path to a newer history.
 */
export const ExportRecordSchema = z.discriminatedUnion('record', [
  z.strictObject({
    record: z.literal('export'),
    specVersion: z.literal(2),
    what: z.enum(['trail', 'issue', 'bundle']),
    at: Moment,
    from: Moment.nullable(),
    to: Moment.nullable(),
  }),
  z.strictObject({ record: z.literal('checkpoint'), checkpoint: CheckpointSchema }),
  z.strictObject({
    record: z.literal('leaves'),
    checkpoint: Count,
    leaves: z.array(z.union([LeafSchema, DigestSchema])).max(500),
  }),
  z.strictObject({
    record: z.literal('proof'),
    checkpoint: Count,
    position: Count,
    leaf: LeafSchema,
    path: Path,
    newest: Count,
    historyPath: Path,
  }),
  z.strictObject({
    record: z.literal('packet'),
    chain: ChainNameSchema,
    packet: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    record: z.literal('body'),
    chain: ChainNameSchema,
    name: BodySchema.shape.name,
    salt: DigestSchema,
    text: z.string(),
  }),
  z.strictObject({
    record: z.literal('actor'),
    ref: ActorRefSchema,
    accountId: z.string().max(128),
    displayName: z.string().max(200),
  }),
  z.strictObject({
    record: z.literal('manifest'),
    entries: Count,
    chains: Count,
    checkpoints: Count,
    hidden: Count,
    lines: Count,
    root: DigestSchema,
  }),
]);
export type ExportRecord = z.infer<typeof ExportRecordSchema>;

/** A person as trails show one: the reference of the chain, with account and name while the mapping is there. */
export const TrailPersonSchema = z.strictObject({
  ref: ActorRefSchema,
  accountId: z.string().nullable(),
  displayName: z.string(),
});
export type TrailPerson = z.infer<typeof TrailPersonSchema>;

/** A walk over everything: where it stands, who asked for it, and what it found. `finishedAt` is null while it can go on. */
export const VerificationSchema = z.strictObject({
  startedAt: Moment,
  by: z.string().max(128),
  finishedAt: Moment.nullable(),
  chains: Count,
  totalChains: Count,
  entries: Count,
  checkpoints: Count,
  firstBroken: z.strictObject({ id: z.string(), why: z.string() }).nullable(),
});
export type Verification = z.infer<typeof VerificationSchema>;

/** One line of *who changed what*: a change of policy or switches, as the site's chain has it. */
export const ControlChangeSchema = z.strictObject({
  entryId: z.string(),
  at: Moment,
  by: TrailPersonSchema,
  what: z.enum(['policy', 'switch']),
  change: z.string(),
  policyVersion: z.number().int().nullable(),
  isHalted: z.boolean().nullable(),
});
export type ControlChange = z.infer<typeof ControlChangeSchema>;

/** Whether a text that lives beside the chain is the one that the chain names; null once it was erased. */
export const IntegritySchema = z.strictObject({
  name: z.enum(['packet', 'output', 'comment', 'note']),
  holds: z.boolean().nullable(),
});
export type Integrity = z.infer<typeof IntegritySchema>;

/** What walking found: counts of what holds so far, and the first thing that does not. */
export const ChainReportSchema = z.strictObject({
  entries: Count,
  chains: Count,
  checkpoints: Count,
  firstBroken: z.strictObject({ id: z.string(), why: z.string() }).nullable(),
});
export type ChainReport = z.infer<typeof ChainReportSchema>;
