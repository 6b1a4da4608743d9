import { afterEach, describe, expect, it } from '@jest/globals';
import { press, tick } from '../site/acts';
import { atUseGate, eventsOf, stateOf } from '../site/at-use-gate';
import { handOff, viewOf } from '../site/handoffs';
import { asPerson } from '../site/people';
import { publish } from '../site/policies';
import { useStage } from '../site/stage';
import { frameOf, leave, visit } from '../site/visits';

const stage = useStage();
const LONG_MS = 120_000;

afterEach(async () => {
  await stage().site.request('/_local/reset', { method: 'POST', body: { seed: 'demo' } });
});

describe('a gate in other places than its subtask', () => {
  it(
    'is one of a batch in the queue, asked once and answered by the row',
    async () => {
      const { site } = stage();
      await publish(site, (document) => ({
        ...document,
        tests: [],
        gates: { ...document.gates, allowsBatch: true },
        rules: [
          ...document.rules,
          {
            id: 'look-1',
            priority: 300,
            category: 'control',
            when: { operations: ['gather-diagnostics'] },
            effect: { type: 'require-approval', gate: 'run' },
            threshold: 'looked at first',
            because: 'This team looks before AI reads anything.',
          },
        ],
      }));
      const ana = { as: 'agent-ana', issueKey: 'INC-2041' };
      const { summary } = await handOff(site, ana, 'gather-diagnostics');
      expect((await viewOf(site, ana, summary.id)).gates[0]?.plan.risk).toBe('low');
      const cho = await asPerson(stage(), 'commander-cho');
      await cho.open('/jira/apps/handoff');
      const queue = frameOf(cho);
      await tick(queue.getByRole('checkbox', { name: 'Choose INC-2041 for a batch' }));
      await press(queue.getByRole('button', { name: 'Approve 1 of low risk' }));
      await press(queue.getByRole('button', { name: 'Approve 1', exact: true }));
      await queue.getByRole('heading', { name: '1 of 1 approved' }).waitFor();
      expect(await stateOf(site, { summary })).toBe('awaiting-review');
      await leave(cho);
    },
    LONG_MS,
  );

  it(
    'is reminded of by its requester, once an hour',
    async () => {
      const { site } = stage();
      const { view } = await atUseGate(site);
      const ana = await visit(stage(), 'agent-ana', 'INC-2041');
      const remind = ana.panel.getByRole('button', { name: 'Remind' });
      await remind.click();
      await ana.panel.getByRole('button', { name: 'Remind', disabled: true }).waitFor();
      await site.settle();
      expect(await eventsOf(site, view)).toContain('approval.reminded');
      await leave(ana);
    },
    LONG_MS,
  );
});
