import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { ADMIN_CALLS } from '../../src/contract/admin-calls';
import type { PolicyDocument } from '../../src/contract/policy';
import { ANA, atUseGate, eventsOf, OPERATION, stateOf } from '../site/at-use-gate';
import { trailOf, watch } from '../site/evidence';
import { codeOf, decision, handOff, panelOf, viewOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';
import {
  blockingRule,
  draftInput,
  publish,
  settingsOf,
  submitted,
  told,
  versionOf,
  withHours,
} from '../site/policies';

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

/** Stricter: nothing is allowed in INC, and the tests that say otherwise are gone. */
const closed = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  tests: [],
  rules: [...document.rules, blockingRule()],
});

/** Looser: nothing asks for an approval any more. */
const open = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  tests: [],
  rules: document.rules.filter(({ effect }) => effect.type !== 'require-approval'),
});

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
      const { gates } = await handOff(site, ANA, OPERATION);
      expect(gates.length).toBeGreaterThan(0);
      for (const { plan } of gates) {
        expect(plan.approvers.map(({ accountId }) => accountId)).not.toContain('admin-ada');
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
      const { view, subtask } = await atUseGate(site);
      await publish(site, closed);
      const answer = await site.invoke(
        decision({ as: 'commander-cho', issueKey: subtask }, view, { gate: 'use' }),
      );
      expect(['ok', 'superseded']).toContain(codeOf(answer));
      expect(await stateOf(site, view)).toBe('superseded');
      expect(await eventsOf(site, view)).not.toContain('writeback.done');
    },
    LONG_MS,
  );

  it(
    'gains nothing by a looser one: the gate that it was sealed with stays',
    async () => {
      const { view, subtask } = await atUseGate(site);
      await publish(site, open);
      expect(await stateOf(site, view)).toBe('awaiting-use-approval');
      await site.invoke(decision({ as: 'commander-cho', issueKey: subtask }, view, { gate: 'use' }));
      expect(await stateOf(site, view)).toBe('completed');
      expect((await viewOf(site, ANA, view.summary.id)).decision.policyVersion).toBe(1);
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
      expect((await panelOf(site, ANA)).mode).toBe('issue');
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
    expect(codeOf(await site.invoke({ ...ANA, ...review }))).toBe('unavailable');
    const payload = {
      operation: OPERATION,
      seal: '0'.repeat(64),
      nonce: '0'.repeat(32),
      requestId: randomUUID(),
    };
    expect(codeOf(await site.invoke({ ...ANA, call: 'panel.hand-off', payload }))).toBe('unavailable');
    await site.request('/_local/faults', { method: 'DELETE' });
    expect(await before.marks()).toEqual([]);
  });
});
