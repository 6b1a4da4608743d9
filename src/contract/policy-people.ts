import { z } from 'zod';
import {
  AccountIdSchema,
  ApproverRoleSchema,
  ExecutionClassSchema,
  OperationIdSchema,
  TimestampSchema,
} from './vocabulary';

const NameSchema = z.string().trim().min(1).max(120);

/** Where a role's people come from. Names stand beside ids so that a document can be read without Jira. */
export const ApproverSourceSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('account'), accountId: AccountIdSchema }),
  z.strictObject({ type: z.literal('group'), groupId: z.string().min(1).max(128), name: NameSchema }),
  z.strictObject({
    type: z.literal('project-role'),
    roleId: z.string().regex(/^\d{1,18}$/u),
    name: NameSchema,
  }),
  /** The person or people in a field of the issue. */
  z.strictObject({ type: z.literal('field'), field: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/u) }),
  /** The leads of the components. */
  z.strictObject({ type: z.literal('component-lead') }),
]);
export type ApproverSource = z.infer<typeof ApproverSourceSchema>;

/**
 * How many approve: the first `of` people of the chain are asked, `needed` of them must approve, and one refusal ends it. In order:
 * each is asked when the one before has approved, so `needed` is `of`.
 */
export const QuorumSchema = z
  .strictObject({
    needed: z.number().int().min(1).max(5),
    of: z.number().int().min(1).max(5),
    isInOrder: z.boolean(),
  })
  .refine(({ needed, of }) => needed <= of, 'More approvals are needed than people are asked.')
  .refine(
    ({ needed, of, isInOrder }) => !isInOrder || needed === of,
    'Who is asked in order must approve one after the other: all of them are needed.',
  );
export type Quorum = z.infer<typeof QuorumSchema>;

/** Somebody decides for somebody else between two times (ISO 8601), in one role or in all (`null`). */
export const DelegationSchema = z.strictObject({
  from: AccountIdSchema,
  to: AccountIdSchema,
  role: ApproverRoleSchema.nullable(),
  since: TimestampSchema,
  /** At most 90 days after `since`. */
  until: TimestampSchema,
  because: z.string().trim().min(1).max(240),
});
export type Delegation = z.infer<typeof DelegationSchema>;

/**
 * Who holds a role. The chain is gone through in order: the first person who can act is asked. The backup is the first who
 * can act of `backups`, else the next of the chain.
 */
export const ApproverEntrySchema = z.strictObject({
  role: ApproverRoleSchema,
  chain: z.array(ApproverSourceSchema).max(10),
  backups: z.array(ApproverSourceSchema).max(10),
  quorum: QuorumSchema,
});
export type ApproverEntry = z.infer<typeof ApproverEntrySchema>;

/** Who answers for an execution class (R129-R131). A class without all three, or with one who left, stops (R137, U14). */
export const ClassOwnersSchema = z.strictObject({
  class: ExecutionClassSchema,
  business: AccountIdSchema,
  technical: AccountIdSchema,
  onCall: AccountIdSchema,
  /** Who is told when one of the three is not there any more. */
  backup: AccountIdSchema.nullable(),
});
export type ClassOwners = z.infer<typeof ClassOwnersSchema>;

/**
 * A time-boxed, named and counted lift of blocking rules for some people (T23). What it lifts waits at both gates instead. It
 * lifts no hard block, no missing owner or approver, and no silence.
 */
export const BypassSchema = z.strictObject({
  id: z.string().regex(/^bypass-[0-9]{1,4}$/u),
  ruleIds: z.array(z.string().min(1).max(40)).min(1).max(20),
  projects: z
    .array(z.string().regex(/^[A-Z][A-Z0-9_]{0,31}$/u))
    .min(1)
    .max(20),
  operations: z.array(OperationIdSchema).min(1).max(40),
  accountIds: z.array(AccountIdSchema).min(1).max(20),
  because: z.string().trim().min(1).max(240),
  from: TimestampSchema,
  /** At most 14 days after `from`. */
  until: TimestampSchema,
  maxUses: z.number().int().min(1).max(100),
});
export type Bypass = z.infer<typeof BypassSchema>;

/** Which of a class's people is missing, and who was told. */
export const ClassStopSchema = z.strictObject({
  class: ExecutionClassSchema,
  /** `owners` when the policy names none, else the one who cannot act. */
  who: z.enum(['owners', 'business', 'technical', 'on-call', 'approver']),
  /** With `approver`: the role of which nobody can act. The class stops for the kinds of work whose approver that is. */
  role: ApproverRoleSchema.nullable(),
  accountId: z.string().nullable(),
  since: TimestampSchema,
  /** The backup who was told in Jira, or null. */
  told: z.string().nullable(),
});
export type ClassStop = z.infer<typeof ClassStopSchema>;
