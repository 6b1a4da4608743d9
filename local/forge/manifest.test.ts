import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ENVIRONMENT_ID } from './app-identity';
import { LIMITS } from './limits';
import { ManifestError, toManifest } from './manifest';
import { DOCUMENTED_EVENTS } from './product-events';
import { createFixtureDocument } from './testing/fixture-manifest';

type Document = ReturnType<typeof createFixtureDocument>;

/** What the site says to the fixture's manifest after a change; undefined if it takes it. */
function refusalOf(change: (document: Document) => unknown): string | undefined {
  const document = createFixtureDocument();
  const changed = change(document);
  try {
    toManifest(changed ?? document);
    return undefined;
  } catch (error) {
    if (error instanceof ManifestError) return error.message;
    throw error;
  }
}

const withModules = (modules: object) => (document: Document) => ({
  ...document,
  modules: { ...document.modules, ...modules },
});

const schedules = (count: number, interval = 'hour') =>
  Array.from({ length: count }, (_, n) => ({ key: `every-${n}`, function: 'on-hour', interval }));
const trigger = (more: object) => ({
  trigger: [{ key: 'issues', function: 'on-issue', events: ['avi:jira:updated:issue'], ...more }],
});

describe('the manifest', () => {
  it('of the fixture is taken', () => {
    expect(refusalOf(() => undefined)).toBeUndefined();
  });

  it.each([
    ['jira:workflowPostFunction', { 'jira:workflowPostFunction': [{ key: 'v' }] }],
    ['jira:entityPropertySet', { 'jira:entityPropertySet': [{ key: 's', properties: [] }] }],
    ['jira:dashboardGadget', { 'jira:dashboardGadget': [{ key: 'g' }] }],
    ['rovo:agent', { 'rovo:agent': [{ key: 'a' }] }],
    ['webtrigger', { webtrigger: [{ key: 'w' }] }],
  ])('is refused for a module that is not served here: %s', (name, modules) => {
    expect(refusalOf(withModules(modules))).toBe(`manifest.yml: modules: Unrecognized key: "${name}"`);
  });

  it('declares what of an issue property JQL finds, and by which name', () => {
    const values = [
      { path: 'a.b', type: 'user', searchAlias: 'x.b' },
      { path: 'c', type: 'string' },
    ];
    const modules = { 'jira:entityProperty': [{ key: 'p', propertyKey: 'k', values }] };
    expect(toManifest(withModules(modules)(createFixtureDocument())).jiraModules.indexes).toEqual(
      values.map((value) => ({ propertyKey: 'k', ...value })),
    );
  });

  it.each<[string, object]>([
    ['number', { values: [{ path: 'a', type: 'number' }] }],
    ['project', { entityType: 'project', values: [] }],
    ['searchAlias', { values: [{ path: 'a', type: 'string', searchAlias: 'a b' }] }],
    [
      'JQL cannot tell',
      { values: ['X.a', 'x.A'].map((searchAlias) => ({ path: 'a', type: 'string', searchAlias })) },
    ],
  ])('is refused for an indexed property that is not served here: %s', (_what, more) => {
    const modules = { 'jira:entityProperty': [{ key: 'p', propertyKey: 'k', ...more }] };
    expect(refusalOf(withModules(modules))).toMatch(/index|search|alias|JQL/iu);
  });

  it('declares workflow rules with expressions that are read at start', () => {
    const rule = { key: 'c', name: 'C', description: 'd', expression: "issue.key == 'A-1'" };
    const validator = { ...rule, key: 'v', errorMessage: 'No.', projectTypes: ['team-managed'] };
    const modules = { 'jira:workflowCondition': [rule], 'jira:workflowValidator': [validator] };
    expect(toManifest(withModules(modules)(createFixtureDocument())).jiraModules.rules).toMatchObject([
      { key: 'c', kind: 'condition', projectTypes: ['company-managed'] },
      { key: 'v', kind: 'validator', projectTypes: ['team-managed'], errorMessage: 'No.' },
    ]);
  });

  it.each<[string, object]>([
    ['expression', { expression: ' ' }],
    [
      'condition "c": expression: issue.comments is not evaluated here',
      { expression: 'issue.comments == null' },
    ],
    ['condition "c": expression: "event" is not known', { expression: 'event.a == 1' }],
    ['"function"', { function: 'resolve' }],
    ['"create"', { create: { resource: 'main' } }],
    ['projectTypes', { projectTypes: ['next-gen'] }],
  ])('is refused for a workflow rule that is not served here: %s', (text, more) => {
    const rule = { key: 'c', name: 'C', description: 'd', expression: 'true', ...more };
    expect(refusalOf(withModules({ 'jira:workflowCondition': [rule] }))).toContain(text);
  });

  it.each([undefined, '', { expression: "'No.'" }])(
    'is refused for a validator whose words are %j',
    (errorMessage) => {
      const rule = { key: 'v', name: 'V', description: 'd', expression: 'true', errorMessage };
      expect(refusalOf(withModules({ 'jira:workflowValidator': [rule] }))).toContain('errorMessage');
    },
  );

  it.each<[string, object]>([
    ['type issue', { types: ['user'] }],
    ['in and not in', { operators: ['='] }],
    ['"endpoint"', { endpoint: 'e' }],
    ['no function with key "gone"', { function: 'gone' }],
    ['names of letters', { name: 'my function' }],
  ])('is refused for a JQL function that is not served here: %s', (text, more) => {
    const base = {
      key: 'j',
      name: 'mine',
      arguments: [],
      types: ['issue'],
      operators: ['in'],
      function: 'resolve',
    };
    expect(refusalOf(withModules({ 'jira:jqlFunction': [base] }))).toBeUndefined();
    expect(refusalOf(withModules({ 'jira:jqlFunction': [{ ...base, ...more }] }))).toContain(text);
    const twin = { ...base, key: 'k', name: 'MINE' };
    expect(refusalOf(withModules({ 'jira:jqlFunction': [base, twin] }))).toContain('JQL cannot tell');
  });

  it('declares a global permission by the key that Jira knows it by', () => {
    const permission = { key: 'manage', name: 'Manage', description: 'All of it.', anonymousAllowed: false };
    const granted = { ...permission, defaultGrants: ['jira-administrators'] };
    const modules = { 'jira:globalPermission': [granted, { ...permission, key: 'see' }] };
    const manifest = toManifest(withModules(modules)(createFixtureDocument()));
    const key = `ari:cloud:ecosystem::extension/${manifest.appId}/${ENVIRONMENT_ID}/static/`;
    expect(manifest.permissionsOfApp).toEqual([
      {
        key: `${key}manage`,
        name: 'Manage',
        description: 'All of it.',
        defaultGrants: 'jira-administrators',
      },
      { key: `${key}see`, name: 'Manage', description: 'All of it.', defaultGrants: 'none' },
    ]);
  });

  it('is refused for a permission that anonymous users may hold', () => {
    const permission = { key: 'm', name: 'M', description: 'M', anonymousAllowed: true };
    expect(refusalOf(withModules({ 'jira:globalPermission': [permission] }))).toContain('anonymousAllowed');
  });

  it.each<[string, object]>([
    [
      'displayConditions',
      { 'jira:issuePanel': [{ key: 'p', title: 'P', resource: 'main', displayConditions: {} }] },
    ],
    ['payload', trigger({ payload: {} })],
    ['filter', { scheduledTrigger: [{ ...schedules(1)[0], filter: {} }] }],
    ['resolver', { consumer: [{ key: 'w', queue: 'q', function: 'consume', resolver: {} }] }],
  ])('is refused for a field that is not served here: %s', (name, modules) => {
    expect(refusalOf(withModules(modules))).toContain(`Unrecognized key: "${name}"`);
  });

  it('is refused for a root key that is not served here', () => {
    expect(refusalOf((document) => ({ ...document, remotes: [] }))).toContain('"remotes"');
  });

  it('is refused for one key on two modules of different kinds', () => {
    const change = withModules({ consumer: [{ key: 'resolve', queue: 'q', function: 'consume' }] });
    expect(refusalOf(change)).toContain('duplicate module key "resolve"');
  });

  it('is refused for a function key of 24 characters', () => {
    const fn = (length: number) =>
      withModules({ function: [{ key: 'x'.repeat(length), handler: 'index.resolve' }] });
    expect(refusalOf(fn(24))).toContain('at most 23');
    expect(refusalOf(fn(23))).not.toContain('at most 23');
  });
});

