import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { PolicyDocument } from '../../src/contract/policy';
import type { OperationId } from '../../src/contract/vocabulary';
import { watch } from '../site/evidence';
import { codeOf, handOff, panelOf, subtaskOf, accept, viewOf } from '../site/handoffs';
import { startLocalSite, type Invocation, type LocalSite } from '../site/local-site';
import { draftInput, publish } from '../site/policies';

let site: LocalSite;

beforeAll(async () => {
  site = await startLocalSite();
}, 60_000);

afterAll(() => site.stop());

/** Whatever was sent, the site still serves a person who does nothing odd. */
afterEach(async () => {
  expect((await site.request('/_local/health')).json).toMatchObject({ ready: true });
  const healthy = await panelOf(site, { as: 'agent-ana', issueKey: 'INC-1997' });
  expect(healthy.mode).toBe('issue');
});

/** Sends calls that must be refused with one code, and looks that nothing was written. */
async function expectRefused(calls: readonly Invocation[], code: string): Promise<void> {
  const before = await watch(site);
  for (const call of calls) expect([call.call, codeOf(await site.invoke(call))]).toEqual([call.call, code]);
  expect(await before.marks()).toEqual([]);
}

/** Asking for the scope, and handing off without having asked: both ways in to an operation. */
const bothWays = (as: string, issueKey: string, operation: OperationId): readonly Invocation[] => [
  { as, issueKey, call: 'panel.review-scope', payload: { operation } },
  {
    as,
    issueKey,
    call: 'panel.hand-off',
    payload: { operation, seal: '0'.repeat(64), nonce: '0'.repeat(32), requestId: randomUUID() },
  },
];

describe('names that do not exist', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'panel.load ', 'admin.load'])(
    'the call %j is unknown',
    async (call) => {
      await expectRefused([{ as: 'admin-ada', issueKey: 'INC-2041', call, payload: {} }], 'unknown-call');
    },
  );

  it.each(['nope', '', '__proto__', 'on-issue-updated'])('the module %j is unknown', async (module) => {
    const call = { as: 'agent-ana', issueKey: 'INC-2041', module, call: 'panel.load', payload: {} };
    await expectRefused([call], 'site:unknown-module');
  });

  it('an operation outside the catalogue is invalid input', async () => {
    const payload = { operation: 'close-incident' };
    const call = { as: 'agent-ana', issueKey: 'INC-2041', call: 'panel.review-scope', payload };
    await expectRefused([call], 'invalid-input');
  });
});

describe('issues that the caller cannot see', () => {
  it.each([
    ['a customer', 'customer-cy', 'INC-2041'],
    ['an outsider', 'outsider-oz', 'INC-2041'],
    ['an agent outside the security level', 'agent-ana', 'SEC-2261'],
    ['an issue that is not there', 'agent-ana', 'INC-999999'],
  ])('%s gets not-found', async (_who, as, issueKey) => {
    const load = { as, issueKey, call: 'panel.load', payload: {} };
    await expectRefused([load, ...bothWays(as, issueKey, 'gather-diagnostics')], 'site:not-found');
  });

  it('an issue panel without an issue is refused', async () => {
    await expectRefused([{ as: 'agent-ana', call: 'panel.load', payload: {} }], 'site:bad-request');
  });

  it('somebody who may browse but not edit hands nothing off', async () => {
    await expectRefused(bothWays('auditor-ava', 'INC-2041', 'gather-diagnostics'), 'not-permitted');
  });
});

