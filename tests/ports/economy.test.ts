import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { z } from 'zod';
import { CALLS, type CallName, type CallOutput } from '../../src/contract/calls';
import type { OperationId } from '../../src/contract/vocabulary';
import { createForgeHost, type ForgeHost } from '../../local/forge/host';
import { readManifest } from '../../local/forge/manifest';
import { createJira, type Jira } from '../../local/jira/jira';
import { createTestClock } from '../../local/jira/testing';
import { MemoryStore } from '../../local/store/memory-store';

/** What a hand-off's whole life may write (issue 4, storage economy). */
const MAX_BYTES = 40_000;
const MAX_WRITES = 25;

const store = new MemoryStore();
const clock = createTestClock();
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
beforeEach(() =>
  started().reset(() => {
    store.clear();
    jira.seed('demo');
    clock.advance(60_000);
  }),
);

/** Somebody on an issue. */
interface Standing {
  readonly accountId: string;
  readonly issueKey: string;
}

async function issueId(key: string): Promise<string> {
  const actor = { kind: 'user', accountId: 'admin-ada' } as const;
  const path = `/rest/api/3/issue/${key}?fields=summary`;
  const { body } = await jira.handle({ method: 'GET', path, headers: {}, actor });
  return z.object({ id: z.string() }).parse(body).id;
}

const AnswerSchema = z.object({ ok: z.boolean(), data: z.unknown(), error: z.unknown() }).partial();

async function call<N extends CallName>(name: N, by: Standing, payload: unknown): Promise<CallOutput<N>> {
  const { accountId } = by;
  const target = {
    functionKey: 'fn-panel',
    moduleKey: 'issue-panel',
    moduleType: 'jira:issuePanel',
    accountId,
  };
  const context = { extension: { issue: { id: await issueId(by.issueKey) } } };
  const request = { call: { functionKey: name, payload }, context };
  const raw = await started().runtime.invoke(target, request, { principal: { accountId } });
  await started().settle();
  const answer = AnswerSchema.parse(raw);
  if (answer.ok !== true) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return CALLS[name].output.parse(answer.data) as CallOutput<N>;
}

/** Takes an operation from request to comment through every gate that policy asks for; gives its last view. */
async function wholeLife(
  by: Standing,
  approverId: string,
  operation: OperationId,
): Promise<CallOutput<'panel.handoff'>> {
  const { seal, nonce } = await call('panel.review-scope', by, { operation });
  const requestId = '3f0c1d8e-5a7b-4c2d-9e6f-0a1b2c3d4e5f';
  const { summary } = await call('panel.hand-off', by, { operation, seal, nonce, requestId });
  const handoffId = summary.id;
  const view = () => call('panel.handoff', by, { handoffId });
  const decide = async (gate: 'run' | 'use') => {
    const { gates } = await view();
    const open = gates.find(({ plan }) => plan.gate === gate);
    const subtask = open?.seats[0]?.subtaskKey ?? null;
    if (open === undefined || subtask === null) return;
    const { release } = open;
    const reading = { opened: ['result'], seconds: 60 };
    const said = { verdict: 'approve', reason: 'none', note: 'Checked.', reading };
    await call(
      'panel.decide',
      { accountId: approverId, issueKey: subtask },
      { handoffId, gate, seal, release, ...said },
    );
  };
  await decide('run');
  const { version } = await view();
  const verdict = {
    verdict: 'accept',
    reason: 'none',
    note: 'As it is.',
    strike: [{ number: 1, reason: 'other' }],
    edits: [],
    audience: 'internal',
  };
  await call('panel.review', by, { handoffId, version, ...verdict });
  await decide('use');
  return view();
}

const LIVES = [
  { issueKey: 'INC-2041', approver: 'commander-cho', operation: 'prepare-incident-packet', gates: ['use'] },
  {
    issueKey: 'SEC-2274',
    approver: 'secowner-sam',
    operation: 'prepare-exception-packet',
    gates: ['run', 'use'],
  },
] as const;

describe('the storage that a hand-off’s whole life takes', () => {
  it.each(LIVES)('on $issueKey stays within its bounds', async ({ issueKey, approver, operation, gates }) => {
    const by = { accountId: 'agent-ana', issueKey };
    const panel = await call('panel.load', by, {});
    expect(panel).toMatchObject({ mode: 'issue', recommended: { operation } });
    const view = await wholeLife(by, approver, operation);
    expect([view.summary.state, view.gates.map(({ plan }) => plan.gate)]).toEqual(['completed', gates]);
    const { kvs } = started().traffic.usage.since(0) ?? { kvs: { writes: Infinity, bytesWritten: Infinity } };
    expect(kvs.bytesWritten).toBeGreaterThan(4_000);
    expect(kvs.bytesWritten).toBeLessThan(MAX_BYTES);
    expect(kvs.writes).toBeLessThanOrEqual(MAX_WRITES);
  });
});
