import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  ManifestFileSchema,
  type EntityDeclaration,
  type ManifestFile,
  type TriggerDeclaration,
  type UiModuleDeclaration,
} from './manifest-schema';

/** The kinds of UI module that the local site can show. */
const UI_MODULE_TYPES = [
  'jira:issuePanel',
  'jira:issueContext',
  'jira:adminPage',
  'jira:globalPage',
] as const;

/** One of the UI module kinds. */
type UiModuleType = (typeof UI_MODULE_TYPES)[number];

/** A UI module together with its kind. */
export interface UiModule extends UiModuleDeclaration {
  readonly type: UiModuleType;
}

/** What a function is used for decides its time limit and whether a user exists (forge-facts §1.5, §2.1). */
export interface AppFunction {
  readonly key: string;
  readonly exportName: string;
  readonly timeoutSeconds: number;
}

/** A Custom UI resource: `key` is what a module names, `page` its HTML file. */
export interface Resource {
  readonly key: string;
  readonly path: string;
  readonly page: string;
}

/** The manifest as the local site sees it. */
export interface Manifest {
  readonly appId: string;
  readonly scopes: readonly string[];
  /** As written: `@forge/csp` reads `content` and `external` from it. */
  readonly permissions: unknown;
  readonly uiModules: readonly UiModule[];
  readonly functions: ReadonlyMap<string, AppFunction>;
  readonly triggers: readonly TriggerDeclaration[];
  readonly consumers: readonly { key: string; queue: string; function: string }[];
  readonly schedules: ManifestFile['modules']['scheduledTrigger'];
  readonly entities: ReadonlyMap<string, EntityDeclaration>;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly hasLlm: boolean;
}

/** A manifest that cannot be run here; the message names the place and what is accepted. */
export class ManifestError extends Error {
  readonly code = 'MANIFEST_INVALID';
}

const RESOLVER_TIMEOUT_SECONDS = 25;
const BACKGROUND_TIMEOUT_SECONDS = 55;

/** Reads manifest.yml; raises `ManifestError`. */
export function readManifest(file: string): Manifest {
  return toManifest(parse(readFileSync(file, 'utf8')));
}

/** Turns a parsed manifest into the typed view; raises `ManifestError`, also for references to nothing. */
export function toManifest(content: unknown): Manifest {
  const parsed = ManifestFileSchema.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ManifestError(`manifest.yml: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
  }
  const { app, permissions, modules } = parsed.data;
  const manifest: Manifest = {
    appId: app.id.replace(/^ari:cloud:ecosystem::app\//, ''),
    scopes: Array.isArray(permissions.scopes) ? permissions.scopes : Object.keys(permissions.scopes),
    permissions,
    uiModules: UI_MODULE_TYPES.flatMap((type) => modules[type].map((module) => ({ ...module, type }))),
    functions: toFunctions(modules),
    triggers: modules.trigger,
    consumers: modules.consumer,
    schedules: modules.scheduledTrigger,
    entities: new Map(app.storage.entities.map((entity) => [entity.name, entity])),
    resources: toResources(parsed.data.resources),
    hasLlm: modules.llm.length > 0,
  };
  assertReferences(manifest);
  return manifest;
}

function toFunctions(modules: ManifestFile['modules']): Map<string, AppFunction> {
  const background = new Set([...modules.consumer, ...modules.scheduledTrigger].map((item) => item.function));
  return new Map(
    modules.function.map(({ key, handler, timeoutSeconds }) => {
      const standard = background.has(key) ? BACKGROUND_TIMEOUT_SECONDS : RESOLVER_TIMEOUT_SECONDS;
      const exportName = handler.slice('index.'.length);
      return [key, { key, exportName, timeoutSeconds: timeoutSeconds ?? standard }];
    }),
  );
}

function toResources(declared: ManifestFile['resources']): Map<string, Resource> {
  const all: Resource[] = declared.flatMap(({ key, path, entry = {} }) => [
    { key, path, page: 'index.html' },
    ...Object.entries(entry).map(([name, page]) => ({ key: `${key}/${name}`, path, page })),
  ]);
  return new Map(all.map((resource) => [resource.key, resource]));
}

function assertReferences(manifest: Manifest): void {
  const used = [
    ...manifest.uiModules.flatMap((module) => [module.resolver, module.dynamicProperties]),
    ...manifest.triggers,
    ...manifest.consumers,
    ...manifest.schedules,
  ];
  for (const reference of used) {
    if (reference && !manifest.functions.has(reference.function)) {
      throw new ManifestError(
        `manifest.yml: no function with key "${reference.function}" under modules.function`,
      );
    }
  }
  for (const { key, resource } of manifest.uiModules) {
    if (!manifest.resources.has(resource)) {
      throw new ManifestError(
        `manifest.yml: module "${key}" names resource "${resource}", which is not declared`,
      );
    }
  }
}