describe('issues that policy does not take', () => {
  it('a project that policy does not name is said so, on the panel too', async () => {
    await expectRefused(bothWays('agent-ana', 'OPS-12', 'gather-evidence'), 'project-not-in-policy');
    const panel = await panelOf(site, { as: 'agent-ana', issueKey: 'OPS-12' });
    expect(panel).toMatchObject({ mode: 'issue', offers: [], canHandOff: false });
  });

  it('an operation of another kind of work is not offered', async () => {
    await expectRefused(bothWays('agent-ana', 'INC-2041', 'prepare-sponsor-packet'), 'operation-not-offered');
  });

  it('restricted data is blocked by policy', async () => {
    await expectRefused(bothWays('agent-ben', 'REQ-2170', 'prepare-validation-packet'), 'blocked-by-policy');
  });

  it('an issue without owner and assignee has nobody to review', async () => {
    await expectRefused(bothWays('agent-ana', 'INC-2036', 'gather-diagnostics'), 'owner-missing');
  });

  it('an approval subtask, of which policy knows neither severity nor data, takes no operation', async () => {
    const ana = { as: 'agent-ana', issueKey: 'INC-2041' } as const;
    const { summary } = await handOff(site, ana, 'prepare-incident-packet');
    await accept(site, ana, await viewOf(site, ana, summary.id));
    const subtask = subtaskOf(await viewOf(site, ana, summary.id), 'use');
    await expectRefused(bothWays('agent-ana', subtask, 'prepare-incident-packet'), 'blocked-by-policy');
  }, 30_000);
});

describe('approvers who cannot decide', () => {
  const account = (accountId: string) => ({ type: 'account' as const, accountId });
  /** The policy with one role held by these accounts alone, and every other role as it was. */
  const heldBy =
    (...accountIds: readonly string[]) =>
    (document: PolicyDocument): PolicyDocument => ({
      ...document,
      approvers: document.approvers.map((entry) =>
        entry.role === 'incident-commander'
          ? { ...entry, chain: accountIds.map(account), backups: [] }
          : entry,
      ),
    });
  const save = async (edit: (document: PolicyDocument) => PolicyDocument, over: object = {}) => ({
    as: 'admin-ada',
    module: 'admin-page',
    call: 'admin.save-draft',
    payload: { ...(await draftInput(site, edit)), ...over },
  });

  it.each([
    ['inactive', 'gone-gil'],
    ['unknown', 'nobody-here'],
    ['an app', 'bot-automation'],
    ['a customer', 'customer-cy'],
  ])('an account that is %s cannot be named', async (_what, accountId) => {
    await expectRefused([await save(heldBy(accountId))], 'invalid-input');
  });

  it('an admin page that was loaded before another change is in conflict', async () => {
    await expectRefused([await save(heldBy('commander-cho'), { baseVersion: 7 })], 'conflict');
    await expectRefused([await save(heldBy('commander-cho'), { revision: 7 })], 'conflict');
  });

  it('a requester who is the only approver left finds nobody to decide', async () => {
    const asCho = bothWays('commander-cho', 'INC-1934', 'prepare-incident-packet');
    await publish(site, heldBy('commander-cho'));
    await expectRefused(asCho, 'approver-unavailable');
  }, 30_000);
});

describe('a halted site', () => {
  it('hands nothing off and says so on the panel, until it is resumed', async () => {
    const page = { as: 'admin-ada', module: 'admin-page', call: 'admin.set-switch' } as const;
    const payload = { isHalted: true, reason: 'Drill', version: 0 };
    expect(codeOf(await site.invoke({ ...page, payload }))).toBe('ok');
    await expectRefused(bothWays('agent-ana', 'INC-1934', 'gather-diagnostics'), 'halted');
    const panel = await panelOf(site, { as: 'agent-ana', issueKey: 'INC-1934' });
    expect(panel).toMatchObject({ isHalted: true, haltReason: 'Drill', canHandOff: false });
    await expectRefused([{ ...page, payload }], 'conflict');
    const resume = { ...page, payload: { ...payload, isHalted: false, version: 1 } };
    await expectRefused([resume], 'own-work');
    expect(codeOf(await site.invoke({ ...resume, as: 'admin-max' }))).toBe('ok');
    const resumed = await handOff(site, { as: 'agent-ana', issueKey: 'INC-1934' }, 'gather-diagnostics');
    expect(resumed.summary.state).toBe('queued');
  }, 30_000);
});
