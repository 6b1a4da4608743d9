import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import {
  ANA,
  atRunGate,
  atUseGate,
  eventsOf,
  GATES,
  later,
  moved,
  OPERATION,
  order,
  saidOn,
  seen,
  stateOf,
} from '../site/at-use-gate';
import { EXAMPLES } from '../site/call-examples';
import { trafficOf } from '../site/evidence';
import { afresh, useSite } from '../site/gate-trials';
import { codeOf, handOff, panelOf } from '../site/handoffs';

/** The rows of the group EVT of the threat model, each performed on the built app (docs/threats.md). */

const LONG_MS = 120_000;
const site = useSite();

const calm = () => site.request('/_local/faults', { method: 'DELETE' });

describe('EVT-01: a replayed event', () => {
  it.each([1, 2, 3])(
    'that comes %i times more is one decision and one comment',
    async (times) => {
      const gated = await atUseGate(site);
      await order(site, { door: 'events', mode: 'duplicate', times });
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      await later(site, 'PT11M');
      const events = await eventsOf(site, gated.view);
      expect(events.filter((event) => event === 'approval.decided')).toHaveLength(1);
      expect(await saidOn(site, 'INC-2041')).toHaveLength(1);
      expect(await saidOn(site, gated.subtask)).toEqual([]);
    },
    LONG_MS,
  );
});

describe('EVT-02: events out of order', () => {
  it.each([{ mode: 'reorder' }, { mode: 'delay', delayMs: 1_500 }])(
    'end in the same state: $mode',
    async (fault) => {
      const gated = await atUseGate(site);
      await order(site, { door: 'events', ...fault });
      await moved(site, 'agent-ana', [gated.subtask, 'Approve']);
      await moved(site, 'agent-ana', [gated.subtask, 'Reopen']);
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      await calm();
      await later(site, 'PT11M');
      expect(await stateOf(site, gated.view)).toBe('completed');
      expect(await saidOn(site, 'INC-2041')).toHaveLength(1);
      expect(await saidOn(site, gated.subtask)).toHaveLength(1);
    },
    LONG_MS,
  );
});

describe('EVT-03: lost events', () => {
  it(
    'cost time only: the sweep finds what no event told',
    async () => {
      const lost = fc.subarray(['approve', 'wrong', 'push'] as const);
      await fc.assert(
        fc.asyncProperty(lost, async (what) => {
          await afresh(site);
          const gated = await atUseGate(site);
          if (what.includes('wrong')) await order(site, { door: 'events', mode: 'drop', times: 1 });
          await moved(site, 'agent-ana', [gated.subtask, 'Approve']);
          await moved(site, 'agent-ana', [gated.subtask, 'Reopen']);
          if (what.includes('approve')) await order(site, { door: 'events', mode: 'drop', times: 1 });
          if (what.includes('push')) await order(site, { door: 'queue', mode: 'drop', times: 2 });
          await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
          await calm();
          await later(site, 'PT16M');
          expect([what, await stateOf(site, gated.view)]).toEqual([what, 'completed']);
          expect(await saidOn(site, 'INC-2041')).toHaveLength(1);
          expect(await saidOn(site, gated.subtask)).toHaveLength(1);
        }),
        { numRuns: 8, endOnFailure: true },
      );
    },
    LONG_MS,
  );

  it(
    'do not undo a decision that was taken in time and is found late',
    async () => {
      const gated = await atUseGate(site);
      await later(site, 'PT3H50M');
      await order(site, { door: 'events', mode: 'drop', times: 1 });
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      await calm();
      await later(site, 'PT15M');
      expect(await stateOf(site, gated.view)).toBe('completed');
    },
    LONG_MS,
  );
});

const ScopeSchema = z.object({ data: z.object({ seal: z.string(), nonce: z.string() }) });

