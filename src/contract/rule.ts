import { z } from 'zod';
import {
  AiTierSchema,
  DataClassSchema,
  EnvironmentSchema,
  ExecutionClassSchema,
  GateKindSchema,
  ImpactSchema,
  OperationIdSchema,
  ReasonCategorySchema,
  ReversibilitySchema,
  SeveritySchema,
  TimestampSchema,
  WorkKindSchema,
} from './vocabulary';

const NameSchema = z.string().trim().min(1).max(120);
const ProjectKeySchema = z.string().regex(/^[A-Z][A-Z0-9_]{0,31}$/u);

const anyOf = <T extends z.ZodType>(value: T) => z.array(value).min(1).max(100).optional();
/** `unknown` names an input that is missing or could not be mapped, and nothing else. */
const orUnknown = <T extends z.ZodType>(value: T) => anyOf(z.union([value, z.literal('unknown')]));

const ClockSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);

/** A stretch of time: each week at the hours of a place (to before from: over midnight), or once between two moments (R128). */
export const TimeWindowSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('weekly'),
    days: z
      .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))
      .min(1)
      .max(7),
    from: ClockSchema,
    to: ClockSchema,
    /** IANA name, e.g. `Europe/Berlin`. */
    timeZone: z.string().min(1).max(64),
  }),
  z.strictObject({ type: z.literal('once'), from: TimestampSchema, to: TimestampSchema }),
]);
export type TimeWindow = z.infer<typeof TimeWindowSchema>;

/**
 * When a rule speaks. All parts that are named must hold; within a part any value does. How an unknown input is met:
 * docs/policy.md, Unknown is every value at once.
 */
export const ConditionSchema = z.strictObject({
  kinds: anyOf(WorkKindSchema),
  projects: anyOf(ProjectKeySchema),
  operations: anyOf(OperationIdSchema),
  classes: anyOf(ExecutionClassSchema),
  severities: orUnknown(SeveritySchema),
  dataClasses: orUnknown(DataClassSchema),
  impacts: orUnknown(ImpactSchema),
  environments: orUnknown(EnvironmentSchema),
  customerFacing: orUnknown(z.enum(['yes', 'no'])),
  reversibilities: anyOf(ReversibilitySchema),
  leavesTeam: z.boolean().optional(),
  /** Project roles that the requester holds in the project, by name. */
  requesterRoles: anyOf(NameSchema),
  labels: anyOf(NameSchema),
  components: anyOf(NameSchema),
  tierAtMost: AiTierSchema.optional(),
  tierAbove: AiTierSchema.optional(),
  during: anyOf(TimeWindowSchema),
  outside: anyOf(TimeWindowSchema),
});
export type Condition = z.infer<typeof ConditionSchema>;

/**
 * What a rule does. `allow` and `require-approval` speak for their subject; the others only add care. A second reviewer and a
 * sample open the use gate; a cap, a redaction and `internal-only` are obligations of the run.
 */
export const EffectSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('allow') }),
  z.strictObject({ type: z.literal('block') }),
  z.strictObject({ type: z.literal('require-approval'), gate: GateKindSchema }),
  z.strictObject({ type: z.literal('require-second-reviewer') }),
  z.strictObject({ type: z.literal('cap-tier'), tier: AiTierSchema }),
  z.strictObject({ type: z.literal('redact') }),
  z.strictObject({ type: z.literal('internal-only') }),
  z.strictObject({ type: z.literal('sample'), percent: z.number().int().min(1).max(100) }),
]);
export type Effect = z.infer<typeof EffectSchema>;

/**
 * One rule of the policy. Deny wins whatever the priority; it orders how reasons are listed, the lowest first, and rules of
 * one priority by their id.
 */
export const RuleSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z]+(?:-[a-z]+)*-[0-9]{1,4}$/u)
    .max(40),
  priority: z.number().int().min(0).max(999),
  category: ReasonCategorySchema,
  when: ConditionSchema,
  effect: EffectSchema,
  because: z.string().trim().min(1).max(240),
  threshold: z.string().trim().min(1).max(120),
});
export type Rule = z.infer<typeof RuleSchema>;
