import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { evaluateExpression, type Variables } from '../local/expressions/evaluate';
import { readManifest } from '../local/forge/manifest';
import type { WorkflowRule } from '../local/jira/app-modules';
import { HandoffStateSchema } from '../src/contract/vocabulary';
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

const { jiraModules } = readManifest(join(ROOT, 'manifest.yml'));

function ruleOf(key: string): WorkflowRule {
  const rule = jiraModules.rules.find((candidate) => candidate.key === key);
  if (rule === undefined) throw new Error(`manifest.yml has no rule ${key}`);
  return rule;
}

interface Case {
  /** Absent: the issue has no such property. */
  readonly value?: unknown;
  /** Null: nobody is signed in. */
  readonly user?: string | null;
}

/** What a rule answers on an issue with one property; an expression that fails fails the test. */
function answer(key: string, propertyKey: string, { value, user = 'commander-cho' }: Case): boolean {
  const properties = new Map<string, unknown>([['other', { state: 'running' }]]);
  if (value !== undefined) properties.set(propertyKey, value);
  const issue = { key: 'INC-1', properties };
  const variables: Variables = { user: user === null ? null : { accountId: user }, issue };
  return evaluateExpression(ruleOf(key).expression, variables);
}

/** JSON that no version of the app wrote: anybody who may edit an issue may put it there. */
const MALFORMED: readonly (readonly [what: string, value: unknown])[] = [
  ['a number', 3],
  ['zero', 0],
  ['a text', 'commander-cho'],
  ['an empty text', ''],
  ['true', true],
  ['false', false],
  ['an empty list', []],
  ['a list of people', ['commander-cho']],
  ['a list of numbers', [1, 2]],
  ['an empty object', {}],
];

describe('the condition approver-only', () => {
  const shows = (given: Case) => answer('approver-only', 'ai-handoff-approval', given);
  const approvers = (value: unknown) => ({ handoffId: 'h', gate: 'run', approvers: value });

  it('leaves an issue alone that is no approval subtask', () => {
    expect(shows({})).toBe(true);
    expect(shows({ value: null })).toBe(true);
    expect(shows({ user: null })).toBe(true);
  });

  it.each([
    ['commander-cho', true],
    ['backup-bo', true],
    ['agent-ben', false],
    ['commander', false],
    [null, false],
  ])('with two approvers, is for %s: %s', (user, expected) => {
    expect(shows({ value: approvers(['commander-cho', 'backup-bo']), user })).toBe(expected);
  });

  it.each(MALFORMED)('is for nobody when the property is %s', (_what, value) => {
    expect(shows({ value })).toBe(false);
  });

  it.each([
    ...MALFORMED.filter(([what]) => what !== 'a list of people'),
    ['null', null],
    ['a longer text', 'commander-cho,agent-ben'],
    ['a list with null', [null]],
    ['a list of lists', [['commander-cho']]],
    ['a list of objects', [{ accountId: 'commander-cho' }]],
    ['an object', { 'commander-cho': true }],
  ])('is for nobody when its approvers are %s', (_what, value) => {
    expect(shows({ value: approvers(value) })).toBe(false);
    expect(shows({ value: approvers(value), user: null })).toBe(false);
  });
});

describe.each(['no-open-gate', 'hidden-while-open'])('the rule %s', (key) => {
  const opens = (given: Case) => answer(key, 'ai-handoff', given);
  const UNDER_WAY: readonly string[] = [
    'proposed',
    'awaiting-run-approval',
    'queued',
    'running',
    'awaiting-review',
    'awaiting-use-approval',
    'writing-back',
  ];

  it('leaves an issue alone that has no hand-off', () => {
    expect(opens({})).toBe(true);
    expect(opens({ value: null })).toBe(true);
  });

  it.each(HandoffStateSchema.options)('in the state %s is true unless the hand-off is under way', (state) => {
    const isOver = !UNDER_WAY.includes(state);
    expect(opens({ value: { state } })).toBe(isOver);
    expect(opens({ value: { state, user: null } })).toBe(isOver);
    expect(opens({ value: { state, escalation: 'answered' } })).toBe(isOver);
    expect(opens({ value: { state, escalation: null } })).toBe(isOver);
    expect(opens({ value: { state, escalation: 'open' } })).toBe(false);
  });

  it.each(MALFORMED)('is false, so that somebody looks, when the property is %s', (_what, value) => {
    expect(opens({ value })).toBe(false);
  });

  it.each([...MALFORMED, ['null', null], ['an unknown word', 'done']])(
    'is false when the state is %s',
    (_what, state) => {
      expect(opens({ value: { state } })).toBe(false);
    },
  );

  it.each([...MALFORMED, ['an unknown word', 'closed']])(
    'is false when the escalation is %s',
    (_what, value) => {
      expect(opens({ value: { state: 'completed', escalation: value } })).toBe(false);
    },
  );
});

describe('workflow rules', () => {
  it('ask the same as condition and as validator, which says what to do', () => {
    expect(ruleOf('hidden-while-open').expression).toEqual(ruleOf('no-open-gate').expression);
    expect(ruleOf('no-open-gate')).toMatchObject({ kind: 'validator' });
    expect(ruleOf('no-open-gate').errorMessage).toContain('try again');
  });

  it('are offered in both kinds of project', () => {
    expect(jiraModules.rules.map(({ key }) => key)).toEqual([
      'approver-only',
      'hidden-while-open',
      'no-open-gate',
    ]);
    for (const { projectTypes } of jiraModules.rules)
      expect(projectTypes).toEqual(['company-managed', 'team-managed']);
  });
});

describe('the index of the issue property', () => {
  it('has an alias for each value that JQL may ask for, and people as people', () => {
    const aliases = jiraModules.indexes.map(({ propertyKey, path, type, searchAlias }) =>
      [searchAlias, `${propertyKey}.${path}`, type].join(' '),
    );
    expect(aliases).toEqual([
      'aiHandoff.state ai-handoff.state string',
      'aiHandoff.operation ai-handoff.operation string',
      'aiHandoff.outcome ai-handoff.outcome string',
      'aiHandoff.id ai-handoff.handoffId string',
      'aiHandoff.waitingFor ai-handoff.waitingFor user',
      'aiHandoff.escalation ai-handoff.escalation string',
    ]);
  });
});
