import { z } from 'zod';
import { storageProblems } from './manifest/storage-rules';
import { ManifestSchema, type Manifest, type Problem } from './manifest/manifest-schema';

/** Everything that the app may ever do on a site. A change is a major version, which every admin must approve (facts §1.3). */
export const EXPECTED_SCOPES = [
  'read:avatar:jira',
  'read:group:jira',
  'read:jira-user',
  'read:jira-work',
  'read:servicedesk-request',
  'read:user:jira',
  'report:personal-data',
  'storage:app',
  'write:jira-work',
] as const;

/** Product events that the app may ask for, as Forge spells them (facts §2.1); the validator takes any text. */
const KNOWN_EVENTS: ReadonlySet<string> = new Set([
  'avi:jira:created:issue',
  'avi:jira:updated:issue',
  'avi:jira:deleted:issue',
  'avi:jira:assigned:issue',
  'avi:jira:commented:issue',
  'avi:jira:deleted:comment',
  'avi:jira:set:issue-property',
  'avi:jira:deleted:issue-property',
]);

/** Modules and sections that would let data leave Atlassian's cloud or let somebody in (X7, Runs on Atlassian). */
const FORBIDDEN_MODULES = ['webtrigger', 'endpoint', 'rovo:agent', 'action', 'sql'] as const;
const BACKGROUND = ['consumer', 'scheduledTrigger', 'trigger'] as const;
const MAX_KEY = 23;

const problem = (rule: string, where: string, message: string): Problem => ({ rule, where, message });

/** Keys of the functions that a value names anywhere below it. */
function functionsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(functionsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name === 'function' && typeof part === 'string' ? [part] : functionsIn(part),
  );
}

function functionProblems({ modules }: Manifest): Problem[] {
  const { function: functions, ...others } = modules;
  const usersOf = (key: string): string[] =>
    Object.entries(others).flatMap(([type, value]) => (functionsIn(value).includes(key) ? [type] : []));
  const isBackground = (type: string): boolean => BACKGROUND.some((name) => name === type);
  return functions.flatMap(({ key, timeoutSeconds, runtime }) => {
    const users = usersOf(key);
    const found: Problem[] = [];
    if (key.length > MAX_KEY) found.push(problem('function-key', key, `longer than ${MAX_KEY} characters`));
    if (users.length === 0) found.push(problem('function-unused', key, 'no module uses it'));
    if (users.some(isBackground) && !users.every(isBackground)) {
      found.push(
        problem('function-shared', key, `one function for ${users.join(' and ')}: a user exists in one only`),
      );
    }
    if (
      timeoutSeconds !== undefined &&
      !users.every((type) => type === 'consumer' || type === 'scheduledTrigger')
    ) {
      found.push(problem('function-timeout', key, 'only consumers and schedules may set a time limit'));
    }
    if ((runtime?.memoryMB ?? 0) > 1024) found.push(problem('memory', key, 'more than 1024 MB'));
    return found;
  });
}

function referenceProblems({ modules }: Manifest): Problem[] {
  const { function: functions, ...others } = modules;
  const known = new Set(functions.map(({ key }) => key));
  return [...new Set(functionsIn(others))]
    .filter((key) => !known.has(key))
    .map((key) => problem('function-missing', key, 'a module names a function that is not declared'));
}

function scheduleProblems({ modules }: Manifest): Problem[] {
  const schedules = modules.scheduledTrigger;
  const often = schedules.filter(({ interval }) => interval === 'fiveMinute').length;
  return [
    ...(schedules.length > 5 ? [problem('schedule-count', 'scheduledTrigger', 'more than 5 schedules')] : []),
    ...(often > 1
      ? [problem('schedule-five-minute', 'scheduledTrigger', 'more than one fiveMinute schedule')]
      : []),
  ];
}

function eventProblems({ modules }: Manifest): Problem[] {
  return modules.trigger.flatMap(({ key, events }) =>
    events
      .filter((event) => !KNOWN_EVENTS.has(event))
      .map((event) => problem('event-unknown', key, `${event} is not an event that this project knows`)),
  );
}

function boundaryProblems({ app, modules, permissions, ...sections }: Manifest): Problem[] {
  const scopes = z.array(z.string()).safeParse(permissions.scopes).data;
  const found: Problem[] = [];
  for (const type of FORBIDDEN_MODULES) {
    if (type in modules)
      found.push(problem('module-forbidden', type, 'this module opens the app to the outside'));
  }
  for (const section of ['remotes', 'providers', 'connectModules', 'services']) {
    if (section in sections) found.push(problem('section-forbidden', section, 'the app has no outside'));
  }
  if (permissions.external !== undefined)
    found.push(problem('egress', 'permissions.external', 'the app has no egress'));
  if (permissions.content !== undefined) {
    found.push(problem('content-unsafe', 'permissions.content', 'the content policy is never loosened'));
  }
  if (scopes === undefined) {
    found.push(
      problem('impersonation', 'permissions.scopes', 'scopes are a plain list: no allowImpersonation'),
    );
  } else if ([...scopes].sort().join() !== EXPECTED_SCOPES.join()) {
    found.push(problem('scopes', 'permissions.scopes', `expected exactly ${EXPECTED_SCOPES.join(', ')}`));
  }
  if (!/^nodejs(?:22|24)\.x$/u.test(app.runtime.name))
    found.push(problem('runtime', app.runtime.name, 'nodejs22.x or newer'));
  if ((app.runtime.memoryMB ?? 0) > 1024) found.push(problem('memory', 'app.runtime', 'more than 1024 MB'));
  return found;
}

/**
 * What Forge's own validator lets pass and the platform, or this project, does not (facts §1.4, §8.3). Takes the parsed YAML,
 * gives every problem found; a manifest of another shape is one problem, `shape`.
 */
export function checkManifest(raw: unknown): readonly Problem[] {
  const parsed = ManifestSchema.safeParse(raw);
  if (!parsed.success) return [problem('shape', 'manifest.yml', z.prettifyError(parsed.error))];
  const manifest = parsed.data;
  return [
    ...storageProblems(manifest.app.storage.entities),
    ...functionProblems(manifest),
    ...referenceProblems(manifest),
    ...scheduleProblems(manifest),
    ...eventProblems(manifest),
    ...boundaryProblems(manifest),
  ];
}
