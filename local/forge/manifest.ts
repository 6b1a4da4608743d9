import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';
import { ExpressionError } from '../expressions/expression-error';
import type { ExpressionNode } from '../expressions/expression-node';
import { parseExpression } from '../expressions/expression-parser';
import { EVENT_FILTER, WORKFLOW_RULE, type Language } from '../expressions/languages';
import type { AppModules, WorkflowRule } from '../jira/app-modules';
import type { AppPermission } from '../jira/records';
import { ENVIRONMENT_ID } from './app-identity';
import { LIMITS } from './limits';
import { ManifestError } from './manifest-error';
import { assertRules, backgroundFunctions } from './manifest-rules';
import {
  ManifestFileSchema,
  type EntityDeclaration,
  type ManifestFile,
  type TriggerDeclaration,
  type UiModuleDeclaration,
} from './manifest-schema';

export { ManifestError } from './manifest-error';

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

/** A product-event trigger, its filter ready to be evaluated. */
export interface Trigger {
  readonly key: string;
  readonly function: string;
  readonly events: readonly string[];
  readonly ignoresSelf: boolean;
  readonly expression?: ExpressionNode;
  /** Whether an event whose expression fails is delivered all the same; the platform's default is to drop it. */
  readonly receivesOnError: boolean;
}

/** The manifest as the local site sees it. */
export interface Manifest {
  readonly appId: string;
  readonly scopes: readonly string[];
  /** Scopes with `allowImpersonation: true`: `asUser(accountId)` of somebody who is not there needs them. */
  readonly impersonationScopes: readonly string[];
  /** Addresses under `permissions.external.fetch.backend`. */
  readonly fetchAddresses: readonly string[];
  /** As written: `@forge/csp` reads `content` and `external` from it. */
  readonly permissions: unknown;
  readonly uiModules: readonly UiModule[];
  readonly functions: ReadonlyMap<string, AppFunction>;
  readonly triggers: readonly Trigger[];
  readonly consumers: readonly { key: string; queue: string; function: string }[];
  readonly schedules: ManifestFile['modules']['scheduledTrigger'];
  readonly entities: ReadonlyMap<string, EntityDeclaration>;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly hasLlm: boolean;
  /** The app's own global permissions, by the keys that Jira knows them by. */
  readonly permissionsOfApp: readonly AppPermission[];
  /** What the app adds to Jira's workflows and JQL. */
  readonly jiraModules: AppModules;
}

/** Reads manifest.yml; raises `ManifestError`. */
export function readManifest(file: string): Manifest {
  return toManifest(parse(readFileSync(file, 'utf8')));
}

