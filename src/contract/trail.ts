import { z } from 'zod';
import { ActorRefSchema, CountSchema } from './audit';
import { TimestampSchema } from './vocabulary';

/** A person as trails show one: the reference of the chain, with account and name while the mapping is there. */
export const TrailPersonSchema = z.strictObject({
  ref: ActorRefSchema,
  accountId: z.string().nullable(),
  displayName: z.string(),
});
export type TrailPerson = z.infer<typeof TrailPersonSchema>;

/** A walk over everything: where it stands, who asked for it, and what it found. `finishedAt` is null while it can go on. */
export const VerificationSchema = z.strictObject({
  startedAt: TimestampSchema,
  by: z.string().max(128),
  finishedAt: TimestampSchema.nullable(),
  chains: CountSchema,
  totalChains: CountSchema,
  entries: CountSchema,
  checkpoints: CountSchema,
  firstBroken: z.strictObject({ id: z.string(), why: z.string() }).nullable(),
});
export type Verification = z.infer<typeof VerificationSchema>;

/** One line of *who changed what*: a change of policy, its draft, a class or the switch, as the site's chain has it. */
export const ControlChangeSchema = z.strictObject({
  entryId: z.string(),
  at: TimestampSchema,
  /** Null for the app itself. */
  by: TrailPersonSchema.nullable(),
  what: z.enum(['policy', 'draft', 'class', 'switch']),
  change: z.string(),
  policyVersion: z.number().int().nullable(),
  /** Of the switch or a class: whether it stands still now. */
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
  entries: CountSchema,
  chains: CountSchema,
  checkpoints: CountSchema,
  firstBroken: z.strictObject({ id: z.string(), why: z.string() }).nullable(),
});
export type ChainReport = z.infer<typeof ChainReportSchema>;
