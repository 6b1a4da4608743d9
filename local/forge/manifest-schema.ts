import { z } from 'zod';
import { PROJECT_STYLES } from '../jira/app-modules';
import { LIMITS } from './limits';

// Strict wherever the local site acts on a part: a field that is not served here is refused by its name.
const key = z.string().regex(/^[\w-]+$/, 'a key has letters, digits, "_" and "-" only');
const functionRef = z.strictObject({ function: key });

const UiModuleSchema = z.strictObject({
  key,
  title: z.union([z.string(), z.object({ i18n: z.string() }).transform((title) => title.i18n)]),
  resource: z.string().min(1),
  resolver: functionRef.optional(),
  useAsConfig: z.boolean().optional(),
  useAsGetStarted: z.boolean().optional(),
  dynamicProperties: functionRef.optional(),
  // Taken as they are: they change how Jira draws a module, not what the app may do.
  icon: z.string().optional(),
  layout: z.string().optional(),
  label: z.string().optional(),
  status: z.unknown().optional(),
  viewportSize: z.string().optional(),
});

const TriggerSchema = z.strictObject({
  key,
  function: key,
  events: z
    .array(z.string('an event is named by a text; events with own filters are not served here'))
    .min(1),
  filter: z
    .strictObject({
      ignoreSelf: z.boolean().optional(),
      expression: z.string().optional(),
      onError: z.enum(['IGNORE_AND_LOG', 'RECEIVE_AND_LOG']).optional(),
    })
    .optional(),
});

// The rules on names and numbers are in kvs/entity-rules.ts.
const IndexSchema = z.union([
  z.string().transform((name) => ({ name, partition: [], range: [name] })),
  z.strictObject({
    name: z.string(),
    partition: z.array(z.string()).default([]),
    range: z.array(z.string()),
  }),
]);

const AttributeSchema = z.strictObject({ type: z.enum(['string', 'boolean', 'float', 'integer', 'any']) });
const EntitySchema = z.strictObject({
  name: z.string(),
  attributes: z.record(z.string(), AttributeSchema),
  indexes: z.array(IndexSchema).default([]),
});

const FunctionSchema = z.strictObject({
  key: key.max(23, 'a function key has at most 23 characters'),
  handler: z.string().regex(/^index\.\w+$/, 'must be index.<export>: the local site runs one bundle'),
  timeoutSeconds: z.number().int().min(1).max(LIMITS.longestTimeout.value).optional(),
  runtime: z.strictObject({ memoryMB: z.number().int().min(128).max(1_024) }).optional(),
});

/** The intervals that a scheduled trigger may have. */
export const SCHEDULE_INTERVALS = ['fiveMinute', 'hour', 'day', 'week'] as const;

const ConsumerSchema = z.strictObject({ key, queue: z.string().min(1).max(36), function: key });
const ScheduleSchema = z.strictObject({
  key,
  function: key,
  interval: z.enum(SCHEDULE_INTERVALS),
});
const LlmSchema = z.strictObject({ key, model: z.array(z.enum(['claude'])) });

const GlobalPermissionSchema = z.strictObject({
  key,
  name: z.string().min(1).max(255),
  description: z.string().min(1).max(1_000),
  // Atlassian's page: grants to anonymous users are not supported for permissions of Forge apps.
  anonymousAllowed: z.literal(false),
  defaultGrants: z.tuple([z.enum(['none', 'all', 'jira-administrators'])]).default(['none']),
});

/** What workflow rules have in common; a rule with a screen of its own (`create`, `edit`, `view`) is refused by name. */
const workflowRule = {
  key,
  name: z.string().min(1).max(255),
  description: z.string().min(1).max(1_000),
  expression: z.string().refine((text) => text.trim() !== '', 'an expression must not be blank'),
  projectTypes: z.array(z.enum(PROJECT_STYLES)).min(1).default(['company-managed']),
};
const ConditionSchema = z.strictObject(workflowRule);
const ValidatorSchema = z.strictObject({
  ...workflowRule,
  errorMessage: z.string('the local site shows an errorMessage that is a text').min(1),
});

