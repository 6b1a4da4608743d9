import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { PolicyDocument } from '../../src/contract/policy';
import type { GateKind } from '../../src/contract/vocabulary';
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
  type Gated,
} from '../site/at-use-gate';
import { trafficOf, trailOf } from '../site/evidence';
import { accept, codeOf, decision, handOff, panelOf, viewOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';
import { publish } from '../site/policies';

/** The rows of the group APR of the threat model, each performed on the built app (docs/threats.md). */

const LONG_MS = 60_000;
let site: LocalSite;

beforeAll(async () => {
  site = await startLocalSite();
}, LONG_MS);

afterAll(() => site.stop());

afterEach(async () => {
  await site.request('/_local/faults', { method: 'DELETE' });
  await site.request('/_local/reset', { method: 'POST', body: { seed: 'demo' } });
});

const KINDS: readonly GateKind[] = ['run', 'use'];
const WAITING = { run: 'awaiting-run-approval', use: 'awaiting-use-approval' } as const;

const tryInPanel = async (as: string, { view, subtask }: Gated, gate: GateKind) =>
  codeOf(await site.invoke(decision({ as, issueKey: subtask }, view, { gate })));

const ignoredIn = async ({ view }: Gated): Promise<readonly string[]> =>
  (await trailOf(site, view.summary.id)).filter((line) => line.startsWith('approval.ignored'));

const decidedIn = async ({ view }: Gated): Promise<readonly string[]> =>
  (await trailOf(site, view.summary.id)).filter((line) => line.startsWith('approval.decided'));

const KeysSchema = z.object({ issues: z.array(z.object({ key: z.string() })) });

async function keysIn(projectKey: string): Promise<readonly [string, ...string[]]> {
  const body = { jql: `project = ${projectKey} ORDER BY key`, fields: ['summary'] };
  const { json } = await site.request('/rest/api/3/search/jql', { method: 'POST', body });
  const [first, ...rest] = KeysSchema.parse(json).issues.map(({ key }) => key);
  if (first === undefined) throw new Error(`${projectKey} has no issue`);
  return [first, ...rest];
}

const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

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
        await site.request('/_local/reset', { method: 'POST', body: { seed: 'demo' } });
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

describe('APR-09, APR-10: an issue that changes after it was sealed', () => {
  const CHANGES = [
    ['the description', { description: paragraph('Something else happened.') }, 'description'],
    ['the severity', { priority: { name: 'Low' } }, 'Priority went from'],
    ['the data class', { customfield_10051: { value: 'Restricted' } }, 'Restricted'],
  ] as const;

  it.each(KINDS.flatMap((gate) => CHANGES.map((change) => [gate, ...change] as const)))(
    'voids the approval at the %s gate when %s changes, and says what changed',
    async (gate, _what, fields, word) => {
      const gated = await GATES[gate].open(site);
      await edited(site, gated.view.summary.issueKey, { fields });
      expect(['ok', 'superseded']).toContain(await tryInPanel(GATES[gate].approver, gated, gate));
      const view = await seen(site, gated.view);
      expect(view.summary.state).toBe('superseded');
      expect(view.explanation).toContain(word);
      expect(await decidedIn(gated)).toEqual([]);
      expect(await saidOn(site, gated.view.summary.issueKey)).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'voids an approved run that has not begun, and an approved post that is not made yet',
    async () => {
      for (const gate of KINDS) {
        const gated = await GATES[gate].open(site);
        await order(site, { door: 'queue', mode: 'drop', skip: 1, times: 1 });
        await moved(site, GATES[gate].approver, [gated.subtask, 'Approve']);
        const between = await seen(site, gated.view);
        expect([gate, between.summary.state]).toEqual([gate, gate === 'run' ? 'queued' : 'writing-back']);
        await edited(site, gated.view.summary.issueKey, {
          fields: { description: paragraph('It was something else.') },
        });
        await later(site, 'PT6M');
        expect([gate, await stateOf(site, gated.view)]).toEqual([gate, 'superseded']);
        expect(await saidOn(site, gated.view.summary.issueKey)).toEqual([]);
        await site.request('/_local/reset', { method: 'POST', body: { seed: 'demo' } });
      }
    },
    LONG_MS,
  );

  it(
    'does not take the approver’s decision with another packet’s seal, or for another text',
    async () => {
      const gated = await atUseGate(site);
      const { view } = gated;
      const forged = { ...gated, view: { ...view, seal: 'f'.repeat(64) } };
      expect(await tryInPanel('commander-cho', forged, 'use')).toBe('superseded');
      const gates = view.gates.map((gate) => ({ ...gate, release: 'e'.repeat(64) }));
      expect(await tryInPanel('commander-cho', { ...gated, view: { ...view, gates } }, 'use')).toBe(
        'superseded',
      );
      const unnamed = view.gates.map((gate) => ({ ...gate, release: null }));
      const blind = { ...gated, view: { ...view, gates: unnamed } };
      expect(await tryInPanel('commander-cho', blind, 'use')).toBe('superseded');
      expect(await stateOf(site, view)).toBe('awaiting-use-approval');
    },
    LONG_MS,
  );

  it(
    'does not take the approver’s decision from the parent issue',
    async () => {
      const gated = await atUseGate(site);
      const onParent = { ...gated, subtask: 'INC-2041' };
      expect(await tryInPanel('commander-cho', onParent, 'use')).toBe('not-found');
      expect(await stateOf(site, gated.view)).toBe('awaiting-use-approval');
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

describe('APR-12: an approval that comes too late, or is used too late', () => {
  it(
    'ends as timed-out after 26 hours, and decides nothing afterwards',
    async () => {
      const gated = await atUseGate(site);
      await later(site, 'PT26H');
      expect(await stateOf(site, gated.view)).toBe('timed-out');
      expect(await tryInPanel('commander-cho', gated, 'use')).toBe('wrong-state');
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      expect(await stateOf(site, gated.view)).toBe('timed-out');
      expect(await saidOn(site, 'INC-2041')).toEqual([]);
      expect(await decidedIn(gated)).toEqual([]);
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

describe('a gate that the right person moves', () => {
  it.each([
    ['Reject', 'rejected'],
    ['Escalate', 'escalated'],
  ])(
    'ends as the word says on %s, from a phone as from a board',
    async (name, state) => {
      const gated = await atUseGate(site);
      await moved(site, 'commander-cho', [gated.subtask, name]);
      expect(await stateOf(site, gated.view)).toBe(state);
      expect(await decidedIn(gated)).toEqual(['approval.decided commander-cho']);
      expect(await saidOn(site, 'INC-2041')).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'writes one comment when the approval’s event and every step come twice',
    async () => {
      const gated = await atUseGate(site);
      await order(site, { door: 'events', mode: 'duplicate' });
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      expect(await stateOf(site, gated.view)).toBe('completed');
      expect(await saidOn(site, 'INC-2041')).toHaveLength(1);
      expect(await saidOn(site, gated.subtask)).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'is reminded, and passed on to the backup in time, which the issue shows to JQL',
    async () => {
      const gated = await atUseGate(site);
      const waitingFor = async (as: string): Promise<readonly string[]> => {
        const jql = 'aiHandoff.waitingFor = currentUser()';
        const body = { jql, fields: ['summary'] };
        const { json } = await site.request('/rest/api/3/search/jql', { as, method: 'POST', body });
        return (json as { issues: { key: string }[] }).issues.map(({ key }) => key);
      };
      expect(await waitingFor('commander-cho')).toContain('INC-2041');
      expect(await waitingFor('backup-bo')).not.toContain('INC-2041');
      await later(site, 'PT1H10M');
      expect(await eventsOf(site, gated.view)).toContain('approval.reminded');
      await later(site, 'PT1H');
      expect(await eventsOf(site, gated.view)).toContain('approval.backup-asked');
      expect(await waitingFor('backup-bo')).toContain('INC-2041');
      await moved(site, 'backup-bo', [gated.subtask, 'Approve']);
      expect(await waitingFor('backup-bo')).not.toContain('INC-2041');
      expect(await stateOf(site, gated.view)).toBe('completed');
    },
    LONG_MS,
  );
});

/** The incidents' kind covers the operations log as well, whose project has no subtask type. */
const withOperationsLog = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  kinds: document.kinds.map((kind) =>
    kind.kind === 'incident'
      ? {
          ...kind,
          projects: [...kind.projects, 'OPS'],
          issueTypes: [],
          ownerIsRequester: false,
          assumedDataClass: 'internal' as const,
          assumedSeverity: 'high' as const,
        }
      : kind,
  ),
});

describe('a gate in a project without a subtask type', () => {
  it(
    'is held in the panel of the issue, for its approver alone',
    async () => {
      await publish(site, withOperationsLog);
      const [issueKey] = await keysIn('OPS');
      const ana = { as: 'agent-ana', issueKey };
      await edited(site, issueKey, { fields: { assignee: { accountId: 'agent-ben' } } });
      const { summary } = await handOff(site, ana, 'draft-vendor-escalation');
      const ben = { ...ana, as: 'agent-ben' };
      await accept(site, ben, await viewOf(site, ben, summary.id));
      const view = await viewOf(site, ana, summary.id);
      expect(view.summary.state).toBe('awaiting-use-approval');
      expect(view.gates[0]?.plan.place).toBe('panel');
      expect(view.gates[0]?.seats.map(({ subtaskKey }) => subtaskKey)).toEqual([null]);
      for (const as of ['agent-ana', 'agent-ben', 'manager-mia'])
        expect([as, (await panelOf(site, { as, issueKey })).mode === 'issue']).toEqual([as, true]);
      const here = { view, subtask: issueKey };
      for (const as of ['agent-ana', 'agent-ben', 'manager-mia'])
        expect([as, await tryInPanel(as, here, 'use')]).toEqual([as, 'not-permitted']);
      expect(await stateOf(site, view)).toBe('awaiting-use-approval');
      expect(await tryInPanel('commander-cho', here, 'use')).toBe('ok');
      expect(await stateOf(site, view)).toBe('completed');
      expect(await eventsOf(site, view)).toContain('approval.held-in-panel');
    },
    LONG_MS,
  );
});
