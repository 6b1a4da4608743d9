import { z } from 'zod';
import { DecisionInputSchema } from './decision';
import { ApproverEntrySchema, BypassSchema, ClassOwnersSchema, DelegationSchema } from './policy-people';
import { RuleSchema } from './rule';
import {
  AccountIdSchema,
  AiTierSchema,
  ApproverRoleSchema,
  DataClassSchema,
  DigestSchema,
  EnvironmentSchema,
  ImpactSchema,
  OperationIdSchema,
  OutcomeSchema,
  RiskSchema,
  SeveritySchema,
  StepIdSchema,
  TimestampSchema,
  WorkKindSchema,
} from './vocabulary';

export const FieldIdSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/u);
const NameSchema = z.string().trim().min(1).max(120);
const ProjectKeySchema = z.string().regex(/^[A-Z][A-Z0-9_]{0,31}$/u);
const IssueKeySchema = z.string().regex(/^[A-Z][A-Z0-9_]{0,31}-[1-9]\d{0,11}$/u);

/** How a field's value becomes one of ours: the first field that holds a mapped value wins. */
const mapped = <T extends z.ZodType>(value: T) =>
  z.array(z.strictObject({ field: FieldIdSchema, values: z.record(NameSchema, value) })).max(5);

/** Which Jira fields carry what policy decides on. Sites differ, so every one is mappable. */
export const FieldMapSchema = z.strictObject({
  severity: mapped(SeveritySchema),
  dataClass: mapped(DataClassSchema),
  impact: mapped(ImpactSchema),
  environment: mapped(EnvironmentSchema),
  customerFacing: mapped(z.enum(['yes', 'no'])),
  owner: z.array(FieldIdSchema).max(5),
  runbook: z.array(FieldIdSchema).max(5),
  /** Service-management request type, where `requestTypes` of a kind are looked up. */
  requestType: z.array(FieldIdSchema).max(5),
});
export type FieldMap = z.infer<typeof FieldMapSchema>;

/**
 * Which issues are of this kind, and what is offered on them. Of projects, issue types, request types, labels and `jql`
 * every one that is not empty must hold; a kind that names none of them covers nothing. The first kind that covers wins.
 */
export const KindRuleSchema = z.strictObject({
  kind: WorkKindSchema,
  projects: z.array(ProjectKeySchema).max(200),
  issueTypes: z.array(NameSchema).max(50),
  requestTypes: z.array(NameSchema).max(50),
  labels: z.array(NameSchema).max(50),
  /** A condition in the subset of JQL that docs/policy.md names, or null. */
  jql: z.string().trim().min(1).max(500).nullable(),
  offers: z.array(OperationIdSchema).max(40),
  recommended: OperationIdSchema.nullable(),
  approverRole: ApproverRoleSchema.nullable(),
  /** Operations whose gate another role holds. */
  approverRoles: z.array(z.strictObject({ operation: OperationIdSchema, role: ApproverRoleSchema })).max(40),
  ownerIsRequester: z.boolean(),
  assumedDataClass: DataClassSchema.nullable(),
  assumedSeverity: SeveritySchema.nullable(),
  assumedImpact: ImpactSchema.nullable(),
  assumedEnvironment: EnvironmentSchema.nullable(),
  assumedCustomerFacing: z.enum(['yes', 'no']).nullable(),
  blockedActions: z.array(NameSchema).max(20),
});
export type KindRule = z.infer<typeof KindRuleSchema>;

const PerDaySchema = z.number().int().min(1).max(100_000).nullable();

/** What a hand-off may cost and how long people have. Minutes, hours, characters and counts as named; null is no limit. */
export const LimitsSchema = z.strictObject({
  maxSources: z.number().int().min(1).max(500),
  maxSourceCharacters: z.number().int().min(1_000).max(60_000),
  maxClaims: z.number().int().min(1).max(100),
  maxOutputCharacters: z.number().int().min(1_000).max(30_000),
  runMinutes: z.number().int().min(1).max(14),
  approvalHours: z.number().int().min(1).max(336),
  reviewHours: z.number().int().min(1).max(336),
  minCoveragePercent: z.number().int().min(0).max(100),
  /** Hand-offs in a day of UTC: by one person, in one project, of one class. */
  perDay: z.strictObject({ person: PerDaySchema, project: PerDaySchema, class: PerDaySchema }),
  /** How long the authors of a version approve nothing under it (threats POL-01). */
  authorPauseHours: z.number().int().min(0).max(168),
});
export type Limits = z.infer<typeof LimitsSchema>;