const JqlFunctionSchema = z.strictObject({
  key,
  name: z.string().regex(/^\w+$/, 'the local site reads names of letters, digits and "_"').max(255),
  arguments: z.array(z.strictObject({ name: z.string().min(1), required: z.boolean() })),
  types: z.tuple([z.literal('issue', 'the local site serves functions of the type issue')]),
  operators: z.array(z.enum(['in', 'not in'], 'the local site serves the operators in and not in')).min(1),
  function: key,
});

const EntityPropertySchema = z.strictObject({
  key,
  propertyKey: z.string().min(1).max(255),
  entityType: z.literal('issue', 'the local site searches properties of issues').default('issue'),
  values: z.array(
    z.strictObject({
      path: z.string().min(1).max(255),
      type: z.enum(['string', 'user'], 'the local site indexes values of the types string and user'),
      searchAlias: z
        .string()
        .regex(/^[\w.-]+$/)
        .max(255)
        .optional(),
    }),
  ),
});

const ModulesSchema = z.strictObject({
  'jira:issuePanel': z.array(UiModuleSchema).default([]),
  'jira:issueContext': z.array(UiModuleSchema).default([]),
  'jira:adminPage': z.array(UiModuleSchema).default([]),
  'jira:globalPage': z.array(UiModuleSchema).max(1, 'an app has at most one global page').default([]),
  'jira:globalPermission': z.array(GlobalPermissionSchema).default([]),
  function: z.array(FunctionSchema).default([]),
  trigger: z.array(TriggerSchema).default([]),
  consumer: z.array(ConsumerSchema).default([]),
  scheduledTrigger: z.array(ScheduleSchema).default([]),
  llm: z.array(LlmSchema).max(1, 'an app has at most one llm module').default([]),
  'jira:workflowCondition': z.array(ConditionSchema).default([]),
  'jira:workflowValidator': z.array(ValidatorSchema).default([]),
  'jira:jqlFunction': z.array(JqlFunctionSchema).default([]),
  'jira:entityProperty': z.array(EntityPropertySchema).default([]),
});

const StorageSchema = z.strictObject({
  entities: z.array(EntitySchema).default([]),
  classifications: z.array(z.enum(['ugc', 'pii', 'other'])).optional(),
});

const ScopesSchema = z.union([
  z.array(z.string()),
  z.record(z.string(), z.strictObject({ allowImpersonation: z.boolean().optional() })),
]);

const AddressSchema = z.union([
  z.string(),
  z.object({ address: z.string() }).transform(({ address }) => address),
]);

/** The part of `permissions` that the runtime acts on; the screens read the rest from the text as it was written. */
const PermissionsSchema = z.strictObject({
  scopes: ScopesSchema.default([]),
  content: z.unknown().optional(),
  external: z
    .looseObject({ fetch: z.looseObject({ backend: z.array(AddressSchema).default([]) }).optional() })
    .optional(),
});

/** manifest.yml as the local site reads it. What it does not serve is refused by name, never ignored. */
export const ManifestFileSchema = z.strictObject({
  app: z.strictObject({
    id: z.string(),
    runtime: z.unknown().optional(),
    description: z.string().optional(),
    compatibility: z.unknown().optional(),
    storage: StorageSchema.default({ entities: [] }),
  }),
  permissions: PermissionsSchema.default({ scopes: [] }),
  resources: z
    .array(
      z.strictObject({
        key: key.max(23, 'a resource key has at most 23 characters'),
        path: z.string(),
        entry: z.record(z.string(), z.string()).optional(),
        // For `forge tunnel` only.
        tunnel: z.unknown().optional(),
      }),
    )
    .default([]),
  modules: ModulesSchema,
});

/** manifest.yml after parsing. */
export type ManifestFile = z.infer<typeof ManifestFileSchema>;
/** A UI module as the manifest declares it. */
export type UiModuleDeclaration = z.infer<typeof UiModuleSchema>;
/** A custom entity with its attributes and indexes. */
export type EntityDeclaration = z.infer<typeof EntitySchema>;
/** One index: equality on `partition`, one ordered attribute in `range`. */
export type IndexDeclaration = EntityDeclaration['indexes'][number];
/** A product-event trigger as the manifest declares it. */
export type TriggerDeclaration = z.infer<typeof TriggerSchema>;
