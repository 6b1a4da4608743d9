import { describe, expect, it } from '@jest/globals';
import type { PolicyVersion } from '../../contract/policy';
import { digestOf } from '../../domain/canonical/canonical';
import { DEFAULT_POLICY } from '../../domain/policy/default-policy';
import { draftOf, firstCommit, handoffOf, SITE, siteDraft } from './samples';
import { entriesOf, type Stores, type WithStores } from './stores';

const conflict = { name: 'PortError', code: 'conflict' };

function versionOf(version: number, reviewHours: number): PolicyVersion {
  const document = { ...DEFAULT_POLICY, limits: { ...DEFAULT_POLICY.limits, reviewHours } };
  return {
    version,
    digest: digestOf(document),
    publishedAt: '2026-11-18T10:00:00.000Z',
    publishedBy: 'admin-ada',
    document,
  };
}

const changed = siteDraft('policy.changed');
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

function itPublishes(withStores: WithStores): void {
  it('has the shipped policy as version 1 and the switch open', () =>
    withStores(async ({ policies }) => {
      const { policy, siteSwitch } = await policies.control();
      expect([policy.version, policy.digest, siteSwitch.isHalted]).toEqual([
        1,
        digestOf(DEFAULT_POLICY),
        false,
      ]);
      expect((await policies.versions()).map(({ version }) => version)).toEqual([1]);
      expect((await policies.desk('10001')).slot).toBeNull();
    }));

  it('puts a published version in force together with its entry, newest first in the list', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      await policies.publish(versionOf(2, 10), 'Ten hours', changed);
      await policies.publish(versionOf(3, 20), 'Twenty hours', changed);
      expect((await policies.control()).policy).toEqual(versionOf(3, 20));
      expect((await policies.versions()).map(({ version, change }) => [version, change])).toEqual([
        [3, 'Twenty hours'],
        [2, 'Ten hours'],
        [1, 'The policy that ships with the app'],
      ]);
      expect(await siteEvents(stores)).toEqual(['policy.changed', 'policy.changed']);
    }));

  it('raises conflict for a version that another one was put before, and stores nothing of it', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      await policies.publish(versionOf(2, 10), 'Ten hours', changed);
      await expect(policies.publish(versionOf(2, 20), 'Twenty', changed)).rejects.toMatchObject(conflict);
      await expect(policies.publish(versionOf(4, 20), 'A gap', changed)).rejects.toMatchObject(conflict);
      expect((await policies.control()).policy).toEqual(versionOf(2, 10));
      expect(await policies.versions()).toHaveLength(2);
      expect(await siteEvents(stores)).toEqual(['policy.changed']);
    }));
}

function itRefusesHalves(withStores: WithStores): void {
  it('stores neither version nor switch when the entry is not whole', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      const broken = {
        ...changed,
        draft: () => ({ ...draftOf('policy.changed'), requestId: 'x'.repeat(129) }),
      };
      const refused = { name: 'DomainError', code: 'not-an-entry' };
      await expect(policies.publish(versionOf(2, 10), 'Ten', broken)).rejects.toMatchObject(refused);
      await expect(policies.setSwitch(wanted, broken)).rejects.toMatchObject(refused);
      const { policy, siteSwitch } = await policies.control();
      expect([policy.version, siteSwitch.isHalted]).toEqual([1, false]);
      expect(await policies.versions()).toHaveLength(1);
      expect(await siteEvents(stores)).toEqual([]);
    }));

  it('refuses to give a policy whose digest is not its own, so that nothing is allowed', () =>
    withStores(async ({ policies }) => {
      await policies.publish({ ...versionOf(2, 10), digest: '0'.repeat(64) }, 'Damaged', changed);
      await expect(policies.control()).rejects.toMatchObject({ name: 'PortError', code: 'refused' });
      await expect(policies.desk('10001')).rejects.toMatchObject({ name: 'PortError', code: 'refused' });
    }));

  it('puts one of two in force that are published at once', () =>
    withStores(async (stores) => {
      const outcomes = await Promise.allSettled(
        [10, 20].map((hours) => stores.policies.publish(versionOf(2, hours), `${hours} hours`, changed)),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await siteEvents(stores)).toEqual(['policy.changed']);
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
      await Promise.all([
        policies.publish(versionOf(2, 10), 'Ten', changed),
        policies.setSwitch(wanted, flipped),
      ]);
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

/** What every PolicyStore promises. */
export function describePolicyStore(name: string, withStores: WithStores): void {
  describe(`PolicyStore ${name}`, () => {
    itPublishes(withStores);
    itRefusesHalves(withStores);
    itSwitches(withStores);
  });
}
