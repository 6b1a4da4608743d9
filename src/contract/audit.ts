import { z } from 'zod';
import { HandoffStateSchema } from './vocabulary';

/** The audit events of this app (threats §1.2). */
export const AuditEventSchema = z.enum([
  'handoff.requested',
  'eligibility.decided',
  'scope.confirmed',
  'approval.requested',
  'approval.subtask-created',
  'approval.decided',
  'approval.ignored',
  'approval.invalidated',
  'run.queued',
  'run.started',
  'run.finished',
  'run.failed',
  'guardrail.decided',
  'output.reviewed',
  'writeback.intent',
  'writeback.done',
  'handoff.withdrawn',
  'handoff.timed-out',
  'handoff.halted',
  'handoff.escalated',
  'effect.failed',
  'policy.changed',
  'killswitch.changed',
  'export.made',
  'access.denied',
]);
export type AuditEvent = z.infer<typeof AuditEventSchema>;

/** Values an entry may carry: flat and small. Bodies never enter the chain. */
export const AuditDetailsSchema = z.record(
  z.string().max(60),
  z.union([z.string().max(2_000), z.number(), z.boolean(), z.null(), z.array(z.string().max(300)).max(60)]),
);
export type AuditDetails = z.infer<typeof AuditDetailsSchema>;

/**
 * One recorded step. `hash` = SHA-256(0x00 ‖ JCS(entry without hash)); `prevEntryHash` chains it to the entry before
 * (64 zeros at index 0). One chain per hand-off, one named `site` for policy, switches, exports and refusals.
 */
export const AuditEntrySchema = z.strictObject({
  specVersion: z.literal(1),
  id: z.string().max(120),
  chain: z.string().max(64),
  index: z.number().int().min(0),
  prevEntryHash: z.string().regex(/^[0-9a-f]{64}$/u),
  event: AuditEventSchema,
  at: z.iso.datetime(),
  actor: z.strictObject({
    kind: z.enum(['person', 'app']),
    accountId: z.string().max(128),
    role: z.string().max(60),
  }),
  onBehalfOf: z.string().max(128).nullable(),
  requestId: z.string().max(128),
  issue: z.strictObject({ id: z.string().max(40), key: z.string().max(64) }).nullable(),
  operation: z.string().max(60).nullable(),
  state: HandoffStateSchema.nullable(),
  seal: z.string().max(64).nullable(),
  versions: z.strictObject({
    policy: z.number().int().nullable(),
    engine: z.string().max(60).nullable(),
    template: z.string().max(60).nullable(),
    model: z.string().max(120).nullable(),
  }),
  details: AuditDetailsSchema,
  hash: z.string().regex(/^[0-9a-f]{64}$/u),
});
export type AuditEntry = z.infer<typeof AuditEntrySchema>;

/** What walking a chain found. */
export const ChainReportSchema = z.strictObject({
  entries: z.number().int(),
  chains: z.number().int(),
  firstBroken: z.strictObject({ id: z.string(), why: z.string() }).nullable(),
});
export type ChainReport = z.infer<typeof ChainReportSchema>;
