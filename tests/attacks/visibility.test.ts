import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { HandoffView } from '../../src/contract/handoff';
import { EVERY_TRAIL } from '../../src/contract/every-trail';
import { trailOf, watch } from '../site/evidence';
import { accept, codeOf, decision, handOff, panelOf, subtaskOf, viewOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';

let site: LocalSite;

beforeAll(async () => {
  site = await startLocalSite();
}, 60_000);

afterAll(() => site.stop());

afterEach(async () => {
  await site.request('/_local/reset', { method: 'POST', body: { seed: 'demo' } });
});

/** The level that only `security-owners` hold; neither the other agents nor the app are in it. */
const LEVEL = { id: '10400' };
const ben = { as: 'agent-ben', issueKey: 'SEC-2236' } as const;
const sam = { as: 'secowner-sam', issueKey: 'SEC-2236' } as const;

async function edit(issueKey: string, fields: object): Promise<void> {
  const answer = await site.request(`/rest/api/3/issue/${issueKey}`, {
    as: 'secowner-sam',
    method: 'PUT',
    body: { fields },
  });
  expect([issueKey, answer.status, answer.text]).toEqual([issueKey, 204, '']);
}

/** A finished run on SEC-2236 whose owner, and so its reviewer, is secowner-sam. */
async function awaitingReview(): Promise<HandoffView> {
  await edit('SEC-2236', { customfield_10052: { accountId: 'secowner-sam' } });
  const { summary } = await handOff(site, ben, 'compile-exception-history');
  const view = await viewOf(site, ben, summary.id);
  expect(view.summary.state).toBe('awaiting-review');
  return view;
}

const ListSchema = z.object({
  ok: z.literal(true),
  data: z.object({ handoffs: z.array(z.object({ id: z.string() })), hiddenCount: z.number() }),
});
const ExportSchema = z.object({
  ok: z.literal(true),
  data: z.object({ lines: z.array(z.string()), hiddenCount: z.number(), cursor: z.string().nullable() }),
});

async function wholeExport(as: string): Promise<{ readonly text: string; readonly hidden: number }> {
  let cursor: string | null = null;
  let text = '';
  let hidden = 0;
  do {
    const answer = await site.invoke({
      as,
      module: 'oversight-page',
      call: 'oversight.export',
      payload: { format: 'jsonl', from: null, to: null, cursor },
    });
    const { data } = ExportSchema.parse(answer);
    text += data.lines.join('\n');
    hidden += data.hiddenCount;
    ({ cursor } = data);
  } while (cursor !== null);
  return { text, hidden };
}

describe('AUT-03: governance that may not browse an issue', () => {
  it('gets counts only, in the list, the trail, the check and the export', async () => {
    const { summary } = await awaitingReview();
    expect((await wholeExport('auditor-ava')).text).toContain(summary.id);
    await edit('SEC-2236', { security: LEVEL });
    const ava = { as: 'auditor-ava', module: 'oversight-page' } as const;
    const list = await site.invoke({
      ...ava,
      call: 'oversight.search',
      payload: { filter: EVERY_TRAIL, cursor: null },
    });
    expect(ListSchema.parse(list).data).toMatchObject({ handoffs: [], hiddenCount: 1 });
    for (const [call, payload] of [
      ['oversight.trail', { handoffId: summary.id, cursor: null }],
      ['oversight.verify', { handoffId: summary.id }],
    ] as const)
      expect([call, codeOf(await site.invoke({ ...ava, call, payload }))]).toEqual([call, 'not-found']);
    const { text, hidden } = await wholeExport('auditor-ava');
    expect(hidden).toBe(1);
    expect(text).not.toContain(summary.id);
    expect(text).not.toContain('SEC-2236');
  }, 30_000);
});

/** Whether a word stands in any source. The key alone may: Jira itself shows it to every reader in the changelog of a link. */
const says = (view: HandoffView, word: string): boolean => JSON.stringify(view.sources).includes(word);

describe('AUT-04: issues that the requester cannot see', () => {
  it('never become sources, neither as similar nor as linked issues', async () => {
    const words = 'Exception for the legacy payroll export gateway';
    await edit('SEC-2236', { summary: words, customfield_10052: { accountId: 'secowner-sam' } });
    await edit('SEC-2261', { summary: `${words} zanzibar` });
    const linked = await site.request('/rest/api/3/issueLink', {
      as: 'secowner-sam',
      method: 'POST',
      body: {
        type: { name: 'Relates' },
        inwardIssue: { key: 'SEC-2236' },
        outwardIssue: { key: 'SEC-2261' },
      },
    });
    expect(linked.status).toBe(201);
    const { summary } = await handOff(site, ben, 'compile-exception-history');
    const blind = await viewOf(site, ben, summary.id);
    expect(blind.sources.filter(({ issueKey }) => issueKey === 'SEC-2261')).toEqual([]);
    expect(says(blind, 'zanzibar')).toBe(false);

    const payload = { handoffId: summary.id, version: blind.version };
    expect(codeOf(await site.invoke({ ...ben, call: 'panel.withdraw', payload }))).toBe('ok');
    const seen = await handOff(site, sam, 'compile-exception-history');
    const sighted = await viewOf(site, sam, seen.summary.id);
    // Whoever may read it gets no source of it either: the comment would be read by more people than the issue is (U4).
    expect(says(sighted, 'zanzibar')).toBe(false);
    expect(sighted.scope.dropped).toContainEqual(expect.objectContaining({ why: 'security-level' }));
    expect(blind.scope.dropped.filter(({ why }) => why === 'security-level')).toEqual([]);
  }, 30_000);

  it('show their approval to no approver who may not browse the parent', async () => {
    const ana = { as: 'agent-ana', issueKey: 'SEC-2274' } as const;
    const { summary } = await handOff(site, ana, 'draft-review-summary');
    const view = await viewOf(site, ana, summary.id);
    const subtask = { as: 'backup-bo', issueKey: subtaskOf(view, 'run') };
    expect((await panelOf(site, subtask)).mode).toBe('approval');
    await edit('SEC-2274', { security: LEVEL });
    const before = await watch(site);
    for (const call of [
      { ...subtask, call: 'panel.load', payload: {} },
      { ...subtask, call: 'panel.handoff', payload: { handoffId: summary.id } },
      decision(subtask, view, { gate: 'run' }),
    ]) {
      const answer = await site.invoke(call);
      // A subtask has its parent's security level, so Jira itself has no page for the panel any more.
      expect([call.call, codeOf(answer)]).toEqual([call.call, 'site:not-found']);
      expect(JSON.stringify(answer)).not.toContain('SEC-2274');
    }
    expect(await before.marks()).toEqual([]);
  }, 30_000);
});

describe('AUT-05: a security level that is added after the hand-off', () => {
  it('hides the hand-off from who lost access', async () => {
    const { summary } = await awaitingReview();
    await edit('SEC-2236', { security: LEVEL });
    for (const [call, payload] of [
      ['panel.load', {}],
      ['panel.handoff', { handoffId: summary.id }],
      ['panel.history', { cursor: null }],
    ] as const)
      expect([call, codeOf(await site.invoke({ ...ben, call, payload }))]).toEqual([call, 'site:not-found']);
  }, 30_000);

  it('supersedes the write-back, and nothing is posted', async () => {
    const view = await awaitingReview();
    await edit('SEC-2236', { security: LEVEL });
    await accept(site, sam, await viewOf(site, sam, view.summary.id));
    const after = await viewOf(site, sam, view.summary.id);
    expect(after.summary.state).toBe('superseded');
    expect(await trailOf(site, view.summary.id)).not.toContain('writeback.done app');
    const { text } = await site.request('/rest/api/3/issue/SEC-2236/comment', { as: 'secowner-sam' });
    expect(text).not.toContain('app-ai-handoff');
  }, 30_000);
});
