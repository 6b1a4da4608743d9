import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { SERVED_OPERATIONS } from '../../jira/openapi';
import { closedAfterEach } from '../testing/closed-after-each';
import { startRequestHost } from '../testing/request-host';
import { OPERATIONS_BY_SCOPE } from './jira-operations';
import { allows, findOperation } from './jira-scopes';

const start = closedAfterEach(startRequestHost);

const READ_ISSUE =
  'read:issue-meta read:issue-security-level read:issue.vote read:issue.changelog read:avatar read:issue read:status read:user read:field-configuration'
    .split(' ')
    .map((scope) => `${scope}:jira`);
const TRIGGER = 'read:issue-type:jira read:project:jira'.split(' ');

describe('scopes', () => {
  it('are needed by their classic name, which the refusal gives', async () => {
    const { calls, jira } = await start(['read:jira-work']);
    const [read, write] = await calls({}, { method: 'PUT' });
    expect([read?.status, write?.status]).toEqual([200, 403]);
    expect(JSON.stringify(write?.body)).toContain('add \\"- write:jira-work\\" under permissions.scopes');
    expect(jira.requests).toHaveLength(1);
  });

  it('may be granular ones, if they are complete', async () => {
    const { calls } = await start([...READ_ISSUE, ...TRIGGER]);
    expect((await calls({}))[0]?.status).toBe(200);
    const { granular } = findOperation('GET', '/rest/api/3/issue/FIX-1') ?? { granular: [] };
    expect(granular).toEqual(READ_ISSUE);
    const operation = { name: 'x', classic: ['read:jira-work'], granular };
    expect(
      granular.filter((one) =>
        allows(
          granular.filter((scope) => scope !== one),
          operation,
        ),
      ),
    ).toEqual([]);
  });

  it('are all needed where an operation names two', () => {
    const operation = findOperation('POST', '/rest/api/3/expression/evaluate');
    if (!operation) throw new Error('the table lacks the operation');
    expect(operation.classic).toEqual(['read:jira-work', 'read:jira-user']);
    const needed = [['read:jira-work'], ['read:jira-user'], ['read:jira-user', 'read:jira-work']];
    expect(needed.map((scopes) => allows(scopes, operation))).toEqual([false, false, true]);
  });

  it('refuse an operation that the table does not have', async () => {
    const { calls } = await start();
    const [answer] = await calls({ path: '/rest/api/3/workflow' });
    expect(answer).toMatchObject({
      status: 403,
      body: { errorMessages: [expect.stringContaining('no scope')] },
    });
  });

  it.each(SERVED_OPERATIONS.map(({ id, method, path }) => [id, `${method.toUpperCase()} ${path}`]))(
    'are known for what the site serves: %s',
    (_id, served) => {
      const [method = '', path = ''] = served.split(' ');
      expect(findOperation(method, path)?.name).toBe(`${method} ${path.replace(/\{\w+\}/g, '*')}`);
    },
  );

  it('match the published document', () => {
    const file = join(__dirname, '../../../../shared/jira/jira-rest.openapi.json');
    if (!existsSync(file)) {
      console.log('not run: Atlassian’s OpenAPI is not on this machine');
      return;
    }
    const published = readPublished(file);
    const ours = Object.values(OPERATIONS_BY_SCOPE).flatMap((operations) => Object.keys(operations));
    expect(Object.keys(published).filter((name) => !ours.includes(name))).toEqual([]);
    // Without scopes in the document; its security names manage:jira-configuration.
    const { 'GET /rest/api/3/priority/search': _absent, ...stated } = published;
    for (const [name, { classic, granular }] of Object.entries(stated)) {
      const [method = '', path = ''] = name.split(' ');
      expect(findOperation(method, path.replaceAll('*', 'X'))).toEqual({ name, classic, granular });
    }
  });
});

const SpecSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        'x-atlassian-oauth2-scopes': z
          .array(z.object({ state: z.string(), scopes: z.array(z.string()) }))
          .default([]),
      }),
    ),
  ),
});

function readPublished(file: string) {
  const { paths } = SpecSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { 'x-atlassian-oauth2-scopes': sets }]) => {
      const of = (state: string) => sets.filter((set) => set.state === state).flatMap(({ scopes }) => scopes);
      const name = `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '*')}`;
      return [name, { classic: of('Current'), granular: of('Beta') }] as const;
    }),
  );
  return Object.fromEntries(rows);
}

describe('asUser', () => {
  it('is the person of the resolver', async () => {
    const { calls, jira } = await start();
    await calls({});
    expect(jira.requests[0]?.actor).toEqual({ kind: 'user', accountId: 'agent-ana' });
  });

  it('raises NEEDS_AUTHENTICATION_ERR in a consumer, where nobody is', async () => {
    const { consumed, jira } = await start();
    expect(await consumed({})).toMatchObject({ error: 'NEEDS_AUTHENTICATION_ERR' });
    expect(jira.requests).toEqual([]);
  });

  it('asApp acts in a consumer', async () => {
    const { consumed } = await start();
    expect(await consumed({ as: null })).toMatchObject({ status: 200 });
  });

  it.each(['resolver', 'consumer'])('of somebody else needs allowImpersonation: %s', async (where) => {
    const { calls, consumed, jira } = await start({ 'read:jira-work': {} });
    const call = { as: 'sponsor-lea' };
    const answer = where === 'resolver' ? (await calls(call))[0] : await consumed(call);
    expect(answer).toMatchObject({ status: 403 });
    expect(JSON.stringify(answer?.body)).toContain('read:jira-work: { allowImpersonation: true }');
    expect(jira.requests).toEqual([]);
  });

  it('of somebody else acts as them with the scope of the call, and no other', async () => {
    const { consumed, calls, jira } = await start({
      'read:jira-work': { allowImpersonation: true },
      'write:jira-work': {},
    });
    expect(await consumed({ as: 'sponsor-lea' })).toMatchObject({ status: 200 });
    expect(jira.requests[0]?.actor).toEqual({ kind: 'user', accountId: 'sponsor-lea' });
    expect((await calls({ as: 'sponsor-lea', method: 'PUT' }))[0]?.status).toBe(403);
  });
});