describe('EVT-04: a double click, and many tabs', () => {
  it(
    'make one hand-off of ten calls at once',
    async () => {
      const scope = await site.invoke({
        ...ANA,
        call: 'panel.review-scope',
        payload: { operation: OPERATION },
      });
      const { seal, nonce } = ScopeSchema.parse(scope).data;
      const payload = { ...EXAMPLES['panel.hand-off'], operation: OPERATION, seal, nonce };
      const click = () => site.invoke({ ...ANA, call: 'panel.hand-off', payload });
      const codes = (await Promise.all(Array.from({ length: 10 }, click))).map(codeOf);
      expect(codes).toContain('ok');
      await site.settle();
      expect(await panelOf(site, ANA)).toMatchObject({ mode: 'issue', earlierCount: 0 });
      expect(codeOf(await click())).toBe('ok');
      expect(await panelOf(site, ANA)).toMatchObject({ mode: 'issue', earlierCount: 0 });
    },
    LONG_MS,
  );
});

describe('EVT-05: events that the app’s own writes send', () => {
  it(
    'start nothing: once everything is done no work goes on',
    async () => {
      const gated = await atUseGate(site);
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      await site.settle();
      const before = (await trafficOf(site)).at(-1)?.n ?? 0;
      await site.settle();
      expect(await trafficOf(site, before)).toEqual([]);
    },
    LONG_MS,
  );
});

describe('EVT-06: a clock near the deadline', () => {
  it.each([
    ['PT3H58M', 'completed'],
    ['PT4H2M', 'timed-out'],
  ])(
    'counts the time at which Jira says that it was moved: %s after asking it is %s',
    async (after, state) => {
      const gated = await atUseGate(site);
      await later(site, after);
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      await later(site, 'PT11M');
      expect(await stateOf(site, gated.view)).toBe(state);
    },
    LONG_MS,
  );
});

describe('EVT-07: an issue that goes away meanwhile', () => {
  it.each([
    ['at the run gate', () => atRunGate(site)],
    ['at the use gate', () => atUseGate(site)],
  ] as const)(
    'ends the hand-off %s, writes nothing and keeps the record',
    async (_where, open) => {
      const gated = await open();
      const path = `/rest/api/3/issue/${gated.view.summary.issueKey}?deleteSubtasks=true`;
      expect((await site.request(path, { method: 'DELETE' })).status).toBe(204);
      await later(site, 'PT6M');
      const events = await eventsOf(site, gated.view);
      expect(events).toContain('approval.invalidated');
      await later(site, 'PT26H');
      const later26 = await eventsOf(site, gated.view);
      expect(later26).not.toContain('handoff.timed-out');
      expect(later26).not.toContain('writeback.done');
    },
    LONG_MS,
  );
});

describe('EVT-08: a function that is killed', () => {
  it.each([
    ['run', 'before'],
    ['run', 'after'],
    ['use', 'before'],
    ['use', 'after'],
  ] as const)(
    'at a call of the %s gate, %s its effect, is repaired: one decision and one comment',
    async (gate, when) => {
      for (let skip = 0; skip < 6; skip += 2) {
        await afresh(site);
        const gated = await GATES[gate].open(site);
        await order(site, { door: 'jira', mode: 'crash', when, skip, times: 1 });
        await moved(site, GATES[gate].approver, [gated.subtask, 'Approve']);
        await calm();
        await later(site, 'PT16M');
        const view = await seen(site, gated.view);
        const wanted = gate === 'run' ? 'awaiting-review' : 'completed';
        expect([gate, when, skip, view.summary.state]).toEqual([gate, when, skip, wanted]);
        const decided = (await eventsOf(site, view)).filter((event) => event === 'approval.decided');
        expect(decided).toHaveLength(1);
        expect(await saidOn(site, view.summary.issueKey)).toHaveLength(gate === 'use' ? 1 : 0);
      }
    },
    LONG_MS,
  );

  it(
    'shows a failure to people after bounded tries, and says how to go on',
    async () => {
      const gated = await atUseGate(site);
      await order(site, { door: 'jira', mode: 'status', status: 400, match: '/comment$' });
      await moved(site, 'commander-cho', [gated.subtask, 'Approve']);
      await later(site, 'PT16M');
      const view = await seen(site, gated.view);
      expect(view.summary.state).toBe('run-failed');
      expect(view.explanation).toContain('again');
      await calm();
      expect((await handOff(site, ANA, OPERATION)).summary.state).toBe('queued');
    },
    LONG_MS,
  );
});
