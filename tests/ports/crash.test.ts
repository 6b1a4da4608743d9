import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { z } from 'zod';
import { CALLS, type CallName, type CallOutput } from '../../src/contract/calls';
import { createForgeHost, type ForgeHost } from '../../local/forge/host';
import { readManifest } from '../../local/forge/manifest';
import type { Clock } from '../../local/clock';
import { createJira, type Jira } from '../../local/jira/jira';
import { MemoryStore } from '../../local/store/memory-store';

/** Fifty times as fast as real time, so that nobody waits for the queue's retries. */
function createFastClock(): Clock {
  const began = performance.now();
  let offset = Date.UTC(2026, 10, 18, 10);
  return {
    now: () => Math.round(offset + (performance.now() - began) * 50),
    advance: (ms) => {
      offset += ms;
    },
  };
}

const store = new MemoryStore();
const clock = createFastClock();
const jira: Jira = createJira({ store, clock });
let host: ForgeHost | undefined;

const started = (): ForgeHost => {
  if (host === undefined) throw new Error('the host did not start');
  return host;
};

beforeAll(async () => {
  jira.seed('demo');
  const manifest = readManifest(join(__dirname, '../../manifest.yml'));
  host = await createForgeHost({ manifest, store, clock, jira, loadApp: () => import('../../src/index') });
});
afterAll(() => host?.close());

const AnswerSchema = z.object({ ok: z.boolean(), data: z.unknown(), error: z.unknown() }).partial();

async function invoke(name: CallName, accountId: string, payload: unknown): Promise<unknown> {
  const functionKey = CALLS[name].surface === 'panel' ? 'fn-panel' : 'fn-oversight';
  const target = { functionKey, moduleKey: 'issue-panel', moduleType: 'jira:issuePanel', accountId };
  const context = { extension: { issue: { id: await issueId() } } };
  const request = { call: { functionKey: name, payload }, context };
  return started().runtime.invoke(target, request, { principal: { accountId } });
}

async function call<N extends CallName>(
  name: N,
  accountId: string,
  payload: unknown,
): Promise<CallOutput<N>> {
  const answer = AnswerSchema.parse(await invoke(name, accountId, payload));
  if (answer.ok !== true) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return CALLS[name].output.parse(answer.data) as CallOutput<N>;
}

async function get(path: string): Promise<unknown> {
  const actor = { kind: 'user', accountId: 'admin-ada' } as const;
  return (await jira.handle({ method: 'GET', path: `/rest/api/3/${path}`, headers: {}, actor })).body;
}

async function issueId(): Promise<string> {
  return z.object({ id: z.string() }).parse(await get('issue/INC-2041?fields=summary')).id;
}

/** Lets what is queued run, then lets the schedule repair what was lost. */
async function recover(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await started().settle();
    clock.advance(6 * 60_000);
  }
  await started().settle();
}

async function startedHandoff(operation: string): Promise<string> {
  await started().reset(() => {
    store.clear();
    jira.seed('demo');
  });
  const { seal } = await call('panel.review-scope', 'agent-ben', { operation });
  const requestId = '3f0c1d8e-5a7b-4c2d-9e6f-0a1b2c3d4e5f';
  const { summary } = await call('panel.hand-off', 'agent-ben', { operation, seal, requestId });
  await started().settle();
  return summary.id;
}

async function accept(handoffId: string): Promise<void> {
  const { version, summary } = await call('panel.handoff', 'agent-ana', { handoffId });
  if (summary.state !== 'awaiting-review') return;
  const input = { handoffId, version, verdict: 'accept', reason: 'none', note: '', strike: [] };
  await call('panel.review', 'agent-ana', input);
}

async function appComments(): Promise<number> {
  const page = z.object({ comments: z.array(z.object({ author: z.object({ accountId: z.string() }) })) });
  const { comments } = page.parse(await get('issue/INC-2041/comment?maxResults=100'));
  return comments.filter((comment) => comment.author.accountId === 'app-ai-handoff').length;
}

async function subtasks(): Promise<number> {
  const issue = z.object({ fields: z.object({ subtasks: z.array(z.unknown()) }) });
  return issue.parse(await get('issue/INC-2041?fields=subtasks')).fields.subtasks.length;
}

/** To be killed before a call is to be killed after the one before it, so `after` holds them all but the first. */
const moments = (count: number) => [
  { when: 'before' as const, skip: 0 },
  ...Array.from({ length: count }, (_none, skip) => ({ when: 'after' as const, skip })),
];
const crashes = [
  ...moments(8).map((moment) => ({ ...moment, door: 'jira' as const })),
  ...moments(12).map((moment) => ({ ...moment, door: 'kvs' as const })),
];

/** Ends one invocation at a call; the person tries again where that was the person's own, the schedule repairs the rest. */
async function acceptWithCrash(
  handoffId: string,
  fault: Parameters<ForgeHost['faults']['add']>[0],
): Promise<void> {
  const { faults, traffic } = started();
  faults.add(fault);
  await accept(handoffId).catch(() => undefined);
  await recover();
  faults.clear();
  expect(traffic.since(0).filter((entry) => entry.status === 0)).toHaveLength(1);
  await accept(handoffId);
  await recover();
}

describe('a function that is killed once between the review and the end', () => {
  it.each(crashes)(
    '$when $door call $skip leaves one comment and a whole trail',
    async ({ door, when, skip }) => {
      const handoffId = await startedHandoff('gather-diagnostics');
      started().faults.add({ door, when, skip, mode: 'crash', times: 1 });
      await accept(handoffId).catch(() => undefined);
      await recover();
      started().faults.clear();
      await accept(handoffId);
      await recover();
      const { summary } = await call('panel.handoff', 'agent-ana', { handoffId });
      expect([summary.state, await appComments()]).toEqual(['completed', 1]);
      expect(await call('oversight.verify', 'auditor-ava', { handoffId })).toMatchObject({
        firstBroken: null,
      });
    },
  );
});

describe('a function that is killed once while the gate’s subtask is made', () => {
  it.each(moments(6))('$when Jira call $skip of the consumer leaves one subtask', async ({ when, skip }) => {
    const handoffId = await startedHandoff('draft-vendor-escalation');
    // The person's own call asks Jira for permissions only.
    const match = '^(?!.*mypermissions)';
    await acceptWithCrash(handoffId, { door: 'jira', match, when, skip, mode: 'crash', times: 1 });
    const { summary } = await call('panel.handoff', 'agent-ana', { handoffId });
    expect([summary.state, await subtasks(), await appComments()]).toEqual(['awaiting-use-approval', 1, 0]);
  });
});

describe('an effect that is pushed again while its first delivery still runs', () => {
  it('leaves one comment', async () => {
    const handoffId = await startedHandoff('gather-diagnostics');
    started().faults.add({ door: 'jira', match: '/comment', mode: 'delay', delayMs: 700 });
    await accept(handoffId);
    await new Promise((resolve) => setTimeout(resolve, 200));
    clock.advance(6 * 60_000);
    await recover();
    started().faults.clear();
    await recover();
    const { summary } = await call('panel.handoff', 'agent-ana', { handoffId });
    expect([summary.state, await appComments()]).toEqual(['completed', 1]);
  });
});