describe('timeoutSeconds', () => {
  const on = (key: string, timeoutSeconds: number) => (document: Document) => {
    const fn = document.modules.function.map((item) =>
      item.key === key ? { ...item, timeoutSeconds } : item,
    );
    return withModules({ function: fn })(document);
  };

  it.each(['consume', 'on-hour'])('is taken from 1 to 900 on a function of the background: %s', (key) => {
    const { longestTimeout } = LIMITS;
    expect(refusalOf(on(key, longestTimeout.value))).toBeUndefined();
    expect(refusalOf(on(key, longestTimeout.value + 1))).toContain('timeoutSeconds');
    expect(refusalOf(on(key, 0))).toContain('timeoutSeconds');
  });

  it.each(['resolve', 'on-issue'])('is refused on a function that a screen or a trigger uses: %s', (key) => {
    expect(refusalOf(on(key, 20))).toContain(`function "${key}": timeoutSeconds`);
  });

  it('is refused on a function that a consumer shares with a trigger, which then has 25 s', () => {
    const shared = trigger({ function: 'consume' });
    expect(refusalOf((document) => withModules(shared)(on('consume', 60)(document)))).toContain('"consume"');
    const { functions } = toManifest(withModules(shared)(createFixtureDocument()));
    expect(functions.get('consume')?.timeoutSeconds).toBe(LIMITS.resolverTimeout.value);
  });
});

