import { z } from 'zod';

const key = z.string().min(1);
const functionRef = z.object({ function: key });

const UiModuleSchema = z.object({
  key,
  title: z.union([z.string(), z.object({ i18n: z.string() }).transform((title) => title.i18n)]),
  resource: key,
  resolver: functionRef.optional(),
  useAsConfig: z.boolean().optional(),
  dynamicProperties: functionRef.optional(),
});

const TriggerSchema = z.object({
  key,
  function: key,
  events: z.array(z.string()).min(1),
  // Strict: a filter expression that is not evaluated here would deliver what Forge drops (forge-facts §1.9).
  filter: z.strictObject({ ignoreSelf: z.boolean().optional(), onError: z.string().optional() }).optional(),
});

const IndexSchema = z.union([
  z.string().transform((name) => ({ name, partition: [], range: [name] })),
  z.object({ name: key, partition: z.array(key).default([]), range: z.array(key).min(1).max(1) }),
]);

const EntitySchema = z.object({
  name: key,
  attributes: z.record(key, z.object({ type: z.enum(['string', 'boolean', 'float', 'integer', 'any']) })),
  indexes: z.array(IndexSchema).default([]),
});

const FunctionSchema = z.object({
  key,
  handler: z.string().regex(/^index\.\w+$/, 'must be index.<export>: the local site runs one bundle'),
  timeoutSeconds: z.number().int().min(1).max(900).optional(),
});

const ModulesSchema = z.looseObject({
  'jira:issuePanel': z.array(UiModuleSchema).default([]),
  'jira:issueContext': z.array(UiModuleSchema).default([]),
  'jira:adminPage': z.array(UiModuleSchema).default([]),
  'jira:globalPage': z.array(UiModuleSchema).default([]),
  function: z.array(FunctionSchema).default([]),
  trigger: z.array(TriggerSchema).default([]),
  consumer: z.array(z.object({ key, queue: key, function: key })).default([]),
  scheduledTrigger: z
    .array(z.object({ key, function: key, interval: z.enum(['fiveMinute', 'hour', 'day', 'week']) }))
    .default([]),
  llm: z.array(z.object({ key, model: z.array(z.string()) })).default([]),
});

/** The part of manifest.yml that the local site acts on; other modules are kept out of sight, not refused. */
export const ManifestFileSchema = z.object({
  app: z.object({
    id: z.string(),
    storage: z.object({ entities: z.array(EntitySchema).default([]) }).default({ entities: [] }),
  }),
  permissions: z
    .looseObject({ scopes: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).default([]) })
    .default({ scopes: [] }),
  resources: z
    .array(z.object({ key, path: z.string(), entry: z.record(z.string(), z.string()).optional() }))
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
/** A product-event trigger. */
export type TriggerDeclaration = z.infer<typeof TriggerSchema>;
