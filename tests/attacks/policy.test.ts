import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { ADMIN_CALLS } from '../../src/contract/admin-calls';
import type { HandoffView } from '../../src/contract/handoff';
import type { PolicyDocument } from '../../src/contract/policy';
import type { Rule } from '../../src/contract/rule';
import { trailOf, watch } from '../site/evidence';
import { accept, codeOf, decision, handOff, panelOf, subtaskOf, viewOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';
import { draftInput, publish, settingsOf, submitted, told, versionOf } from '../site/policies';

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

const ana = { as: 'agent-ana', issueKey: 'INC-2041' } as const;
const OPERATION = 'prepare-incident-packet';

const withHours =
  (reviewHours: number) =>
  (document: PolicyDocument): PolicyDocument => ({
    ...document,
    limits: { ...document.limits, reviewHours },
  });

const rule = (over: Partial<Rule>): Rule => ({
  id: 'attack-1',
  priority: 1,
  category: 'control',
  when: { projects: ['INC'] },
  effect: { type: 'block' },
  because: 'An attack',
  threshold: 'never',
  ...over,
});

/** Stricter: nothing is allowed in INC, and the tests that say otherwise are gone. */
const closed = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  tests: [],
  rules: [...document.rules, rule({})],
});

/** Looser: nothing asks for an approval any more. */
const open = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  tests: [],
  rules: document.rules.filter(({ effect }) => effect.type !== 'require-approval'),
});

interface Gated {
  readonly view: HandoffView;
  readonly subtask: string;
}

/** INC-2041 up to its use gate. */
async function atUseGate(): Promise<Gated> {
  const { summary, owner } = await handOff(site, ana, OPERATION);
  const owned = { ...ana, as: owner.accountId };
  await accept(site, owned, await viewOf(site, owned, summary.id));
  const view = await viewOf(site, ana, summary.id);
  expect(view.summary.state).toBe('awaiting-use-approval');
  return { view, subtask: subtaskOf(view, 'use') };
}

const stateOf = async ({ summary }: Pick<HandoffView, 'summary'>): Promise<string> =>
  (await viewOf(site, ana, summary.id)).summary.state;

const eventsOf = async ({ summary }: Pick<HandoffView, 'summary'>): Promise<readonly string[]> =>
  (await trailOf(site, summary.id)).map((line) => line.split(' ', 1).join());

describe('POL-01: an admin who edits policy to approve own work', () => {
  it(
    'is refused as reviewer of what was written or submitted, and cannot publish without one',
    async () => {
      const { draft } = await submitted(site, open);
      const { revision } = draft;
      const before = await watch(site);
      const approve = { revision, verdict: 'approve', note: '' };
      expect(await told(site, 'admin-ada', ['admin.review', approve])).toBe('own-work');
      expect(await told(site, 'admin-ada', ['admin.publish', { revision }])).toBe('not-ready');
      const trial = { revision, projects: ['INC'] };
      expect(await told(site, 'admin-ada', ['admin.start-canary', trial])).toBe('not-ready');
      expect(await before.marks()).toEqual([]);
      expect((await settingsOf(site)).policy.version).toBe(1);
    },
    LONG_MS,
  );

  it(
    'loses the approval of the other admin with the next edit',
    async () => {
      const { draft } = await submitted(site, withHours(10));
      const approve = { revision: draft.revision, verdict: 'approve', note: '' };
      expect(await told(site, 'admin-max', ['admin.review', approve])).toBe('ok');
      expect(await told(site, 'admin-ada', ['admin.save-draft', await draftInput(site, open)])).toBe('ok');
      const after = await settingsOf(site);
      expect(after.draft?.draft).toMatchObject({ stage: 'editing', review: null });
      const revision = after.draft?.draft.revision ?? 0;
      expect(await told(site, 'admin-ada', ['admin.publish', { revision }])).toBe('not-ready');
    },
    LONG_MS,
  );

  it(
    'approves nothing under the own version: the backup is asked instead',
    async () => {
      const ada = { type: 'account' as const, accountId: 'admin-ada' };
      await publish(site, (document) => ({
        ...document,
        approvers: document.approvers.map((entry) => ({ ...entry, chain: [ada] })),
      }));
      const { gates } = await handOff(site, ana, OPERATION);
      expect(gates.length).toBeGreaterThan(0);
      for (const { plan } of gates) {
        expect(plan.approver.accountId).not.toBe('admin-ada');
        expect(plan.backup?.accountId).not.toBe('admin-ada');
      }
    },
    LONG_MS,
  );

  it(
    'leaves every version as it was, who wrote and who approved it, and each act in the trail',
    async () => {
      const first = await versionOf(site, 1);
      const second = await publish(site, withHours(10));
      await publish(site, withHours(20));
      expect((await versionOf(site, 1)).policy).toEqual(first.policy);
      expect((await versionOf(site, 2)).policy).toEqual(second);
      const { versions } = await settingsOf(site);
      expect(versions).toMatchObject([
        { version: 3, publishedBy: 'admin-ada', reviewedBy: 'admin-max' },
        { version: 2, publishedBy: 'admin-ada', reviewedBy: 'admin-max' },
        { version: 1 },
      ]);
      expect((await trailOf(site, 'site')).filter((line) => line.startsWith('policy.'))).toEqual(
        [1, 2].flatMap(() => [
          'policy.draft admin-ada',
          'policy.draft admin-ada',
          'policy.draft admin-ada',
          'policy.draft admin-max',
          'policy.changed admin-ada',
        ]),
      );
    },
    LONG_MS,
  );
});

