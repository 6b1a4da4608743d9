import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { PolicyDocument } from '../../src/contract/policy';
import {
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
import { afresh, KINDS, paragraph, trialsOn, useSite } from '../site/gate-trials';
import { accept, handOff, panelOf, viewOf } from '../site/handoffs';
import { publish } from '../site/policies';

/** Rows of the group APR of the threat model about packet and time, performed on the built app (docs/threats.md). */

const LONG_MS = 60_000;
const site = useSite();
const { tryInPanel, decidedIn } = trialsOn(site);

const KeysSchema = z.object({ issues: z.array(z.object({ key: z.string() })) });

async function keysIn(projectKey: string): Promise<readonly [string, ...string[]]> {
  const body = { jql: `project = ${projectKey} ORDER BY key`, fields: ['summary'] };
  const { json } = await site.request('/rest/api/3/search/jql', { method: 'POST', body });
  const [first, ...rest] = KeysSchema.parse(json).issues.map(({ key }) => key);
  if (first === undefined) throw new Error(`${projectKey} has no issue`);
  return [first, ...rest];
}

describe('APR-09, APR-10: an issue that changes after it was sealed', () => {
  const CHANGES = [
    ['the description', { description: paragraph('Something else happened.') }, 'description'],
    ['the severity', { priority: { name: 'Low' } }, 'Priority went from'],
    ['the data class', { customfield_10051: { value: 'Restricted' } }, 'Restricted'],
  ] as const;

  it.each(KINDS.flatMap((gate) => CHANGES.map((change) => [gate, ...change] as const)))(
    'voids the approval at the %s gate when %s changes, and says what changed',
    async (gate, ...[, fields, word]) => {
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
        await afresh(site);
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
