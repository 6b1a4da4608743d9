import { EMITTED_EVENTS } from '../jira/event-of';
import { assertEntities } from './kvs/entity-rules';
import { LIMITS } from './limits';
import { ManifestError } from './manifest-error';
import type { ManifestFile } from './manifest-schema';
import { DOCUMENTED_EVENTS } from './product-events';

type Modules = ManifestFile['modules'];

/** UI modules with what the rules need of them. */
const uiModules = (modules: Modules) => [
  ...modules['jira:issuePanel'],
  ...modules['jira:issueContext'],
  ...modules['jira:adminPage'],
  ...modules['jira:globalPage'],
];

/** What must hold beyond the shape of each part; raises `ManifestError` for the first thing that does not. */
export function assertRules({ app, modules, resources }: ManifestFile, scopes: readonly string[]): void {
  assertUniqueKeys(modules);
  assertFunctions(modules);
  assertResources(modules, resources);
  assertTriggers(modules.trigger, scopes);
  assertSchedules(modules.scheduledTrigger);
  assertJqlNames(modules);
  assertEntities(app.storage.entities);
}

/** Functions that a consumer or a schedule uses and nothing else: only these may run longer (forge-facts §1.5). */
export function backgroundFunctions(modules: Modules): ReadonlySet<string> {
  const others = new Set(otherUses(modules));
  const background = [...modules.consumer, ...modules.scheduledTrigger].map((item) => item.function);
  return new Set(background.filter((name) => !others.has(name)));
}

function otherUses(modules: Modules): readonly string[] {
  const ofScreens = uiModules(modules).flatMap(({ resolver, dynamicProperties }) => [
    ...(resolver ? [resolver.function] : []),
    ...(dynamicProperties ? [dynamicProperties.function] : []),
  ]);
  const ofJql = modules['jira:jqlFunction'].map((jqlFunction) => jqlFunction.function);
  return [...ofScreens, ...ofJql, ...modules.trigger.map((trigger) => trigger.function)];
}

/** One key names one module, across all kinds (forge-facts §1.1). */
function assertUniqueKeys(modules: Modules): void {
  const seen = new Set<string>();
  for (const { key } of Object.values(modules).flat()) {
    if (seen.has(key)) throw new ManifestError(`found duplicate module key "${key}"`);
    seen.add(key);
  }
}

function assertFunctions(modules: Modules): void {
  const declared = new Set(modules.function.map(({ key }) => key));
  const background = [...modules.consumer, ...modules.scheduledTrigger].map((item) => item.function);
  for (const name of [...otherUses(modules), ...background]) {
    if (!declared.has(name)) throw new ManifestError(`no function with key "${name}" under modules.function`);
  }
  const others = new Set(otherUses(modules));
  for (const { key, timeoutSeconds } of modules.function) {
    if (timeoutSeconds !== undefined && others.has(key)) {
      throw new ManifestError(
        `function "${key}": timeoutSeconds is for functions that only consumer and scheduledTrigger modules use`,
      );
    }
  }
}

function assertResources(modules: Modules, resources: ManifestFile['resources']): void {
  const names = new Set(
    resources.flatMap(({ key, entry = {} }) => [
      key,
      ...Object.keys(entry).map((entryKey) => `${key}/${entryKey}`),
    ]),
  );
  for (const { key, resource } of uiModules(modules)) {
    if (!names.has(resource)) {
      throw new ManifestError(`module "${key}" names resource "${resource}", which is not declared`);
    }
  }
}

/** Unknown events and missing scopes pass the platform's validator; Forge then sends nothing, so they are refused here. */
function assertTriggers(triggers: Modules['trigger'], scopes: readonly string[]): void {
  for (const { key, events } of triggers) {
    for (const event of events) {
      const needed = DOCUMENTED_EVENTS.get(event);
      if (!needed) throw new ManifestError(`trigger "${key}": "${event}" is no documented event of Jira`);
      if (!EMITTED_EVENTS.some((emitted) => emitted === event)) {
        throw new ManifestError(`trigger "${key}": the local site does not send "${event}"`);
      }
      const hasGranular = needed.granular.every((scope) => scopes.includes(scope));
      if (!scopes.includes(needed.classic) && !hasGranular) {
        throw new ManifestError(
          `trigger "${key}": "${event}" needs "- ${needed.classic}" under permissions.scopes`,
        );
      }
    }
  }
}

/** What JQL knows by name is there once, in any case of letters. */
function assertJqlNames(modules: Modules): void {
  const aliases = modules['jira:entityProperty'].flatMap(({ values }) =>
    values.flatMap(({ searchAlias }) => searchAlias ?? []),
  );
  const functions = modules['jira:jqlFunction'].map(({ name }) => `${name}()`);
  const seen = new Set<string>();
  for (const name of [...aliases, ...functions]) {
    if (seen.has(name.toLowerCase()))
      throw new ManifestError(`JQL cannot tell two things named "${name}" apart`);
    seen.add(name.toLowerCase());
  }
}

function assertSchedules(schedules: Modules['scheduledTrigger']): void {
  const { scheduledTriggers, fiveMinuteTriggers } = LIMITS;
  if (schedules.length > scheduledTriggers.value) {
    throw new ManifestError(`modules.scheduledTrigger: an app has at most ${scheduledTriggers.value}`);
  }
  const frequent = schedules.filter(({ interval }) => interval === 'fiveMinute');
  if (frequent.length > fiveMinuteTriggers.value) {
    throw new ManifestError(`modules.scheduledTrigger: at most ${fiveMinuteTriggers.value} with fiveMinute`);
  }
}
