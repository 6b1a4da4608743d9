import { afterEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { press, tick } from '../site/acts';
import { atRunGate, atUseGate, moved, seen, stateOf } from '../site/at-use-gate';
import { handOff, subtaskOf, viewOf } from '../site/handoffs';
import { asPerson } from '../site/people';
import { publish } from '../site/policies';
import { useStage } from '../site/stage';
import { frameOf, leave, visit } from '../site/visits';

const stage = useStage();
const LONG_MS = 120_000;

afterEach(async () => {
  await stage().site.request('/_local/reset', { method: 'POST', body: { seed: 'demo' } });
});

const on = (accountId: string, issueKey: string) => visit(stage(), accountId, issueKey);

describe('a gate of several people', () => {
  it(
    'passes when the second of two, asked in order, approves too',
    async () => {
      const { site } = stage();
      const person = (accountId: string) => ({ type: 'account' as const, accountId });
      await publish(site, (document) => ({
        ...document,
        approvers: document.approvers.map((entry) =>
          entry.role === 'security-owner'
            ? {
                ...entry,
                chain: [person('secowner-sam'), person('manager-mia')],
                quorum: { needed: 2, of: 2, isInOrder: true },
              }
            : entry,
        ),
      }));
      const { view, subtask } = await atRunGate(site);
      const sam = await on('secowner-sam', subtask);
      await sam.panel.getByText('Mia Lindqvist').first().waitFor();
      await press(sam.panel.getByRole('button', { name: 'Approve', exact: true }));
      await sam.panel.getByText('You approved this packet.').waitFor();
      await site.settle();
      const between = await seen(site, view);
      expect(between.summary.state).toBe('awaiting-run-approval');
      const mia = await on('manager-mia', subtaskOf(between, 'run', 1));
      await press(mia.panel.getByRole('button', { name: 'Approve', exact: true }));
      await mia.panel.getByText('You approved this packet.').waitFor();
      expect(await stateOf(site, view)).toBe('awaiting-review');
      await leave(sam, mia);
    },
    LONG_MS,
  );
});

const CommentsSchema = z.object({
  comments: z.array(
    z.object({ author: z.object({ accountId: z.string() }), jsdPublic: z.boolean(), body: z.unknown() }),
  ),
});

describe('a comment for the customer', () => {
  it(
    'is chosen by the reviewer, named to the approver, and public only then',
    async () => {
      const { site } = stage();
      const ben = { as: 'agent-ben', issueKey: 'REQ-2188' };
      const { summary, owner } = await handOff(site, ben, 'draft-approval-reminder');
      const owned = { ...ben, as: owner.accountId };
      const output = await viewOf(site, owned, summary.id);
      expect(output.customerComment).not.toBeNull();
      const reviewer = await on(owner.accountId, 'REQ-2188');
      await tick(reviewer.panel.getByRole('radio', { name: 'Visible to the customer' }));
      await reviewer.panel.getByText('who approves it for the customer').waitFor();
      const preview = await reviewer.panel.getByRole('region', { name: 'Comment preview' }).innerText();
      await press(reviewer.panel.getByRole('button', { name: 'Accept', exact: true }));
      await reviewer.panel.getByText('Awaiting approval before use').first().waitFor();
      await site.settle();
      const gated = await viewOf(site, owned, summary.id);
      const mia = await on('manager-mia', subtaskOf(gated, 'use'));
      await mia.panel
        .getByText(/customer/iu)
        .first()
        .waitFor();
      await press(mia.panel.getByRole('button', { name: 'Approve', exact: true }));
      await mia.panel.getByText('You approved this packet.').waitFor();
      await site.settle();
      const { json } = await site.request('/rest/api/3/issue/REQ-2188/comment?orderBy=-created');
      const posted = CommentsSchema.parse(json).comments.filter(
        ({ author }) => author.accountId === 'app-ai-handoff',
      );
      expect(posted.map(({ jsdPublic }) => jsdPublic)).toEqual([true]);
      const words = JSON.stringify(posted[0]?.body);
      for (const name of ['Mia Lindqvist', 'Policy v', 'Hand-off ho-']) expect(words).not.toContain(name);
      expect(preview.length).toBeGreaterThan(40);
      await leave(reviewer, mia);
    },
    LONG_MS,
  );

  it(
    'is not offered where no approver follows, and an internal note stays internal',
    async () => {
      const { site } = stage();
      const { view, subtask } = await atUseGate(site);
      await moved(site, 'commander-cho', [subtask, 'Approve']);
      expect((await seen(site, view)).audience).toBe('internal');
      const { json } = await site.request('/rest/api/3/issue/INC-2041/comment?orderBy=-created');
      const posted = CommentsSchema.parse(json).comments.filter(
        ({ author }) => author.accountId === 'app-ai-handoff',
      );
      expect(posted.map(({ jsdPublic }) => jsdPublic)).toEqual([false]);
      const ana = { as: 'agent-ana', issueKey: 'SEC-2236' };
      const plain = await handOff(site, ana, 'compile-exception-history');
      expect((await viewOf(site, ana, plain.summary.id)).customerComment).toBeNull();
    },
    LONG_MS,
  );
});

describe('what waits for nobody', () => {
  it(
    'is an empty queue that says what would stand in it',
    async () => {
      const ben = await asPerson(stage(), 'agent-ben');
      await ben.open('/jira/apps/handoff');
      await frameOf(ben).getByRole('tab', { name: /Mine/u }).waitFor();
      expect(await frameOf(ben).getByRole('tab', { name: 'Audit' }).count()).toBe(0);
      expect(await frameOf(ben).getByRole('table').count()).toBe(0);
      await leave(ben);
    },
    LONG_MS,
  );
});