describe('POL-02: a hand-off under a policy that is not in force any more', () => {
  it(
    'is superseded by a stricter version before it is written back',
    async () => {
      const { view, subtask } = await atUseGate();
      await publish(site, closed);
      const answer = await site.invoke(
        decision({ as: 'commander-cho', issueKey: subtask }, view, { gate: 'use' }),
      );
      expect(['ok', 'superseded']).toContain(codeOf(answer));
      expect(await stateOf(view)).toBe('superseded');
      expect(await eventsOf(view)).not.toContain('writeback.done');
    },
    LONG_MS,
  );

  it(
    'gains nothing by a looser one: the gate that it was sealed with stays',
    async () => {
      const { view, subtask } = await atUseGate();
      await publish(site, open);
      expect(await stateOf(view)).toBe('awaiting-use-approval');
      await site.invoke(decision({ as: 'commander-cho', issueKey: subtask }, view, { gate: 'use' }));
      expect(await stateOf(view)).toBe('completed');
      expect((await viewOf(site, ana, view.summary.id)).decision.policyVersion).toBe(1);
    },
    LONG_MS,
  );
});

describe('POL-03: two admins who save at once', () => {
  it(
    'are told apart: one is stored, the other sees what changed and loses nothing',
    async () => {
      const inputs = [
        await draftInput(site, withHours(10)),
        await draftInput(site, (document) => ({ ...document, reviewBy: '2027-11-18' })),
      ];
      const [base] = [(await settingsOf(site)).policy.document];
      const admins = ['admin-ada', 'admin-max'];
      const codes = await Promise.all(
        inputs.map((input, at) => told(site, admins[at] ?? '', ['admin.save-draft', input])),
      );
      expect([...codes].sort()).toEqual(['conflict', 'ok']);
      const loser = codes.indexOf('conflict');
      const mine = inputs[loser]?.document;
      const merge = {
        as: admins[loser] ?? '',
        module: 'admin-page',
        call: 'admin.merge',
        payload: { base, mine },
      };
      const answer = await site.invoke(merge);
      expect(codeOf(answer)).toBe('ok');
      const merged = ADMIN_CALLS['admin.merge'].output.parse((answer as { readonly data: unknown }).data);
      expect(merged).toMatchObject({
        conflicts: [],
        document: { reviewBy: '2027-11-18', limits: { reviewHours: 10 } },
      });
      expect(merged.theirs).toHaveLength(1);
      const saved = (await trailOf(site, 'site')).filter((line) => line.startsWith('policy.draft'));
      expect(saved).toHaveLength(1);
    },
    LONG_MS,
  );

  it(
    'publish or roll back once',
    async () => {
      await publish(site, withHours(10));
      const back = { baseVersion: 2, version: 1, reason: 'A race' };
      const codes = await Promise.all(
        ['admin-ada', 'admin-max'].map((as) => told(site, as, ['admin.roll-back', back])),
      );
      expect([...codes].sort()).toEqual(['conflict', 'ok']);
      expect((await settingsOf(site)).policy.version).toBe(3);
    },
    LONG_MS,
  );
});

