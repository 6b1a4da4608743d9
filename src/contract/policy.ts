import { z } from 'zod';
import {
  AccountIdSchema,
  AiTierSchema,
  ApproverRoleSchema,
  DataClassSchema,
  ExecutionClassSchema,
  GateKindSchema,
  OperationIdSchema,
  ReasonCategorySchema,
  SeveritySchema,
  WorkKindSchema,
} from './vocabulary';

const FieldIdSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/u);
const NameSchema = z.string().trim().min(1).max(120);

/** How a field's value becomes one of ours: the first field that holds a mapped value wins. */
const mapped = <T extends z.ZodType>(value: T) =>
  z.array(z.strictObject({ field: FieldIdSchema, values: z.record(NameSchema, value) })).max(5);

/** Which Jira fields carry what policy decides on. Sites differ, so every one is mappable. */
export const FieldMapSchema = z.strictObject({
  severity: mapped(SeveritySchema),
  dataClass: mapped(DataClassSchema),
  owner: z.array(FieldIdSchema).max(5),
  runbook: z.array(FieldIdSchema).max(5),
});

/** Which issues are of this kind, and what is offered on them. */
export const KindRuleSchema = z.strictObject({
  kind: WorkKindSchema,
  projects: z.array(z.string().regex(/^[A-Z][A-Z0-9_]{0,31}$/u)).max(200),
  issueTypes: z.array(NameSchema).max(50),
  offers: z.array(OperationIdSchema).max(40),
  recommended: OperationIdSchema.nullable(),
  approverRole: ApproverRoleSchema.nullable(),
  ownerIsRequester: z.boolean(),
  assumedDataClass: DataClassSchema.nullable(),
  assumedSeverity: SeveritySchema.nullable(),
  blockedActions: z.array(NameSchema).max(20),
});
export type KindRule = z.infer<typeof KindRuleSchema>;

/** All parts that are present must hold. `unknown` matches an input that is missing or could not be mapped. */
export const ConditionSchema = z.strictObject({
  kinds: z.array(WorkKindSchema).optional(),
  operations: z.array(OperationIdSchema).optional(),
  classes: z.array(ExecutionClassSchema).optional(),
  severities: z.array(z.union([SeveritySchema, z.literal('unknown')])).optional(),
  dataClasses: z.array(z.union([DataClassSchema, z.literal('unknown')])).optional(),
  leavesTeam: z.boolean().optional(),
  tierAtMost: AiTierSchema.optional(),
  tierAbove: AiTierSchema.optional(),
});
export type Condition = z.infer<typeof ConditionSchema>;

export const EffectSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('allow') }),
  z.strictObject({ type: z.literal('block') }),
  z.strictObject({ type: z.literal('require-approval'), gate: GateKindSchema }),
]);

/**
 * One rule of the policy. Deny wins; order only decides how reasons are listed. Severity, data class, AI tier and the task
 * itself are each looked at: where no rule speaks for one of them, the answer is blocked.
 */
export const RuleSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+-[0-9]{1,3}$/u),
  category: ReasonCategorySchema,
  when: ConditionSchema,
  effect: EffectSchema,
  because: z.string().trim().min(1).max(240),
  threshold: z.string().trim().min(1).max(120),
});
export type Rule = z.infer<typeof RuleSchema>;

/** Who holds a role: accounts in order; the first who can act is the named approver, the next the backup. */
export const ApproverEntrySchema = z.strictObject({
  role: ApproverRoleSchema,
  accountIds: z.array(AccountIdSchema).max(10),
});
export type ApproverEntry = z.infer<typeof ApproverEntrySchema>;

/** What a hand-off may cost and how long people have. Minutes, hours and counts as named. */
export const LimitsSchema = z.strictObject({
  maxSources: z.number().int().min(1).max(500),
  maxSourceCharacters: z.number().int().min(1_000).max(60_000),
  maxClaims: z.number().int().min(1).max(100),
  runMinutes: z.number().int().min(1).max(14),
  approvalHours: z.number().int().min(1).max(336),
  reviewHours: z.number().int().min(1).max(336),
  minCoveragePercent: z.number().int().min(0).max(100),
});
export type Limits = z.infer<typeof LimitsSchema>;

/** Which status of the approval subtask means what; any other status decides nothing. Names, lower case. */
export const GateStatusesSchema = z.strictObject({
  approve: z.array(NameSchema).min(1).max(10),
  reject: z.array(NameSchema).min(1).max(10),
  escalate: z.array(NameSchema).min(1).max(10),
});

const DaysSchema = z.number().int().min(1).max(3_650);

/**
 * Where checkpoints leave the system, how long texts stay, and what a legal hold keeps. The chain itself has no period: it
 * stays as long as the app is installed. Texts stay at least 180 days from the end of their hand-off (EU AI Act, 26(6)).
 */
export const AuditPolicySchema = z.strictObject({
  /** The issue that gets each checkpoint as a comment, or null. */
  checkpointIssueKey: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,31}-[1-9]\d{0,11}$/u)
    .nullable(),
  /** Whether that issue also carries new entries as properties, so that a SIEM can pull them over Jira's REST. */
  hasFeed: z.boolean(),
  retentionDays: z.strictObject({ packets: DaysSchema.min(180), outputs: DaysSchema.min(180) }),
  legalHold: z.strictObject({
    everything: z.boolean(),
    issueKeys: z.array(z.string().regex(/^[A-Z][A-Z0-9_]{0,31}-[1-9]\d{0,11}$/u)).max(200),
  }),
});
export type AuditPolicy = z.infer<typeof AuditPolicySchema>;

/** The admin's document: everything that decides whether, how and by whom AI may be used. */
export const PolicyDocumentSchema = z.strictObject({
  fieldMap: FieldMapSchema,
  kinds: z.array(KindRuleSchema).max(20),
  rules: z.array(RuleSchema).max(500),
  approvers: z.array(ApproverEntrySchema).max(20),
  governance: z.array(AccountIdSchema).max(50),
  engineTier: AiTierSchema,
  gateStatuses: GateStatusesSchema,
  limits: LimitsSchema,
  audit: AuditPolicySchema,
});
export type PolicyDocument = z.infer<typeof PolicyDocumentSchema>;

/** A document with its number and digest, as it is in force. */
export const PolicyVersionSchema = z.strictObject({
  version: z.number().int().min(1),
  digest: z.string().regex(/^[0-9a-f]{64}$/u),
  publishedAt: z.iso.datetime(),
  publishedBy: z.string().min(1).max(128),
  document: PolicyDocumentSchema,
});
export type PolicyVersion = z.infer<typeof PolicyVersionSchema>;
