import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { z } from 'zod';
import { CALLS, type CallName, type CallOutput } from '../../src/contract/calls';
import type { OperationId } from '../../src/contract/vocabulary';
import { createForgeHost, type ForgeHost } from '../../local/forge/host';
import { readManifest } from '../../local/forge/manifest';
import { createJira, type Jira } from '../../local/jira/jira';
import type { JiraRequest, JiraResponse } from '../../local/jira/jira-door';
import { createTestClock } from '../../local/jira/testing';
import { MemoryStore } from '../../local/store/memory-store';

/** What Jira is asked for while a hand-off is prepared, and what that costs by Jira's points (forge-facts §2.6). */
const MAX_CALLS = 12;

const store = new MemoryStore();
const clock = createTestClock();
const jira: Jira = createJira({ store, clock });
const asked: { readonly name: string; readonly points: number }[] = [];
let host: ForgeHost | undefined;

const ListsSchema = z.looseObject({
  issues: z.array(z.unknown()).catch([]),
  comments: z.array(z.unknown()).catch([]),
  values: z.array(z.unknown()).catch([]),
});

/** One point a call, one more for each issue or comment that it returns, two for each person, and two for permissions. */
function pointsOf({ path }: JiraRequest, { body }: JiraResponse): number {
  const { issues, comments, values } = ListsSchema.parse(body ?? {});
  const isAboutPeople = /\/(?:user|group)\//u.test(path);
  return (
    1 +
    issues.length +
    comments.length +
    (isAboutPeople ? 2 * values.length : 0) +
    (path.includes('permission') ? 2 : 0)
  );
}

const nameOf = ({ method, path }: JiraRequest): string =>
  `${method} ${path.split('?')[0] ?? ''}`
    .replace('/rest/api/3/', '')
    .replace('/rest/servicedeskapi/', 'desk:')
    .replace(/\/\d+/gu, '/*');

const started = (): ForgeHost => {
  if (host === undefined) throw new Error('the host did not start');
  return host;
};

beforeAll(async () => {
  jira.seed('demo');
  host = await createForgeHost({
    manifest: readManifest(join(__dirname, '../../manifest.yml')),
    store,
    clock,
    jira: {
      onEvent: (listener) => jira.onEvent(listener),
      handle: async (request) => {
        const response = await jira.handle(request);
        asked.push({ name: nameOf(request), points: pointsOf(request, response) });
        return response;
      },
    },
    loadApp: () => import('../../src/index'),
  });
});
afterAll(() => host?.close());
beforeEach(() =>
  started().reset(() => {
    store.clear();
    jira.seed('demo');
    clock.advance(60_000);
  }),
);

async function issueId(key: string): Promise<string> {
  const actor = { kind: 'user', accountId: 'admin-ada' } as const;
  const path = `/rest/api/3/issue/${key}?fields=summary`;
  const { body } = await jira.handle({ method: 'GET', path, headers: {}, actor });
  return z.object({ id: z.string() }).parse(body).id;
}

const AnswerSchema = z.looseObject({ ok: z.boolean(), data: z.unknown().optional() });

/** One call of the panel as Ana, without what it leaves for the queue. */
async function call<N extends CallName>(name: N, issueKey: string, payload: unknown): Promise<CallOutput<N>> {
  const accountId = 'agent-ana';
  const module = { functionKey: 'fn-panel', moduleKey: 'issue-panel', moduleType: 'jira:issuePanel' };
  const context = { extension: { issue: { id: await issueId(issueKey) } } };
  const request = { call: { functionKey: name, payload }, context };
  const raw = await started().runtime.invoke({ ...module, accountId }, request, { principal: { accountId } });
  const answer = AnswerSchema.parse(raw);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return CALLS[name].output.parse(answer.data) as CallOutput<N>;
}

