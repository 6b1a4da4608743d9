import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { HandoffView } from '../../src/contract/handoff';
import { trailOf } from '../site/evidence';
import { accept, codeOf, decision, handOff, subtaskOf, transition, viewOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';

let site: LocalSite;

beforeAll(async () => {
  site = await startLocalSite();
}, 60_000);

afterAll(() => site.stop());

afterEach(async () => {
  await site.request('/_local/faults', { method: 'DELETE' });
  await site.request('/_local/reset', { method: 'POST', body: { seed: 'demo' } });
});

const ana = { as: 'agent-ana', issueKey: 'INC-2041' } as const;
const cho = { as: 'commander-cho', issueKey: 'INC-2041' } as const;

interface Gated {
  readonly view: HandoffView;
  readonly subtask: string;
}

/** INC-2041 up to the use gate: its owner is the incident's service owner, its approver commander-cho. */
async function atUseGate(): Promise<Gated> {
  const { summary, owner } = await handOff(site, ana, 'prepare-incident-packet');
  const owned = { ...ana, as: owner.accountId };
  await accept(site, owned, await viewOf(site, owned, summary.id));
  const view = await viewOf(site, ana, summary.id);
  expect(view.summary.state).toBe('awaiting-use-approval');
  return { view, subtask: subtaskOf(view, 'use') };
}

const stateOf = async ({ view }: Gated): Promise<string> =>
  (await viewOf(site, ana, view.summary.id)).summary.state;

const CommentsSchema = z.object({
  comments: z.array(z.object({ author: z.object({ accountId: z.string() }), body: z.unknown() })),
});

/** The comments that the app wrote on an issue. */
async function answersOn(issueKey: string): Promise<readonly string[]> {
  const { json } = await site.request(`/rest/api/3/issue/${issueKey}/comment`);
  return CommentsSchema.parse(json)
    .comments.filter(({ author }) => author.accountId === 'app-ai-handoff')
    .map(({ body }) => JSON.stringify(body));
}

const order = (fault: object) => site.request('/_local/faults', { method: 'POST', body: fault });

describe('a gate that the wrong person moves', () => {
  it('ignores the requester’s own transition, and answers once even when its event comes twice', async () => {
    const gated = await atUseGate();
    await order({ door: 'events', mode: 'duplicate' });
    expect(await transition(site, { as: 'agent-ana', issueKey: gated.subtask }, 'Approve')).toBe(204);
    expect(await stateOf(gated)).toBe('awaiting-use-approval');
    const answers = await answersOn(gated.subtask);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toContain('decides nothing');
    expect(
      (await trailOf(site, gated.view.summary.id)).filter((line) => line === 'approval.ignored agent-ana'),
    ).toHaveLength(1);
  }, 30_000);

  it.each([
    ['the requester', 'agent-ana'],
    ['another agent', 'agent-ben'],
    ['an approver of another role', 'manager-mia'],
    ['an admin', 'admin-ada'],
  ])(
    'refuses %s in the panel of the subtask',
    async (_who, as) => {
      const gated = await atUseGate();
      const attempt = decision({ as, issueKey: gated.subtask }, gated.view, { gate: 'use' });
      expect(codeOf(await site.invoke(attempt))).toBe('not-permitted');
      expect(await stateOf(gated)).toBe('awaiting-use-approval');
      expect(await trailOf(site, gated.view.summary.id)).toContain(`approval.ignored ${as}`);
    },
    30_000,
  );

  it('does not let an automation into the panel at all', async () => {
    const gated = await atUseGate();
    const attempt = decision({ as: 'bot-automation', issueKey: gated.subtask }, gated.view, { gate: 'use' });
    expect(codeOf(await site.invoke(attempt))).toBe('not-signed-in');
    expect(await stateOf(gated)).toBe('awaiting-use-approval');
  }, 30_000);

  it.each([
    ['an automation', 'bot-automation'],
    ['another agent', 'agent-ben'],
    ['an admin', 'admin-ada'],
  ])(
    'ignores a transition by %s',
    async (_who, as) => {
      const gated = await atUseGate();
      expect(await transition(site, { as, issueKey: gated.subtask }, 'Approve')).toBe(204);
      expect(await stateOf(gated)).toBe('awaiting-use-approval');
      expect(await answersOn(gated.subtask)).toHaveLength(1);
    },
    30_000,
  );

  it('shows the subtask to nobody from outside the project', async () => {
    const gated = await atUseGate();
    const attempt = decision({ as: 'outsider-oz', issueKey: gated.subtask }, gated.view, { gate: 'use' });
    expect(codeOf(await site.invoke(attempt))).toBe('site:not-found');
    expect(await stateOf(gated)).toBe('awaiting-use-approval');
  }, 30_000);

  it('does not take the approver’s decision with another packet’s seal', async () => {
    const gated = await atUseGate();
    const forged = { ...gated.view, seal: 'f'.repeat(64) };
    const attempt = decision({ ...cho, issueKey: gated.subtask }, forged, { gate: 'use' });
    expect(codeOf(await site.invoke(attempt))).toBe('superseded');
    expect(await stateOf(gated)).toBe('awaiting-use-approval');
  }, 30_000);

  it('does not take the approver’s decision from the parent issue', async () => {
    const gated = await atUseGate();
    expect(codeOf(await site.invoke(decision(cho, gated.view, { gate: 'use' })))).toBe('not-found');
    expect(await stateOf(gated)).toBe('awaiting-use-approval');
  }, 30_000);
});

describe('a gate that the right person moves', () => {
  it('counts the recorded backup’s transition', async () => {
    const gated = await atUseGate();
    expect(await transition(site, { as: 'backup-bo', issueKey: gated.subtask }, 'Approve')).toBe(204);
    expect(await stateOf(gated)).toBe('completed');
  }, 30_000);

  it('writes one comment when the approval’s event and every step come twice', async () => {
    const gated = await atUseGate();
    await order({ door: 'events', mode: 'duplicate' });
    expect(await transition(site, { as: 'commander-cho', issueKey: gated.subtask }, 'Approve')).toBe(204);
    expect(await stateOf(gated)).toBe('completed');
    expect(await answersOn('INC-2041')).toHaveLength(1);
    expect(await answersOn(gated.subtask)).toHaveLength(0);
  }, 30_000);

  it('supersedes and says what changed when the description changed after the hand-off', async () => {
    const gated = await atUseGate();
    const text = { type: 'text', text: 'Something else happened.' };
    const description = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [text] }] };
    const edit = { as: 'agent-ben', method: 'PUT', body: { fields: { description } } };
    expect((await site.request('/rest/api/3/issue/INC-2041', edit)).status).toBe(204);
    await site.invoke(decision({ ...cho, issueKey: gated.subtask }, gated.view, { gate: 'use' }));
    const after = await viewOf(site, ana, gated.view.summary.id);
    expect(after.summary.state).toBe('superseded');
    expect(after.explanation).toContain('the description changed');
    expect(await answersOn('INC-2041')).toHaveLength(0);
  }, 30_000);

  it('ends as timed-out after 26 hours, and decides nothing afterwards', async () => {
    const gated = await atUseGate();
    await site.request('/_local/clock', { method: 'POST', body: { advance: 'PT26H' } });
    expect(await stateOf(gated)).toBe('timed-out');
    const late = { ...cho, issueKey: gated.subtask };
    expect(codeOf(await site.invoke(decision(late, gated.view, { gate: 'use' })))).toBe('wrong-state');
    expect(await transition(site, late, 'Approve')).toBe(204);
    expect(await stateOf(gated)).toBe('timed-out');
    expect(await answersOn('INC-2041')).toHaveLength(0);
  }, 30_000);
});
