import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ANA, atUseGate, eventsOf, OPERATION, stateOf } from '../site/at-use-gate';
import { trailOf, watch } from '../site/evidence';
import { codeOf, decision, handOff, panelOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';
import { blockingRule, settingsOf, told } from '../site/policies';

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

describe('POL-05: conditions that are to keep the app busy', () => {
  const timed = async (jql: string): Promise<number> => {
    const { policy } = await settingsOf(site);
    const kinds = policy.document.kinds.map((kind) => ({ ...kind, jql }));
    const payload = { document: { ...policy.document, kinds } };
    const began = performance.now();
    expect(await told(site, 'admin-ada', ['admin.check', payload])).toBe('ok');
    const tried = { ...payload, issueKey: 'INC-2041' };
    expect(await told(site, 'admin-ada', ['admin.try-issue', tried])).toBe('ok');
    return performance.now() - began;
  };

  it.each([
    ['deep brackets', `${'('.repeat(240)}a = b${')'.repeat(240)}`],
    ['brackets that never close', '('.repeat(499)],
    ['many alternatives', `labels in (${'a, '.repeat(160)}a)`],
    ['a backtracking pattern', `summary ~ "${'(a+)+'.repeat(80)}$"`],
    ['quotes within quotes', `labels = "${'\\"'.repeat(230)}"`],
    ['negations', `${'not '.repeat(120)}a = b`],
  ])('%s are answered at once', async (_what, jql) => {
    expect(await timed(jql.slice(0, 500))).toBeLessThan(5_000);
  });

  it('what is longer or more than the contract takes is refused before it is read', async () => {
    const before = await watch(site);
    const { policy } = await settingsOf(site);
    const { document } = policy;
    const kinds = document.kinds.map((kind) => ({ ...kind, jql: `a = ${'b'.repeat(500)}` }));
    const rules = Array.from({ length: 1_001 }, (_none, at) => blockingRule({ id: `attack-${at}` }));
    for (const over of [{ kinds }, { rules }]) {
      const payload = { document: { ...document, ...over } };
      expect(await told(site, 'admin-ada', ['admin.check', payload])).toBe('invalid-input');
    }
    expect(await before.marks()).toEqual([]);
  });

  it(
    'a thousand rules are checked and decided in seconds',
    async () => {
      const { policy } = await settingsOf(site);
      const rules = Array.from({ length: 1_000 }, (_none, at) =>
        blockingRule({
          id: `attack-${at}`,
          when: { labels: Array.from({ length: 20 }, (_one, by) => `l${at}-${by}`) },
        }),
      );
      const began = performance.now();
      const payload = { issueKey: 'INC-2041', document: { ...policy.document, rules } };
      expect(await told(site, 'admin-ada', ['admin.try-issue', payload])).toBe('ok');
      expect(performance.now() - began).toBeLessThan(10_000);
    },
    LONG_MS,
  );
});

const halt = (version = 0) => ({ isHalted: true, reason: 'Wrong outputs', version });
const resume = (version = 1) => ({ isHalted: false, reason: 'Fixed', version });

describe('POL-06: a halt while something runs', () => {
  it(
    'stops what is queued before it runs',
    async () => {
      await site.request('/_local/faults', { method: 'POST', body: { door: 'queue', mode: 'drop' } });
      const view = await handOff(site, ANA, OPERATION);
      expect(await told(site, 'admin-ada', ['admin.set-switch', halt()])).toBe('ok');
      await site.request('/_local/faults', { method: 'DELETE' });
      await site.request('/_local/clock', { method: 'POST', body: { advance: 'PT15M' } });
      expect(await stateOf(site, view)).toBe('halted');
      expect(await eventsOf(site, view)).not.toContain('run.started');
    },
    LONG_MS,
  );

  it(
    'lets nobody approve or accept, and nothing is written back',
    async () => {
      const { view, subtask } = await atUseGate(site);
      expect(await told(site, 'admin-ada', ['admin.set-switch', halt()])).toBe('ok');
      const attempt = decision({ as: 'commander-cho', issueKey: subtask }, view, { gate: 'use' });
      expect(codeOf(await site.invoke(attempt))).toBe('halted');
      await site.settle();
      expect(await eventsOf(site, view)).not.toContain('writeback.done');
    },
    LONG_MS,
  );
});

describe('POL-07: a switch that is turned back silently', () => {
  it(
    'is not resumed by whoever halted it, nor without a reason, nor unseen',
    async () => {
      expect(await told(site, 'admin-ada', ['admin.set-switch', halt()])).toBe('ok');
      const before = await watch(site);
      expect(await told(site, 'admin-ada', ['admin.set-switch', resume()])).toBe('own-work');
      const silent = { ...resume(), reason: '  ' };
      expect(await told(site, 'admin-max', ['admin.set-switch', silent])).toBe('invalid-input');
      expect(await told(site, 'admin-max', ['admin.set-switch', resume(0)])).toBe('conflict');
      expect(await before.marks()).toEqual([]);
      expect((await panelOf(site, ANA)).mode).toBe('issue');
      expect(await told(site, 'admin-max', ['admin.set-switch', resume()])).toBe('ok');
      expect((await trailOf(site, 'site')).filter((line) => line.startsWith('killswitch'))).toEqual([
        'killswitch.changed admin-ada',
        'killswitch.changed admin-max',
      ]);
    },
    LONG_MS,
  );

  it('that cannot be read hands nothing to AI', async () => {
    await site.request('/_local/faults', {
      method: 'POST',
      body: { door: 'kvs', mode: 'status', status: 503, times: 500 },
    });
    const review = { call: 'panel.review-scope', payload: { operation: OPERATION } };
    expect(codeOf(await site.invoke({ ...ANA, ...review }))).toBe('unavailable');
  });
});