describe('POL-04: an invalid policy, an empty one, and storage that fails', () => {
  it(
    'malformed documents are refused, and the last valid version stays in force',
    async () => {
      const input = await draftInput(site, withHours(10));
      const before = await watch(site);
      const keys = Object.keys(input.document) as (keyof PolicyDocument)[];
      const spoiled = fc.oneof(
        fc.jsonValue(),
        fc.constantFrom(...keys).map((key) => ({ ...input.document, [key]: undefined })),
        fc.constantFrom(...keys).map((key) => ({ ...input.document, [key]: { $ne: null } })),
      );
      await fc.assert(
        fc.asyncProperty(spoiled, async (document) => {
          const payload = { ...input, document };
          expect(await told(site, 'admin-ada', ['admin.save-draft', payload])).toBe('invalid-input');
        }),
        { numRuns: 40 },
      );
      expect(await before.marks()).toEqual([]);
      expect((await panelOf(site, ana)).mode).toBe('issue');
    },
    LONG_MS,
  );

  it.each([
    ['no rules', { rules: [] }],
    ['no kinds', { kinds: [] }],
    ['no owners', { owners: [] }],
    ['no approvers', { approvers: [] }],
  ])('a policy with %s allows nothing that needs them', async (_what, empty) => {
    const { policy } = await settingsOf(site);
    const document = { ...policy.document, tests: [], ...empty };
    const payload = { issueKey: 'INC-2041', document };
    const answer = await site.invoke({
      as: 'admin-ada',
      module: 'admin-page',
      call: 'admin.try-issue',
      payload,
    });
    const { decisions } = ADMIN_CALLS['admin.try-issue'].output.parse(
      (answer as { readonly data: unknown }).data,
    );
    const gated = decisions.filter(({ inForce }) => inForce.operation === OPERATION);
    expect(gated).toHaveLength(1);
    expect(gated.map(({ inForce, draft }) => [inForce.outcome, draft.outcome])).toEqual([
      ['approval-bound', 'blocked'],
    ]);
  });

  it('one with errors is not submitted', async () => {
    const doubled = (document: PolicyDocument): PolicyDocument => ({
      ...document,
      rules: [...document.rules, ...document.rules.slice(0, 1)],
    });
    expect(await told(site, 'admin-ada', ['admin.save-draft', await draftInput(site, doubled)])).toBe('ok');
    expect(await told(site, 'admin-ada', ['admin.submit', { revision: 1 }])).toBe('not-ready');
  });

  it('storage that fails hands nothing to AI', async () => {
    const before = await watch(site);
    await site.request('/_local/faults', {
      method: 'POST',
      body: { door: 'kvs', mode: 'status', status: 503, times: 500 },
    });
    const review = { call: 'panel.review-scope', payload: { operation: OPERATION } };
    expect(codeOf(await site.invoke({ ...ana, ...review }))).toBe('unavailable');
    const payload = {
      operation: OPERATION,
      seal: '0'.repeat(64),
      nonce: '0'.repeat(32),
      requestId: randomUUID(),
    };
    expect(codeOf(await site.invoke({ ...ana, call: 'panel.hand-off', payload }))).toBe('unavailable');
    await site.request('/_local/faults', { method: 'DELETE' });
    expect(await before.marks()).toEqual([]);
  });
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
    const rules = Array.from({ length: 1_001 }, (_none, at) => rule({ id: `attack-${at}` }));
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
        rule({
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
      const view = await handOff(site, ana, OPERATION);
      expect(await told(site, 'admin-ada', ['admin.set-switch', halt()])).toBe('ok');
      await site.request('/_local/faults', { method: 'DELETE' });
      await site.request('/_local/clock', { method: 'POST', body: { advance: 'PT15M' } });
      expect(await stateOf(view)).toBe('halted');
      expect(await eventsOf(view)).not.toContain('run.started');
    },
    LONG_MS,
  );

  it(
    'lets nobody approve or accept, and nothing is written back',
    async () => {
      const { view, subtask } = await atUseGate();
      expect(await told(site, 'admin-ada', ['admin.set-switch', halt()])).toBe('ok');
      const attempt = decision({ as: 'commander-cho', issueKey: subtask }, view, { gate: 'use' });
      expect(codeOf(await site.invoke(attempt))).toBe('halted');
      await site.settle();
      expect(await eventsOf(view)).not.toContain('writeback.done');
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
      expect((await panelOf(site, ana)).mode).toBe('issue');
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
    expect(codeOf(await site.invoke({ ...ana, ...review }))).toBe('unavailable');
  });
});
