import { describe, expect, it } from '@jest/globals';
import { digestOf } from '../../domain/canonical/canonical';
import { DEFAULT_POLICY } from '../../domain/policy/default-policy';
import { describePolicyLife } from './policy-life.suite';
import { newVersionOf, publishNext, stepOn } from './policy-samples';
import { describeSimulations } from './policy-simulations.suite';
import { draftOf, firstCommit, handoffOf, SITE, siteDraft } from './samples';
import { entriesOf, type Stores, type WithStores } from './stores';

const conflict = { name: 'PortError', code: 'conflict' };
const refused = { name: 'PortError', code: 'refused' };

const flipped = siteDraft('killswitch.changed');
const wanted = {
  isHalted: true,
  reason: 'Drill',
  version: 0,
  changedBy: 'admin-ada',
  changedAt: '2026-11-18T10:00:00.000Z',
};

const siteEvents = async (stores: Stores): Promise<readonly string[]> =>
  (await entriesOf(stores, SITE)).map(({ event }) => event);

function itShips(withStores: WithStores): void {
  it('has the shipped policy as version 1, no draft, no trial, no stops, and the switch open', () =>
    withStores(async ({ policies }) => {
      const { policy, trial, stops, siteSwitch } = await policies.control();
      expect([policy.version, policy.digest, siteSwitch.isHalted]).toEqual([
        1,
        digestOf(DEFAULT_POLICY),
        false,
      ]);
      expect([trial, stops]).toEqual([null, []]);
      expect(await policies.slot()).toEqual({ revision: 0, lastVersion: 1, draft: null });
      expect((await policies.versions(null)).items).toMatchObject([{ version: 1, state: 'in-force' }]);
      expect(await policies.version(1)).toMatchObject({ policy, summary: { version: 1, state: 'in-force' } });
      expect((await policies.desk('10001')).slot).toBeNull();
    }));

  it('says of a document whether it fits', () =>
    withStores(async ({ policies }) => {
      expect(policies.fits(DEFAULT_POLICY)).toBe(true);
      // Texts that no packing makes small: each is a digest of its place.
      const noise = (at: number): string =>
        Array.from({ length: 300 }, (_none, part) => digestOf([at, part])).join('');
      const rules = Array.from({ length: 60 }, (_none, at) => ({
        id: `noise-${at}`,
        priority: 1,
        category: 'control' as const,
        when: {},
        effect: { type: 'block' as const },
        because: noise(at),
        threshold: 'none',
      }));
      expect(policies.fits({ ...DEFAULT_POLICY, rules })).toBe(false);
    }));
}

function itRefusesHalves(withStores: WithStores): void {
  it('stores nothing of an act whose entry is not whole', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      const broken = {
        ...siteDraft('policy.changed'),
        draft: () => ({ ...draftOf('policy.changed'), requestId: 'x'.repeat(129) }),
      };
      const notAnEntry = { name: 'DomainError', code: 'not-an-entry' };
      const step = await stepOn(policies, null, { entry: broken });
      await expect(policies.publish(newVersionOf(2, 10), step)).rejects.toMatchObject(notAnEntry);
      await expect(policies.saveSlot(step)).rejects.toMatchObject(notAnEntry);
      await expect(policies.setSwitch(wanted, broken)).rejects.toMatchObject(notAnEntry);
      await expect(policies.setStops([], [STOP], broken)).rejects.toMatchObject(notAnEntry);
      const { policy, stops, siteSwitch } = await policies.control();
      expect([policy.version, stops, siteSwitch.isHalted]).toEqual([1, [], false]);
      expect((await policies.slot()).revision).toBe(0);
      expect((await policies.versions(null)).items).toHaveLength(1);
      expect(await siteEvents(stores)).toEqual([]);
    }));

  it('refuses to give a policy whose digest is not its own, so that nothing is allowed', () =>
    withStores(async ({ policies }) => {
      const { policy, ...rest } = newVersionOf(2, 10);
      const damaged = { ...rest, policy: { ...policy, digest: '0'.repeat(64) } };
      await policies.publish(damaged, await stepOn(policies, null));
      await expect(policies.control()).rejects.toMatchObject(refused);
      await expect(policies.desk('10001')).rejects.toMatchObject(refused);
      await expect(policies.version(2)).rejects.toMatchObject(refused);
    }));

  it('refuses while a version on trial is damaged, in every project', () =>
    withStores(async ({ policies }) => {
      const { policy, ...rest } = newVersionOf(2, 10);
      const damaged = { ...rest, policy: { ...policy, digest: '0'.repeat(64) }, projects: ['INC'] };
      await policies.startTrial(damaged, await stepOn(policies, null));
      await expect(policies.control()).rejects.toMatchObject(refused);
    }));
}

