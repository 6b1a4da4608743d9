import { describe, expect, it } from '@jest/globals';
import type { PolicyTest } from '../../contract/policy';
import type { LifeStep, PolicyStore } from '../policy-store';
import { documentOf, newVersionOf, policyDraftOf, publishNext, stepOn, versionOf } from './policy-samples';
import { FACTS, SITE, siteDraft } from './samples';
import { allOf, entriesOf, type Stores, type WithStores } from './stores';

const conflict = { name: 'PortError', code: 'conflict' };
const changed = siteDraft('policy.changed');

const siteEvents = async (stores: Stores): Promise<readonly string[]> =>
  (await entriesOf(stores, SITE)).map(({ event }) => event);

const statesIn = async (policies: PolicyStore): Promise<readonly (readonly [number, string])[]> =>
  (await policies.versions(null)).items.map(({ version, state }) => [version, state]);

function itKeepsADraft(withStores: WithStores): void {
  it('keeps one draft, with its entry, until it is taken away', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      await policies.saveSlot(await stepOn(policies, policyDraftOf(10)));
      expect(await policies.slot()).toEqual({ revision: 1, lastVersion: 1, draft: policyDraftOf(10) });
      await policies.saveSlot(await stepOn(policies, policyDraftOf(20)));
      expect((await policies.slot()).draft).toEqual(policyDraftOf(20, { revision: 2 }));
      await policies.saveSlot(await stepOn(policies, null));
      expect(await policies.slot()).toEqual({ revision: 3, lastVersion: 1, draft: null });
      expect(await siteEvents(stores)).toEqual(['policy.draft', 'policy.draft', 'policy.draft']);
      expect((await policies.control()).policy.version).toBe(1);
    }));

  it('raises conflict for a step on a revision that is not there any more, and stores nothing', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      const stale = await stepOn(policies, policyDraftOf(10));
      await policies.saveSlot(await stepOn(policies, policyDraftOf(20)));
      const trial = { ...newVersionOf(2, 10), projects: ['INC'] };
      await expect(policies.saveSlot(stale)).rejects.toMatchObject(conflict);
      await expect(policies.publish(newVersionOf(2, 10), stale)).rejects.toMatchObject(conflict);
      await expect(policies.startTrial(trial, stale)).rejects.toMatchObject(conflict);
      expect((await policies.slot()).draft).toEqual(policyDraftOf(20));
      expect((await policies.control()).policy.version).toBe(1);
      expect(await policies.version(2)).toBeNull();
      expect(await siteEvents(stores)).toHaveLength(1);
    }));

  it('stores one of two that are saved at once, a first one too', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      const saveBoth = async (hours: readonly number[]) => {
        const steps: LifeStep[] = [];
        for (const each of hours) steps.push(await stepOn(policies, policyDraftOf(each)));
        return (await Promise.allSettled(steps.map((step) => policies.saveSlot(step)))).map(
          ({ status }) => status,
        );
      };
      expect((await saveBoth([10, 20])).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await saveBoth([30, 40])).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await policies.slot()).revision).toBe(2);
      expect(await siteEvents(stores)).toHaveLength(2);
    }));

  it('keeps a large document whole, and takes a damaged draft for none', () =>
    withStores(async ({ policies }) => {
      const tests = Array.from({ length: 200 }, (_none, at) => ({
        ...SOME_TEST,
        name: `case ${at} ${'x'.repeat(100)}`,
      }));
      const large = { ...documentOf(10), tests };
      const version = versionOf(1, 10, large);
      const draft = policyDraftOf(10, { document: large, digest: version.digest });
      expect(JSON.stringify(large).length).toBeGreaterThan(60_000);
      await policies.saveSlot(await stepOn(policies, draft));
      expect((await policies.slot()).draft).toEqual(draft);
      await policies.saveSlot(await stepOn(policies, { ...draft, digest: '0'.repeat(64) }));
      expect(await policies.slot()).toEqual({ revision: 2, lastVersion: 1, draft: null });
    }));
}

const SOME_TEST = {
  name: 'case',
  input: {
    operation: 'gather-diagnostics',
    facts: FACTS,
    at: '2026-11-18T10:00:00.000Z',
    draw: null,
    stopped: [],
    bypassIds: [],
  },
  expect: { outcome: 'eligible', rules: [] },
} satisfies PolicyTest;