/** What a piece of work asks Jira for. */
async function counted<T>(work: () => Promise<T>) {
  asked.length = 0;
  const result = await work();
  const names = asked.map(({ name }) => name);
  return { result, names, points: asked.reduce((sum, { points }) => sum + points, 0) };
}

/** Calls and most points of the scope review and of the hand-off: stated in docs/grounding.md. */
const OPERATIONS = [
  ['INC-2041', 'prepare-incident-packet', { review: [10, 60], handoff: [11, 63] }],
  ['REQ-2188', 'prepare-access-packet', { review: [10, 45], handoff: [11, 48] }],
  ['SEC-2274', 'prepare-exception-packet', { review: [10, 50], handoff: [11, 53] }],
  ['ENH-2219', 'prepare-sponsor-packet', { review: [9, 40], handoff: [10, 43] }],
] as const satisfies readonly (readonly [string, OperationId, object])[];

const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

async function comment(key: string, count: number): Promise<void> {
  const actor = { kind: 'user', accountId: 'agent-ana' } as const;
  for (let at = 0; at < count; at += 1)
    await jira.handle({
      method: 'POST',
      path: `/rest/api/3/issue/${key}/comment`,
      headers: {},
      actor,
      body: JSON.stringify({ body: paragraph(`Note ${at}: the round-trip time is ${at} ms.`) }),
    });
}

const requestId = '3f0c1d8e-5a7b-4c2d-9e6f-0a1b2c3d4e5f';

describe('what a hand-off asks of Jira', () => {
  it.each(OPERATIONS)(
    'is at most twelve calls for the scope review of %s, and as many for the hand-off',
    async (
      key,
      operation,
      { review: [reviewCalls, reviewPoints], handoff: [handoffCalls, handoffPoints] },
    ) => {
      const review = await counted(() => call('panel.review-scope', key, { operation }));
      const { seal, nonce } = review.result;
      const handoff = await counted(() => call('panel.hand-off', key, { operation, seal, nonce, requestId }));
      expect([review.names.length, handoff.names.length]).toEqual([reviewCalls, handoffCalls]);
      expect(Math.max(reviewCalls, handoffCalls)).toBeLessThanOrEqual(MAX_CALLS);
      expect(review.points).toBeLessThanOrEqual(reviewPoints);
      expect(handoff.points).toBeLessThanOrEqual(handoffPoints);
    },
  );

  it('is at most twelve calls from the confirmed scope to the comment, beside what the screens ask', async () => {
    const operation = 'gather-diagnostics';
    const { seal, nonce } = await call('panel.review-scope', 'INC-2041', { operation });
    const { summary } = await call('panel.hand-off', 'INC-2041', { operation, seal, nonce, requestId });
    const run = await counted(() => started().settle());
    const handoffId = summary.id;
    const { version, owner } = await call('panel.handoff', 'INC-2041', { handoffId });
    expect(owner.accountId).toBe('agent-ana');
    const review = {
      verdict: 'accept',
      reason: 'none',
      note: '',
      strike: [],
      edits: [],
      audience: 'internal',
    };
    await call('panel.review', 'INC-2041', { handoffId, version, ...review });
    const writeBack = await counted(() => started().settle());
    const { writtenBack } = await call('panel.handoff', 'INC-2041', { handoffId });
    expect(writtenBack).not.toBeNull();
    expect([run.names.length, writeBack.names.length]).toEqual([4, 4]);
    expect(run.names.length + writeBack.names.length).toBeLessThanOrEqual(MAX_CALLS);
  });

  it('is as many calls with 500 comments as with a few, at a point for each comment', async () => {
    const operation = 'gather-diagnostics';
    const few = await counted(() => call('panel.review-scope', 'INC-2041', { operation }));
    await comment('INC-2041', 500);
    const many = await counted(() => call('panel.review-scope', 'INC-2041', { operation }));
    expect(many.names).toEqual(few.names);
    expect(many.points).toBeLessThanOrEqual(few.points + 500);
  });
});