/**
 * Which models a tier may use, by name, the preferred first, and how they are asked; tier 0 has none, the composer is always
 * allowed. A model that takes no temperature is asked without.
 */
export const TierSchema = z.strictObject({
  tier: AiTierSchema,
  models: z.array(z.string().trim().min(1).max(120)).max(20),
  temperature: z.number().min(0).max(1),
  maxOutputTokens: z.number().int().min(256).max(32_000),
  /** Tokens in and out that the tier's models may take in a day of UTC, for the whole site; null is no limit. */
  tokensPerDay: z.number().int().min(1_000).max(1_000_000_000).nullable(),
});
export type Tier = z.infer<typeof TierSchema>;

const StatusNamesSchema = z.strictObject({
  approve: z.array(NameSchema).min(1).max(10),
  reject: z.array(NameSchema).min(1).max(10),
  escalate: z.array(NameSchema).min(1).max(10),
});
export type StatusNames = z.infer<typeof StatusNamesSchema>;

/** Which status of the approval subtask means what; any other status decides nothing. A project's own names replace the others. */
export const GateStatusesSchema = StatusNamesSchema.extend({
  byProject: z.array(StatusNamesSchema.extend({ projectKey: ProjectKeySchema })).max(100),
});
export type GateStatuses = z.infer<typeof GateStatusesSchema>;

const HoursSchema = z.number().int().min(1).max(336);

/** How gates are held. Hours count from when a person is asked. */
export const GateSettingsSchema = z.strictObject({
  /** How long an approval counts for the act that it approved (APR-12). */
  validHours: HoursSchema,
  /** When the approver is reminded, or never. */
  remindAfterHours: HoursSchema.nullable(),
  /** When the backup is asked, or never. */
  backupAfterHours: HoursSchema.nullable(),
  /** Whether the backup may decide before being asked. */
  mayBackupDecideEarly: z.boolean(),
  /** The highest risk for which a light review is enough; above it a gate is a sign-off (R145, R146). */
  lightReviewUpTo: RiskSchema.nullable(),
  /** Whether a sign-off can be approved only after what AI read was opened (APR-15). Decisions by Jira's own transition cannot tell. */
  doesSignOffNeedReading: z.boolean(),
  /** Whether several gates of low risk may be approved at once. */
  allowsBatch: z.boolean(),
  /** Whose decisions come too fast, too many or too alike: the next item goes to the backup (U8). */
  attention: z.strictObject({
    /** An approval in the panel is quick when it took less than this for each 1,000 words of its packet. */
    minSecondsPerThousandWords: z.number().int().min(0).max(600),
    maxQuickInARow: z.number().int().min(1).max(500),
    maxApprovalsInARow: z.number().int().min(1).max(500),
    maxDecisionsPerDay: z.number().int().min(1).max(1_000),
  }),
});
export type GateSettings = z.infer<typeof GateSettingsSchema>;

/** Words that may not stand in an output: a pattern in RE2's syntax (linear time), matched without regard to case. */
export const DenylistEntrySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u),
  pattern: z.string().min(1).max(200),
  why: z.string().trim().min(1).max(240),
});
export type DenylistEntry = z.infer<typeof DenylistEntrySchema>;

/** What guardrails do beyond what they always do. */
export const GuardrailSettingsSchema = z.strictObject({
  /** What words in a source that speak to an AI lead to; the source itself is kept from every engine in both cases. */
  onInjection: z.enum(['use-gate', 'block']),
  denylist: z.array(DenylistEntrySchema).max(50),
});
export type GuardrailSettings = z.infer<typeof GuardrailSettingsSchema>;