function itPublishes(withStores: WithStores): void {
  it('puts a version in force together with its entry, newest first in the list, and takes the draft away', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      await policies.saveSlot(await stepOn(policies, policyDraftOf(10)));
      await publishNext(policies, 10);
      await publishNext(policies, 20);
      expect((await policies.control()).policy).toEqual(versionOf(3, 20));
      const { items, cursor } = await policies.versions(null);
      expect(items.map(({ version, change, state }) => [version, change, state])).toEqual([
        [3, '20 hours', 'in-force'],
        [2, '10 hours', 'past'],
        [1, 'The policy that ships with the app', 'past'],
      ]);
      expect([cursor, items[0]?.reviewedBy]).toEqual([null, 'admin-max']);
      expect(await policies.slot()).toEqual({ revision: 3, lastVersion: 3, draft: null });
      expect(await siteEvents(stores)).toEqual(['policy.draft', 'policy.changed', 'policy.changed']);
    }));

  it('raises conflict on a version that is not in force any more, and stores nothing', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      await publishNext(policies, 10);
      const stale = await stepOn(policies, null, { baseVersion: 1, entry: changed });
      await expect(policies.publish(newVersionOf(3, 20), stale)).rejects.toMatchObject(conflict);
      expect((await policies.control()).policy).toEqual(versionOf(2, 10));
      expect(await statesIn(policies)).toHaveLength(2);
      expect(await siteEvents(stores)).toEqual(['policy.changed']);
    }));

  it('puts one of two in force that are published at once', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      const steps = [await stepOn(policies, null, { entry: changed }), await stepOn(policies, null)];
      const outcomes = await Promise.allSettled(
        steps.map((step, at) => policies.publish(newVersionOf(2, 10 * (at + 1)), step)),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await siteEvents(stores)).toHaveLength(1);
    }));

  it('keeps every version whole, and lists them 20 a page', () =>
    withStores(async ({ policies }) => {
      for (let hours = 1; hours <= 24; hours += 1) await publishNext(policies, hours);
      const first = await policies.versions(null);
      expect(first.items).toHaveLength(20);
      const all = await allOf((cursor) => policies.versions(cursor));
      expect(all.map(({ version }) => version)).toEqual(Array.from({ length: 25 }, (_none, at) => 25 - at));
      expect(all.filter(({ state }) => state === 'in-force').map(({ version }) => version)).toEqual([25]);
      expect(await policies.version(7)).toMatchObject({
        policy: versionOf(7, 6),
        summary: { state: 'past', change: '6 hours' },
      });
      expect((await policies.version(25))?.summary.state).toBe('in-force');
      expect([await policies.version(26), (await policies.version(1))?.summary.state]).toEqual([
        null,
        'past',
      ]);
    }));
}

/** Puts version 2 on trial in INC. */
async function tryTwo(policies: PolicyStore): Promise<void> {
  const next = { ...newVersionOf(2, 10), projects: ['INC'] };
  await policies.startTrial(next, await stepOn(policies, policyDraftOf(10), { lastVersion: 2 }));
}

function itTries(withStores: WithStores): void {
  it('shows a version on trial beside the one in force, until the trial is over', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      await tryTwo(policies);
      const trial = { policy: versionOf(2, 10), projects: ['INC'] };
      expect(await policies.control()).toMatchObject({ policy: { version: 1 }, trial });
      expect((await policies.desk('10001')).trial).toEqual(trial);
      expect(await statesIn(policies)).toEqual([
        [2, 'canary'],
        [1, 'in-force'],
      ]);
      await policies.stopTrial(2, await stepOn(policies, policyDraftOf(10)));
      expect((await policies.control()).trial).toBeNull();
      expect(await statesIn(policies)).toEqual([
        [2, 'dropped'],
        [1, 'in-force'],
      ]);
      expect((await policies.slot()).lastVersion).toBe(2);
      expect(await siteEvents(stores)).toEqual(['policy.draft', 'policy.draft']);
    }));

  it('ends the trial when its version comes into force', () =>
    withStores(async ({ policies }) => {
      await tryTwo(policies);
      await policies.publish(newVersionOf(2, 10), await stepOn(policies, null, { entry: changed }));
      expect(await policies.control()).toMatchObject({ policy: { version: 2 }, trial: null });
      expect(await statesIn(policies)).toEqual([
        [2, 'in-force'],
        [1, 'past'],
      ]);
    }));

  it('drops the version on trial when another comes into force', () =>
    withStores(async ({ policies }) => {
      await tryTwo(policies);
      const step = await stepOn(policies, null, { entry: changed, lastVersion: 3 });
      await policies.publish(newVersionOf(3, 20), step);
      expect(await policies.control()).toMatchObject({ policy: { version: 3 }, trial: null });
      expect(await statesIn(policies)).toEqual([
        [3, 'in-force'],
        [2, 'dropped'],
        [1, 'past'],
      ]);
    }));
}

/** What every PolicyStore promises of drafts, versions and trials. */
export function describePolicyLife(withStores: WithStores): void {
  describe('the life of a policy', () => {
    itKeepsADraft(withStores);
    itPublishes(withStores);
    itTries(withStores);
  });
}
