import { describe, expect, it } from '@jest/globals';
import {
  atRunGate,
  atUseGate,
  edited,
  GATES,
  later,
  moved,
  order,
  saidOn,
  seen,
  stateOf,
} from '../site/at-use-gate';
import { trafficOf } from '../site/evidence';
import { KINDS, trialsOn, useSite, WAITING } from '../site/gate-trials';
import { codeOf, decision } from '../site/handoffs';
import { publish } from '../site/policies';

/** Rows of the group APR of the threat model about people, performed on the built app (docs/threats.md). */

const LONG_MS = 60_000;
const site = useSite();
const { tryInPanel, ignoredIn, decidedIn } = trialsOn(site);

describe.each(KINDS)('APR-01, APR-03, APR-04: the wrong person at the %s gate', (gate) => {
  it.each([
    ['the requester', 'agent-ana'],
    ['another agent', 'agent-ben'],
    ['an approver of another role', 'manager-mia'],
    ['an admin', 'admin-ada'],
    ['a second admin, who answers for the AI', 'admin-max'],
  ])(
    'passes nothing as %s, in the panel and by Jira’s transition',
    async (_who, as) => {
      const gated = await GATES[gate].open(site);
      expect(await tryInPanel(as, gated, gate)).toBe('not-permitted');
      await moved(site, as, [gated.subtask, 'Approve']);
      expect(await stateOf(site, gated.view)).toBe(WAITING[gate]);
      expect(await ignoredIn(gated)).toEqual([`approval.ignored ${as}`, `approval.ignored ${as}`]);
      const answers = await saidOn(site, gated.subtask);
      expect(answers).toHaveLength(1);
      expect(answers[0]).toContain('decides nothing');
      // The right is still the approver's.
      expect(await tryInPanel(GATES[gate].approver, gated, gate)).toBe('ok');
      expect(await stateOf(site, gated.view)).not.toBe(WAITING[gate]);
    },
    LONG_MS,
  );

  it(
    'passes nothing as an automation, which has no panel at all',
    async () => {
      const gated = await GATES[gate].open(site);
      expect(await tryInPanel('bot-automation', gated, gate)).toBe('not-signed-in');
      await moved(site, 'bot-automation', [gated.subtask, 'Approve']);
      expect(await stateOf(site, gated.view)).toBe(WAITING[gate]);
      expect(await ignoredIn(gated)).toEqual(['approval.ignored bot-automation']);
    },
    LONG_MS,
  );

  it(
    'is shown nothing from outside the project',
    async () => {
      const gated = await GATES[gate].open(site);
      expect(await tryInPanel('outsider-oz', gated, gate)).toBe('site:not-found');
      expect(await stateOf(site, gated.view)).toBe(WAITING[gate]);
    },
    LONG_MS,
  );

  it(
    'is not made the approver by being the subtask’s assignee',
    async () => {
      const gated = await GATES[gate].open(site);
      await edited(site, gated.subtask, { fields: { assignee: { accountId: 'agent-ben' } } });
      await moved(site, 'agent-ben', [gated.subtask, 'Approve']);
      expect(await stateOf(site, gated.view)).toBe(WAITING[gate]);
      expect(await tryInPanel(GATES[gate].approver, gated, gate)).toBe('ok');
    },
    LONG_MS,
  );
});

describe('APR-02: an approver who lost the role', () => {
  it.each(KINDS)(
    'does not decide at the %s gate any more',
    async (gate) => {
      const gated = await GATES[gate].open(site);
      const { approver } = GATES[gate];
      await publish(site, (document) => ({
        ...document,
        approvers: document.approvers.map((entry) => ({
          ...entry,
          chain: entry.chain.map((source) =>
            source.type === 'account' && source.accountId === approver
              ? { type: 'account' as const, accountId: 'admin-ada' }
              : source,
          ),
        })),
      }));
      expect(await tryInPanel(approver, gated, gate)).toBe('not-permitted');
      await moved(site, approver, [gated.subtask, 'Approve']);
      expect(await decidedIn(gated)).toEqual([]);
    },
    LONG_MS,
  );
});

