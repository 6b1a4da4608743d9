import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkManifest, EXPECTED_SCOPES } from '../tools/manifest-rules';
import { operationsIn, uncoveredOperations } from '../tools/manifest/operation-scopes';

const ROOT = join(__dirname, '..');
const text = readFileSync(join(ROOT, 'manifest.yml'), 'utf8');
const rulesOf = (yaml: string): readonly string[] => checkManifest(parse(yaml)).map(({ rule }) => rule);

const PermissionsSchema = z.object({
  modules: z.object({
    'jira:globalPermission': z.array(
      z.object({ key: z.string(), name: z.string(), defaultGrants: z.array(z.string()) }),
    ),
  }),
});

/** The manifest with one piece of text exchanged; a piece that is gone must not make a mutation silently harmless. */
function mutate(from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`manifest.yml has no ${from} any more`);
  return text.replace(from, to);
}

const entity = (name: string): string =>
  `      - name: ${name}\n        attributes:\n          a: { type: string }\n`;
const many = (count: number): string =>
  Array.from({ length: count }, (_, at) => entity(`extra-${at}`)).join('');
const ENTITIES = '    entities:\n';
const SCHEDULE = '  scheduledTrigger:\n';
const schedules = (count: number, interval: string): string =>
  Array.from(
    { length: count },
    (_, at) => `    - { key: s${at}, function: fn-sweep, interval: ${interval} }\n`,
  ).join('');

const MUTATIONS: readonly (readonly [rule: string, what: string, yaml: string])[] = [
  ['entity-count', '21 entities', mutate(ENTITIES, ENTITIES + many(21))],
  ['entity-name', 'an entity name in capitals', mutate('name: handoff', 'name: Handoff')],
  ['attribute-name', 'a dash in an attribute name', mutate('requestedAt: {', 'requested-at: {')],
  ['index-range', 'two range attributes', mutate('range: [due]', 'range: [due, version]')],
  ['index-any', 'an index on any', mutate('range: [due]', 'range: [body]')],
  ['index-attribute', 'an index on nothing', mutate('range: [due]', 'range: [duty]')],
  ['index-name', 'the built-in index name', mutate('name: by-state-due', 'name: by-key')],
  ['index-repeated', 'two indexes of one name', mutate('name: by-state-due', 'name: by-issue')],
  [
    'function-key',
    'a function key of 24 characters',
    text.replaceAll('fn-sweep', 'fn-sweep-of-24-character'),
  ],
  [
    'function-shared',
    'a resolver that is also a consumer',
    mutate('function: fn-work', 'function: fn-panel'),
  ],
  ['function-unused', 'a function that nobody calls', mutate('function: fn-lozenge', 'function: fn-panel')],
  ['function-missing', 'a module without its function', mutate('key: fn-lozenge', 'key: fn-other')],
  [
    'function-timeout',
    'a time limit on a resolver',
    mutate('index.panel', 'index.panel\n      timeoutSeconds: 20'),
  ],
  ['memory', 'too much memory', mutate('memoryMB: 512', 'memoryMB: 2048')],
  ['runtime', 'an old runtime', mutate('nodejs22.x', 'nodejs20.x')],
  ['schedule-count', '6 schedules', mutate(SCHEDULE, SCHEDULE + schedules(5, 'hour'))],
  [
    'schedule-five-minute',
    'two fiveMinute schedules',
    mutate(SCHEDULE, SCHEDULE + schedules(1, 'fiveMinute')),
  ],
  ['event-unknown', 'a misspelt event', mutate('avi:jira:updated:issue', 'avi:jira:update:issue')],
  [
    'module-forbidden',
    'a web trigger',
    mutate(SCHEDULE, `  webtrigger:\n    - { key: w, function: fn-work }\n${SCHEDULE}`),
  ],
  [
    'egress',
    'egress',
    mutate('permissions:\n', 'permissions:\n  external: { fetch: { backend: [example.com] } }\n'),
  ],
  [
    'content-unsafe',
    'unsafe-inline',
    mutate('permissions:\n', 'permissions:\n  content: { styles: [unsafe-inline] }\n'),
  ],
  [
    'scopes',
    'one scope more',
    mutate('    - storage:app\n', '    - storage:app\n    - manage:jira-configuration\n'),
  ],
  ['scopes', 'one scope less', mutate('    - read:jira-user\n', '')],
  ['section-forbidden', 'a remote', `${text}\nremotes:\n  - { key: r, baseUrl: https://example.com }\n`],
  ['shape', 'no modules', 'app: {}'],
];

describe('manifest.yml', () => {
  it('breaks none of the rules', () => {
    expect(checkManifest(parse(text))).toEqual([]);
  });

  it.each(MUTATIONS)('%s is found in a manifest with %s', (rule, _what, yaml) => {
    expect(rulesOf(yaml)).toContain(rule);
  });

  it('impersonation is found in scopes that are a map', () => {
    const manifest: unknown = parse(mutate('permissions:\n', 'permissions-before:\n'));
    const scopes = { 'read:jira-work': { allowImpersonation: true } };
    const changed = Object.assign({}, manifest, { permissions: { scopes } });
    expect(checkManifest(changed).map(({ rule }) => rule)).toContain('impersonation');
  });
});

describe('the permission to edit policy', () => {
  it('is for Jira admins at first, and named as the refusal names it', () => {
    const { modules } = PermissionsSchema.parse(parse(text));
    const [permission] = modules['jira:globalPermission'];
    expect(permission).toMatchObject({ key: 'policy-admin', defaultGrants: ['jira-administrators'] });
    const refusal = readFileSync(join(ROOT, 'src/entry/authorise.ts'), 'utf8');
    expect(refusal).toContain(`“${permission?.name ?? ''}”`);
  });
});

describe('scopes', () => {
  const folder = join(ROOT, 'src/forge/jira');
  const code = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');

  it('cover every Jira operation that the adapters call', () => {
    expect(operationsIn(code).length).toBeGreaterThan(10);
    expect(uncoveredOperations(operationsIn(code), EXPECTED_SCOPES)).toEqual([]);
  });

  it('are each needed by some operation, but for storage and the report of accounts, which are not Jira', () => {
    const notJira: readonly string[] = ['storage:app', 'report:personal-data'];
    for (const scope of EXPECTED_SCOPES.filter((name) => !notJira.includes(name))) {
      const others = EXPECTED_SCOPES.filter((name) => name !== scope);
      expect(uncoveredOperations(operationsIn(code), others).map(({ needs }) => needs)).toContain(scope);
    }
  });

  it('do not cover an operation that nobody looked up', () => {
    expect(uncoveredOperations(['getEverything'], EXPECTED_SCOPES)).toEqual([
      { operation: 'getEverything', needs: 'unknown' },
    ]);
  });
});