function itSwitches(withStores: WithStores): void {
  it('stores the switch together with its entry and shows it at once', () =>
    withStores(async (stores) => {
      const stored = await stores.policies.setSwitch(wanted, flipped);
      expect(stored).toEqual({ ...wanted, version: 1 });
      expect((await stores.policies.control()).siteSwitch).toEqual(stored);
      expect((await stores.policies.desk('10001')).siteSwitch).toEqual(stored);
      expect(await siteEvents(stores)).toEqual(['killswitch.changed']);
    }));

  it('raises conflict when the switch was changed meanwhile, and stores nothing', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      await policies.setSwitch(wanted, flipped);
      await expect(policies.setSwitch({ ...wanted, isHalted: false }, flipped)).rejects.toMatchObject(
        conflict,
      );
      expect((await policies.control()).siteSwitch.isHalted).toBe(true);
      expect(await siteEvents(stores)).toHaveLength(1);
    }));

  it('loses neither of a policy and a switch that are changed at once', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      await Promise.all([publishNext(policies, 10), policies.setSwitch(wanted, flipped)]);
      const { policy, siteSwitch } = await policies.control();
      expect([policy.version, siteSwitch.isHalted]).toEqual([2, true]);
      expect([...(await siteEvents(stores))].sort()).toEqual(['killswitch.changed', 'policy.changed']);
    }));

  it('shows an issue’s slot on its desk', () =>
    withStores(async ({ policies, handoffs }) => {
      const slot = await handoffs.ensureSlot('10001');
      const first = firstCommit(handoffOf(1));
      await handoffs.commit({
        ...first,
        slot: { ...slot, latestHandoffId: first.after.id, handoffCount: 1 },
      });
      expect((await policies.desk('10001')).slot).toMatchObject({
        version: 1,
        latestHandoffId: first.after.id,
      });
      expect((await policies.desk('10002')).slot).toBeNull();
    }));
}

const STOP = {
  class: 'evidence-gathering',
  who: 'business',
  role: null,
  accountId: 'gone-gil',
  since: '2026-11-18T10:00:00.000Z',
  told: 'backup-bo',
} as const;
const stopped = siteDraft('class.changed', null);

function itStops(withStores: WithStores): void {
  it('stores which classes stand still together with the entry, and that none does any more', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      await policies.setStops([], [STOP], stopped);
      expect((await policies.control()).stops).toEqual([STOP]);
      expect((await policies.desk('10001')).stops).toEqual([STOP]);
      await policies.setStops([STOP], [], stopped);
      expect((await policies.control()).stops).toEqual([]);
      expect(await siteEvents(stores)).toEqual(['class.changed', 'class.changed']);
    }));

  it('raises conflict when the stops are not those that were read, and stores nothing', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      await policies.setStops([], [STOP], stopped);
      await expect(policies.setStops([], [], stopped)).rejects.toMatchObject(conflict);
      const other = { ...STOP, who: 'technical' } as const;
      await expect(policies.setStops([other], [], stopped)).rejects.toMatchObject(conflict);
      expect((await policies.control()).stops).toEqual([STOP]);
      expect(await siteEvents(stores)).toHaveLength(1);
    }));
}

/** What every PolicyStore promises. */
export function describePolicyStore(name: string, withStores: WithStores): void {
  describe(`PolicyStore ${name}`, () => {
    itShips(withStores);
    itRefusesHalves(withStores);
    itSwitches(withStores);
    itStops(withStores);
    describePolicyLife(withStores);
    describeSimulations(withStores);
  });
}