describe('APR-11: approver and backup decide at once', () => {
  it(
    'has one winner, and the trail says who came too late',
    async () => {
      const gated = await atUseGate(site);
      const attempt = (as: string, verdict: 'approve' | 'reject') =>
        site.invoke(decision({ as, issueKey: gated.subtask }, gated.view, { gate: 'use', verdict }));
      const answers = await Promise.all([
        attempt('commander-cho', 'approve'),
        attempt('backup-bo', 'reject'),
      ]);
      expect(answers.map(codeOf).filter((code) => code === 'ok')).toHaveLength(1);
      expect(await decidedIn(gated)).toHaveLength(1);
      const [winner] = await decidedIn(gated);
      expect(await stateOf(site, gated.view)).toBe(
        winner === 'approval.decided commander-cho' ? 'completed' : 'rejected',
      );
    },
    LONG_MS,
  );

  it(
    'counts the recorded backup’s own transition, as the backup',
    async () => {
      const gated = await atUseGate(site);
      await moved(site, 'backup-bo', [gated.subtask, 'Approve']);
      const view = await seen(site, gated.view);
      expect(view.summary.state).toBe('completed');
      expect(view.gates[0]?.seats[0]?.decision).toMatchObject({
        as: 'backup',
        by: { accountId: 'backup-bo' },
      });
    },
    LONG_MS,
  );
});

describe('APR-13: an approver who is gone', () => {
  it(
    'decides nothing while inactive; what was decided before stays',
    async () => {
      const other = await atRunGate(site);
      expect(await tryInPanel('secowner-sam', other, 'run')).toBe('ok');
      const gated = await atUseGate(site);
      // Cho moves the subtask, no event tells, and the account is closed before the sweep finds the move.
      await order(site, { door: 'events', mode: 'drop', times: 1 });
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      const close = (accountId: string) =>
        site.request('/_local/accounts', { method: 'POST', body: { accountId, status: 'closed' } });
      expect((await close('commander-cho')).status).toBe(200);
      expect((await close('secowner-sam')).status).toBe(200);
      await later(site, 'PT6M');
      expect(await stateOf(site, gated.view)).toBe('awaiting-use-approval');
      expect(await ignoredIn(gated)).toEqual(['approval.ignored commander-cho']);
      expect(await decidedIn(other)).toEqual(['approval.decided secowner-sam']);
      expect(await tryInPanel('backup-bo', gated, 'use')).toBe('ok');
    },
    LONG_MS,
  );
});

describe('what the app itself does at a gate', () => {
  it(
    'never moves a subtask by its own account',
    async () => {
      const inPanel = await atUseGate(site);
      expect(await tryInPanel('commander-cho', inPanel, 'use')).toBe('ok');
      const inJira = await atRunGate(site);
      await moved(site, 'secowner-sam', [inJira.subtask, 'Approve']);
      await site.settle();
      const moves = (await trafficOf(site)).filter(
        ({ door, method, path }) => door === 'jira' && method === 'POST' && path.endsWith('/transitions'),
      );
      expect(moves.map(({ provider, accountId }) => [provider, accountId])).toEqual([
        ['user', 'commander-cho'],
      ]);
    },
    LONG_MS,
  );

  it(
    'answers once when the event of a wrong move comes four times',
    async () => {
      const gated = await atUseGate(site);
      await order(site, { door: 'events', mode: 'duplicate', times: 3 });
      await moved(site, 'agent-ana', [gated.subtask, 'Approve']);
      await later(site, 'PT11M');
      expect(await saidOn(site, gated.subtask)).toHaveLength(1);
      expect(await ignoredIn(gated)).toEqual(['approval.ignored agent-ana']);
    },
    LONG_MS,
  );
});
