import { z } from 'zod';

const EntitySchema = z.looseObject({
  name: z.string(),
  attributes: z.record(z.string(), z.looseObject({ type: z.string() })),
  indexes: z
    .array(
      z.union([
        z.string(),
        z.looseObject({
          name: z.string(),
          partition: z.array(z.string()).default([]),
          range: z.array(z.string()).default([]),
        }),
      ]),
    )
    .default([]),
});

/** One custom entity as the manifest declares it. */
export type Entity = z.infer<typeof EntitySchema>;

const RuntimeSchema = z.looseObject({ name: z.string(), memoryMB: z.number().optional() });

/** The parts of the manifest that the rules look at; the rest is Forge's validator's business. */
export const ManifestSchema = z.looseObject({
  app: z.looseObject({ runtime: RuntimeSchema, storage: z.looseObject({ entities: z.array(EntitySchema) }) }),
  permissions: z.looseObject({
    scopes: z.unknown(),
    external: z.unknown().optional(),
    content: z.unknown().optional(),
  }),
  modules: z.looseObject({
    function: z.array(
      z.looseObject({
        key: z.string(),
        timeoutSeconds: z.number().optional(),
        runtime: z.looseObject({ memoryMB: z.number().optional() }).optional(),
      }),
    ),
    scheduledTrigger: z.array(z.looseObject({ key: z.string(), interval: z.string() })).default([]),
    trigger: z.array(z.looseObject({ key: z.string(), events: z.array(z.string()) })).default([]),
  }),
});
export type Manifest = z.infer<typeof ManifestSchema>;

/** One broken rule: its id, where, and what is wrong. */
export interface Problem {
  readonly rule: string;
  readonly where: string;
  readonly message: string;
}