/** Turns a parsed manifest into the typed view; raises `ManifestError` for what Forge or this site does not take. */
export function toManifest(content: unknown): Manifest {
  const parsed = ManifestFileSchema.safeParse(content);
  if (!parsed.success) throw new ManifestError(describe(parsed.error.issues[0]));
  const { app, permissions, modules } = parsed.data;
  const scopes = Array.isArray(permissions.scopes) ? permissions.scopes : Object.keys(permissions.scopes);
  assertRules(parsed.data, scopes);
  const appId = app.id.replace(/^ari:cloud:ecosystem::app\//, '');
  return {
    appId,
    scopes,
    impersonationScopes: toImpersonationScopes(permissions.scopes),
    fetchAddresses: permissions.external?.fetch?.backend ?? [],
    permissions: readPermissions(content) ?? permissions,
    uiModules: UI_MODULE_TYPES.flatMap((type) => modules[type].map((module) => ({ ...module, type }))),
    functions: toFunctions(modules),
    triggers: modules.trigger.map(toTrigger),
    consumers: modules.consumer,
    schedules: modules.scheduledTrigger,
    entities: new Map(app.storage.entities.map((entity) => [entity.name, entity])),
    resources: toResources(parsed.data.resources),
    hasLlm: modules.llm.length > 0,
    permissionsOfApp: toPermissions(appId, modules),
    jiraModules: toJiraModules(modules),
  };
}

/** The place and what is wrong there; of several accepted forms, the full one is the last. */
function describe(issue: z.core.$ZodIssue | undefined): string {
  const inner = issue?.code === 'invalid_union' ? issue.errors.at(-1)?.[0] : undefined;
  const path = [...(issue?.path ?? []), ...(inner?.path ?? [])];
  return `${path.join('.')}: ${(inner ?? issue)?.message ?? 'invalid'}`;
}

const readPermissions = (content: unknown): unknown =>
  typeof content === 'object' && content !== null ? Reflect.get(content, 'permissions') : undefined;

function toImpersonationScopes(scopes: ManifestFile['permissions']['scopes']): readonly string[] {
  if (Array.isArray(scopes)) return [];
  return Object.entries(scopes).flatMap(([scope, { allowImpersonation }]) =>
    allowImpersonation ? [scope] : [],
  );
}

/** Key by Atlassian's page of `jira:globalPermission`. */
function toPermissions(appId: string, modules: ManifestFile['modules']): AppPermission[] {
  return modules['jira:globalPermission'].map(({ key, name, description, defaultGrants }) => ({
    key: `ari:cloud:ecosystem::extension/${appId}/${ENVIRONMENT_ID}/static/${key}`,
    name,
    description,
    defaultGrants: defaultGrants[0],
  }));
}

function toFunctions(modules: ManifestFile['modules']): Map<string, AppFunction> {
  const background = backgroundFunctions(modules);
  return new Map(
    modules.function.map(({ key, handler, timeoutSeconds }) => {
      const standard = background.has(key) ? LIMITS.backgroundTimeout : LIMITS.resolverTimeout;
      const exportName = handler.slice('index.'.length);
      return [key, { key, exportName, timeoutSeconds: timeoutSeconds ?? standard.value }];
    }),
  );
}

function toJiraModules(modules: ManifestFile['modules']): AppModules {
  const conditions = modules['jira:workflowCondition'].map((rule) =>
    toRule('condition', { ...rule, errorMessage: '' }),
  );
  const validators = modules['jira:workflowValidator'].map((rule) => toRule('validator', rule));
  return {
    rules: [...conditions, ...validators],
    indexes: modules['jira:entityProperty'].flatMap(({ propertyKey, values }) =>
      values.map((value) => ({ propertyKey, ...value })),
    ),
    functions: modules['jira:jqlFunction'],
  };
}

type RuleDeclaration = ManifestFile['modules']['jira:workflowValidator'][number];

function toRule(kind: WorkflowRule['kind'], declared: RuleDeclaration): WorkflowRule {
  const { key, name, errorMessage, projectTypes } = declared;
  const expression = readExpression(declared.expression, WORKFLOW_RULE, `${kind} "${key}": expression`);
  return { key, name, kind, expression, errorMessage, projectTypes };
}

function toTrigger({ filter = {}, ...trigger }: TriggerDeclaration): Trigger {
  const { ignoreSelf, expression, onError } = filter;
  const place = `trigger "${trigger.key}": filter.expression`;
  return {
    ...trigger,
    ignoresSelf: ignoreSelf === true,
    receivesOnError: onError === 'RECEIVE_AND_LOG',
    ...(expression === undefined ? {} : { expression: readExpression(expression, EVENT_FILTER, place) }),
  };
}

function readExpression(source: string, language: Language, place: string): ExpressionNode {
  try {
    return parseExpression(source, language);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ManifestError(`${place}: ${error.message}`);
  }
}

function toResources(declared: ManifestFile['resources']): Map<string, Resource> {
  const all: Resource[] = declared.flatMap(({ key, path, entry = {} }) => [
    { key, path, page: 'index.html' },
    ...Object.entries(entry).map(([name, page]) => ({ key: `${key}/${name}`, path, page })),
  ]);
  return new Map(all.map((resource) => [resource.key, resource]));
}