/** A checklist or packet that a step fills in: its items are a source that claims may cite. No kinds: every kind of work. */
export const TemplateSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u),
  title: NameSchema,
  step: StepIdSchema,
  kinds: z.array(WorkKindSchema).max(50),
  items: z.array(z.string().trim().min(3).max(300)).min(1).max(40),
});
export type Template = z.infer<typeof TemplateSchema>;

const DaysSchema = z.number().int().min(1).max(3_650);

/**
 * Where checkpoints leave the system, how long texts stay, and what a legal hold keeps. The chain itself has no period: it
 * stays as long as the app is installed. Texts stay at least 180 days from the end of their hand-off (EU AI Act, 26(6)).
 */
export const AuditPolicySchema = z.strictObject({
  /** The issue that gets each checkpoint as a comment, or null. */
  checkpointIssueKey: IssueKeySchema.nullable(),
  /** Whether that issue also carries new entries as properties, so that a SIEM can pull them over Jira's REST. */
  hasFeed: z.boolean(),
  retentionDays: z.strictObject({ packets: DaysSchema.min(180), outputs: DaysSchema.min(180) }),
  legalHold: z.strictObject({
    everything: z.boolean(),
    issueKeys: z.array(IssueKeySchema).max(200),
  }),
});
export type AuditPolicy = z.infer<typeof AuditPolicySchema>;

/** A case that lives with the policy and must hold before it is published: these facts, this operation, that answer. */
export const PolicyTestSchema = z.strictObject({
  name: NameSchema,
  input: DecisionInputSchema,
  expect: z.strictObject({
    outcome: OutcomeSchema,
    /** Rules that must have fired, among others. */
    rules: z.array(z.string().min(1).max(60)).max(20),
  }),
});
export type PolicyTest = z.infer<typeof PolicyTestSchema>;

/** Whether a text of a value holds half a surrogate pair, which no canonical form can carry (RFC 8785). */
const hasHalfCharacter = (value: unknown): boolean =>
  typeof value === 'string'
    ? /\p{Cs}/u.test(value)
    : typeof value === 'object' &&
      value !== null &&
      Object.entries(value).some(([name, part]) => hasHalfCharacter(name) || hasHalfCharacter(part));

const PolicyPartsSchema = z.strictObject({
  fieldMap: FieldMapSchema,
  kinds: z.array(KindRuleSchema).max(50),
  rules: z.array(RuleSchema).max(1_000),
  approvers: z.array(ApproverEntrySchema).max(50),
  owners: z.array(ClassOwnersSchema).max(4),
  bypasses: z.array(BypassSchema).max(20),
  governance: z.array(AccountIdSchema).max(50),
  tiers: z.array(TierSchema).max(4),
  /** The tier that is asked for; rules judge it, a cap lowers what is used. */
  engineTier: AiTierSchema,
  gateStatuses: GateStatusesSchema,
  gates: GateSettingsSchema,
  delegations: z.array(DelegationSchema).max(100),
  limits: LimitsSchema,
  guardrails: GuardrailSettingsSchema,
  templates: z.array(TemplateSchema).max(60),
  audit: AuditPolicySchema,
  tests: z.array(PolicyTestSchema).max(200),
  /** The day (UTC) by which somebody has to look at this policy again, or null. */
  reviewBy: z.iso.date().nullable(),
});

/** The admin's document: everything that decides whether, how and by whom AI may be used. */
export const PolicyDocumentSchema = PolicyPartsSchema.refine(
  (document) => !hasHalfCharacter(document),
  'A text of this policy holds half a character (a lone surrogate). Type that text anew.',
);
export type PolicyDocument = z.infer<typeof PolicyDocumentSchema>;

/** A document with its number and digest, as it is in force or on trial. */
export const PolicyVersionSchema = z.strictObject({
  version: z.number().int().min(1),
  digest: DigestSchema,
  publishedAt: TimestampSchema,
  publishedBy: z.string().min(1).max(128),
  /** Who wrote it: they approve nothing under it for `authorPauseHours`. */
  authors: z.array(z.string().min(1).max(128)).max(50),
  document: PolicyDocumentSchema,
});
export type PolicyVersion = z.infer<typeof PolicyVersionSchema>;
