import { describe, expect, it } from '@jest/globals';
import type { ActorRef } from '../../contract/audit';
import { SITE } from './samples';
import type { Stores, WithStores } from './stores';

const UNKNOWN = 'actor-99999999-0000-4000-8000-000000000000';
const LATER = '2026-11-20T00:00:00.000Z';

/** Makes these accounts known, and gives their references. */
const known = async ({ audit }: Stores, accountIds: readonly string[]) =>
  (await audit.open(SITE, accountIds)).refs;

const refIn = (refs: ReadonlyMap<string, ActorRef>, accountId: string): ActorRef =>
  refs.get(accountId) ?? UNKNOWN;

function itMaps(withStores: WithStores): void {
  it('leads from reference to account and back, and leaves out what it does not know', () =>
    withStores(async (stores) => {
      const refs = await known(stores, ['agent-ana', 'agent-ben']);
      const ana = refIn(refs, 'agent-ana');
      const { registry } = stores;
      expect(Object.fromEntries(await registry.accountsOf([ana, UNKNOWN, ana]))).toEqual({
        [ana]: 'agent-ana',
      });
      expect(Object.fromEntries(await registry.refsOf(['agent-ana', 'agent-nobody']))).toEqual({
        'agent-ana': ana,
      });
      expect((await registry.accountsOf([])).size + (await registry.refsOf([])).size).toBe(0);
    }));

  it('makes no reference for whom it is only asked about', () =>
    withStores(async ({ registry }) => {
      await registry.refsOf(['agent-ana']);
      expect(await registry.listToReport(LATER)).toEqual([]);
    }));

  it('forgets an account in both directions, and nobody else', () =>
    withStores(async (stores) => {
      const refs = await known(stores, ['agent-ana', 'agent-ben']);
      const { registry } = stores;
      await registry.forget('agent-ana');
      expect([...(await registry.refsOf(['agent-ana', 'agent-ben'])).keys()]).toEqual(['agent-ben']);
      expect([...(await registry.accountsOf([...refs.values()])).values()]).toEqual(['agent-ben']);
      await expect(registry.forget('agent-ana')).resolves.toBeUndefined();
    }));

  it('gives a forgotten account that comes again another reference', () =>
    withStores(async (stores) => {
      const before = refIn(await known(stores, ['agent-ana']), 'agent-ana');
      const ben = refIn(await known(stores, ['agent-ben']), 'agent-ben');
      await stores.registry.forget('agent-ana');
      const after = refIn(await known(stores, ['agent-ana']), 'agent-ana');
      expect([before, ben]).not.toContain(after);
      expect((await stores.registry.accountsOf([before])).size).toBe(0);
    }));
}

function itReports(withStores: WithStores): void {
  it('lists whom it never reported, with account and reference', () =>
    withStores(async (stores) => {
      const refs = await known(stores, ['agent-ana']);
      expect(await stores.registry.listToReport('2026-11-01T00:00:00.000Z')).toMatchObject([
        { accountId: 'agent-ana', ref: refIn(refs, 'agent-ana') },
      ]);
    }));

  it('lists those last reported before an instant, oldest first, the instant excluded', () =>
    withStores(async (stores) => {
      const { registry } = stores;
      await known(stores, ['agent-ana', 'agent-ben', 'agent-cho']);
      const all = await registry.listToReport(LATER);
      const at = { 'agent-ana': '03', 'agent-ben': '01', 'agent-cho': '02' } as const;
      for (const [accountId, day] of Object.entries(at))
        await registry.markReported(
          all.filter((actor) => actor.accountId === accountId),
          `2026-11-${day}T00:00:00.000Z`,
        );
      const listed = await registry.listToReport('2026-11-03T00:00:00.000Z');
      expect(listed.map(({ accountId, reportedAt }) => [accountId, reportedAt])).toEqual([
        ['agent-ben', '2026-11-01T00:00:00.000Z'],
        ['agent-cho', '2026-11-02T00:00:00.000Z'],
      ]);
    }));

  it('lists one report’s worth, and marks all of it with its references kept', () =>
    withStores(async (stores) => {
      const { registry } = stores;
      const accountIds = Array.from({ length: 95 }, (_none, index) => `agent-${index}`);
      const refs = new Map<string, ActorRef>();
      for (let start = 0; start < accountIds.length; start += 20)
        for (const [id, ref] of await known(stores, accountIds.slice(start, start + 20))) refs.set(id, ref);
      const first = await registry.listToReport(LATER);
      expect(first).toHaveLength(90);
      await registry.markReported(first, LATER);
      const rest = await registry.listToReport(LATER);
      expect(rest).toHaveLength(5);
      const both = [...first, ...rest];
      expect(new Map(both.map(({ accountId, ref }) => [accountId, ref]))).toEqual(refs);
      expect(await registry.refsOf(['agent-0', 'agent-94'])).toEqual(
        new Map(['agent-0', 'agent-94'].map((id) => [id, refIn(refs, id)])),
      );
    }));
}

/** What every PeopleRegistry promises. */
export function describePeopleRegistry(name: string, withStores: WithStores): void {
  describe(`PeopleRegistry ${name}`, () => {
    itMaps(withStores);
    itReports(withStores);
  });
}