describe('schedules', () => {
  it('are at most five', () => {
    const { value } = LIMITS.scheduledTriggers;
    expect(refusalOf(withModules({ scheduledTrigger: schedules(value) }))).toBeUndefined();
    expect(refusalOf(withModules({ scheduledTrigger: schedules(value + 1) }))).toContain('at most 5');
  });

  it('have at most one every five minutes', () => {
    const { value } = LIMITS.fiveMinuteTriggers;
    expect(refusalOf(withModules({ scheduledTrigger: schedules(value, 'fiveMinute') }))).toBeUndefined();
    expect(refusalOf(withModules({ scheduledTrigger: schedules(value + 1, 'fiveMinute') }))).toContain(
      'fiveMinute',
    );
  });
});

describe('triggers', () => {
  it.each([
    ['no documented event', 'avi:jira:changed:issue'],
    ['does not send', 'avi:jira:viewed:issue'],
  ])('are refused for an event that never comes: %s', (text, event) => {
    expect(refusalOf(withModules(trigger({ events: [event] })))).toContain(text);
    expect(refusalOf(withModules(trigger({ events: [event] })))).toContain(event);
  });

  it('need the scope of their event, or all of its granular ones', () => {
    const scoped = (scopes: readonly string[]) => (document: Document) => ({
      ...document,
      permissions: { scopes },
    });
    const granular = DOCUMENTED_EVENTS.get('avi:jira:updated:issue')?.granular ?? [];
    expect(refusalOf(scoped(['storage:app']))).toContain('needs "- read:jira-work" under permissions.scopes');
    expect(refusalOf(scoped(granular.slice(1)))).toContain('read:jira-work');
    expect(refusalOf(scoped(granular))).toBeUndefined();
  });

  it('know the events and scopes that @forge/manifest knows', () => {
    const file = join(
      __dirname,
      '../../node_modules/@forge/manifest/out/mapping/product-event-to-scope-mapping.json',
    );
    expect(existsSync(file)).toBe(true);
    const { mapping } = MappingSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const theirs = mapping.filter(({ productEvent }) => productEvent.startsWith('avi:jira:'));
    const expected = theirs.map(({ productEvent, oAuthScopes: { current, beta } }) => {
      return [productEvent, { classic: current[0], granular: beta }];
    });
    expect(Object.fromEntries(DOCUMENTED_EVENTS)).toEqual(Object.fromEntries(expected));
  });

  it.each([
    ['a sign', "event.a === 'b'"],
    ['a method', "event.key.startsWith('A')"],
    ['another variable', 'issue.key == null'],
    ['properties', "event.runtime.issue.properties['k'].a == 1"],
    ['a broken text', "event.key == 'A"],
    ['an early end', 'event.key =='],
    ['no operator', 'event event'],
    ['too long', `event.key == '${'x'.repeat(LIMITS.filterExpression.value)}'`],
  ])('are refused for an expression that is not evaluated here: %s', (_name, expression) => {
    expect(refusalOf(withModules(trigger({ filter: { expression } })))).toContain(
      'trigger "issues": filter.expression',
    );
  });
});

const NAMES = z.array(z.string()).default([]);
const MappingSchema = z.object({
  mapping: z.array(
    z.object({
      productEvent: z.string(),
      oAuthScopes: z.object({ current: NAMES, beta: NAMES }),
    }),
  ),
});

describe('entities', () => {
  it('are held to the rules of the platform', () => {
    const [task] = createFixtureDocument().app.storage.entities;
    const indexed = (indexes: unknown) => (document: Document) => {
      return { ...document, app: { ...document.app, storage: { entities: [{ ...task, indexes }] } } };
    };
    expect(refusalOf(indexed(['issueId']))).toBeUndefined();
    expect(refusalOf(indexed(['body']))).toContain('app.storage.entities: "task"');
    expect(refusalOf(indexed([{ name: 'by-two', range: ['issueId', 'dueAt'] }]))).toContain('"by-two"');
  });
});
