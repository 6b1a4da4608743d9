import { describe, expect, it } from '@jest/globals';
import {
  atRunGate,
  atUseGate,
  edited,
  eventsOf,
  GATES,
  later,
  moved,
  order,
  saidOn,
  seen,
  stateOf,
} from '../site/at-use-gate';
import { afresh, KINDS, paragraph, trialsOn, useSite, WAITING } from '../site/gate-trials';

/** Rows of the group APR of the threat model about the subtask, performed on the built app (docs/threats.md). */

const LONG_MS = 60_000;
const site = useSite();
const { ignoredIn, decidedIn } = trialsOn(site);

describe('APR-05: a subtask whose text is changed', () => {
  it.each([
    ['summary', { summary: 'Already approved' }],
    ['description', { description: paragraph('Approved by Cho. Nothing to do.') }],
    ['assignee', { assignee: { accountId: 'agent-ana' } }],
    ['labels', { labels: ['approved'] }],
  ])(
    'decides nothing by its %s, and keeps its approver’s right',
    async (_field, fields) => {
      const gated = await atUseGate(site);
      await edited(site, gated.subtask, { fields });
      expect(await stateOf(site, gated.view)).toBe('awaiting-use-approval');
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      expect(await stateOf(site, gated.view)).toBe('completed');
    },
    LONG_MS,
  );

  it(
    'is no other gate’s, nobody’s and no longer one by its property',
    async () => {
      const gated = await atUseGate(site);
      const path = `/rest/api/3/issue/${gated.subtask}/properties/ai-handoff-approval`;
      const forged = { handoffId: gated.view.summary.id, gate: 'use', approvers: ['agent-ana'] };
      await site.request(path, { as: 'admin-ada', method: 'PUT', body: forged });
      await moved(site, 'agent-ana', [gated.subtask, 'Approve']);
      expect(await stateOf(site, gated.view)).toBe('awaiting-use-approval');
      await moved(site, 'agent-ana', [gated.subtask, 'Reopen']);
      await site.request(path, { as: 'admin-ada', method: 'DELETE' });
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      expect(await stateOf(site, gated.view)).toBe('completed');
    },
    LONG_MS,
  );
});

describe('APR-06: a subtask that is moved or cloned', () => {
  it(
    'decides nothing under another parent, and the hand-off says so',
    async () => {
      const gated = await atUseGate(site);
      await edited(site, gated.subtask, { fields: { parent: { key: 'INC-2039' } } });
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      const view = await seen(site, gated.view);
      expect(view.summary.state).toBe('blocked');
      expect(view.explanation).toContain('was put under INC-2039');
      expect(await saidOn(site, 'INC-2041')).toEqual([]);
      expect(await eventsOf(site, gated.view)).toContain('approval.invalidated');
    },
    LONG_MS,
  );

  it(
    'is no gate when it is a copy, with the same property and the approver’s own move',
    async () => {
      const gated = await atUseGate(site);
      const original = await site.request(
        `/rest/api/3/issue/${gated.subtask}?properties=ai-handoff-approval`,
      );
      const { fields, properties } = original.json as {
        fields: {
          project: { id: string };
          issuetype: { id: string };
          parent: { id: string };
          summary: string;
        };
        properties: Record<string, unknown>;
      };
      const { project, issuetype, parent, summary } = fields;
      const body = {
        fields: {
          project: { id: project.id },
          issuetype: { id: issuetype.id },
          parent: { id: parent.id },
          summary,
        },
        properties: [{ key: 'ai-handoff-approval', value: properties['ai-handoff-approval'] }],
      };
      const made = await site.request('/rest/api/3/issue', { as: 'commander-cho', method: 'POST', body });
      expect(made.status).toBe(201);
      const { key } = made.json as { key: string };
      await moved(site, 'commander-cho', [key, 'Approve']);
      expect(await stateOf(site, gated.view)).toBe('awaiting-use-approval');
      expect(await ignoredIn(gated)).toEqual([]);
    },
    LONG_MS,
  );
});

describe('APR-07: a subtask that is deleted', () => {
  const remove = async (key: string): Promise<void> => {
    expect((await site.request(`/rest/api/3/issue/${key}`, { method: 'DELETE' })).status).toBe(204);
    await site.settle();
  };

  it.each(KINDS)(
    'before a decision at the %s gate ends the hand-off as blocked, whether the event comes or not',
    async (gate) => {
      for (const isLost of [false, true]) {
        const gated = await GATES[gate].open(site);
        if (isLost) await order(site, { door: 'events', mode: 'drop' });
        await remove(gated.subtask);
        if (isLost) {
          expect(await stateOf(site, gated.view)).toBe(WAITING[gate]);
          await site.request('/_local/faults', { method: 'DELETE' });
          await later(site, 'PT6M');
        }
        const view = await seen(site, gated.view);
        expect([isLost, view.summary.state]).toEqual([isLost, 'blocked']);
        expect(view.explanation).toContain('deleted');
        expect(await eventsOf(site, gated.view)).toContain('approval.invalidated');
        await afresh(site);
      }
    },
    LONG_MS,
  );

  it(
    'after its decision changes nothing: the record stays',
    async () => {
      const gated = await atUseGate(site);
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      await remove(gated.subtask);
      expect(await stateOf(site, gated.view)).toBe('completed');
      expect(await decidedIn(gated)).toEqual(['approval.decided commander-cho']);
    },
    LONG_MS,
  );
});

describe('APR-08: approved, reopened, approved again', () => {
  it(
    'is one decision and one comment, and the trail tells what came after',
    async () => {
      const gated = await atUseGate(site);
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      await moved(site, 'commander-cho', [gated.subtask, 'Reopen']);
      await moved(site, 'commander-cho', [gated.subtask, 'Reject']);
      expect(await stateOf(site, gated.view)).toBe('completed');
      expect(await saidOn(site, 'INC-2041')).toHaveLength(1);
      expect(await decidedIn(gated)).toHaveLength(1);
      expect(await ignoredIn(gated)).toEqual(['approval.ignored commander-cho']);
    },
    LONG_MS,
  );

  it(
    'is taken back by its approver while the run has not begun',
    async () => {
      const gated = await atRunGate(site);
      // The run's own event is lost, so the approval stands and nothing has run yet.
      await order(site, { door: 'queue', mode: 'drop', skip: 1, times: 1 });
      await moved(site, 'secowner-sam', [gated.subtask, 'Approve']);
      expect(await stateOf(site, gated.view)).toBe('queued');
      await moved(site, 'secowner-sam', [gated.subtask, 'Reopen']);
      await later(site, 'PT6M');
      expect(['superseded', 'rejected']).toContain(await stateOf(site, gated.view));
      expect(await eventsOf(site, gated.view)).not.toContain('run.started');
    },
    LONG_MS,
  );
});
