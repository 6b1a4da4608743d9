import { describe, expect, it } from '@jest/globals';
import { checkEntry, EMPTY_CHAIN, type Walk } from '../../domain/audit/chain';
import { ActorRefSchema } from '../../contract/audit';
import type { Mark } from '../audit-store';
import type { HandoffStore } from '../handoff-store';
import { firstCommit, handoffOf, nextCommit, SITE, siteDraft } from './samples';
import { allOf, entriesOf, type Stores, type WithStores } from './stores';

const ALWAYS = { from: null, to: null } as const;
const NOBODY = 'ho-00000000-0000-4000-8000-999999999999';

/** A minute of the first day of November 2026. */
const minute = (number: number): string => new Date(Date.UTC(2026, 10, 1, 0, number)).toISOString();

/** Stores hand-offs 1 to `count`, the first requested at minute 1, with these marks; gives their ids in that order. */
async function store(
  handoffs: HandoffStore,
  count: number,
  marksOf: (number: number) => readonly Mark[] = () => [],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const handoff = handoffOf(number, { requestedAt: minute(number) });
    await handoffs.commit({ ...firstCommit(handoff), marks: marksOf(number) });
    ids.push(handoff.id);
  }
  return ids;
}

async function expectWhole(stores: Stores, chain: string, count: number): Promise<void> {
  const walk: Walk = new Map();
  const broken = (await entriesOf(stores, chain)).flatMap((entry) => checkEntry(walk, entry) ?? []);
  expect(broken).toEqual([]);
  expect(walk.get(chain)?.nextIndex).toBe(count);
}

function itAppends(withStores: WithStores): void {
  it('appends to the site’s chain in order, and the chain verifies', () =>
    withStores(async (stores) => {
      for (let index = 0; index < 60; index += 1) await stores.audit.appendToSite(siteDraft('export.made'));
      await expectWhole(stores, SITE, 60);
    }));

  it('gives the id of the entry that it appended', () =>
    withStores(async ({ audit }) => {
      expect(await audit.appendToSite(siteDraft('export.made'))).toBe('site.000000');
      expect(await audit.appendToSite(siteDraft('access.denied'))).toBe('site.000001');
      expect(await audit.read(SITE, 1, 1)).toMatchObject([{ id: 'site.000001', event: 'access.denied' }]);
    }));

  it('loses no entry of three appended at once, and names each person by the own reference', () =>
    withStores(async (stores) => {
      const { audit } = stores;
      const people = ['admin-ada', 'admin-max', 'auditor-ava'];
      await Promise.all(people.map((person) => audit.appendToSite(siteDraft('access.denied', person))));
      await expectWhole(stores, SITE, 3);
      const { refs } = await audit.open(SITE, people);
      const named = (await entriesOf(stores, SITE)).map(({ actor }) => actor.ref);
      expect([...named].sort()).toEqual([...refs.values()].sort());
      expect(new Set(named).size).toBe(3);
    }));

  it('appends what nobody but the app did', () =>
    withStores(async (stores) => {
      await stores.audit.appendToSite(siteDraft('checkpoint.written', null));
      expect(await entriesOf(stores, SITE)).toMatchObject([{ actor: { kind: 'app', ref: 'app' } }]);
    }));

  it('keeps chains apart', () =>
    withStores(async (stores) => {
      await stores.audit.appendToSite(siteDraft('export.made'));
      const [one] = await store(stores.handoffs, 2);
      await expectWhole(stores, SITE, 1);
      expect((await entriesOf(stores, one ?? '')).map(({ chain }) => chain)).toEqual([one]);
    }));
}

function itOpens(withStores: WithStores): void {
  it('opens a chain that is not there at the start', () =>
    withStores(async ({ audit }) => {
      expect(await audit.open(NOBODY, [])).toEqual({ head: EMPTY_CHAIN, startedAt: null, refs: new Map() });
    }));

  it('opens a chain where it stands, with the time of its first entry', () =>
    withStores(async ({ audit, handoffs }) => {
      const first = firstCommit(handoffOf(1, { requestedAt: minute(7) }));
      await handoffs.commit(first);
      const next = nextCommit(first, {}, minute(9));
      await handoffs.commit(next);
      const { head, startedAt } = await audit.open(first.after.id, []);
      expect([head, startedAt]).toEqual([next.chain.after, minute(7)]);
    }));

  it('gives an account one random reference, whichever chain it opens', () =>
    withStores(async ({ audit }) => {
      const one = await audit.open(NOBODY, ['agent-ana', 'agent-ben']);
      const [ana, ben] = ['agent-ana', 'agent-ben'].map((accountId) => one.refs.get(accountId));
      expect(ActorRefSchema.safeParse(ana).success && ActorRefSchema.safeParse(ben).success).toBe(true);
      expect(ana).not.toBe(ben);
      const { refs } = await audit.open(SITE, ['agent-ben', 'agent-ana']);
      expect([refs.get('agent-ana'), refs.get('agent-ben')]).toEqual([ana, ben]);
    }));

  it('gives five who ask for a new account at once the same reference', () =>
    withStores(async ({ audit }) => {
      const opened = await Promise.all(Array.from({ length: 5 }, () => audit.open(SITE, ['agent-new'])));
      expect(new Set(opened.map(({ refs }) => refs.get('agent-new'))).size).toBe(1);
    }));
}

function itReads(withStores: WithStores): void {
  it('reads the rows of a stretch as they were stored, and null where nothing is', () =>
    withStores(async ({ audit, handoffs }) => {
      const first = firstCommit(handoffOf(1));
      const next = nextCommit(first);
      for (const change of [first, next]) await handoffs.commit(change);
      const stored = [...first.chain.entries, ...next.chain.entries];
      expect(await audit.read(first.after.id, 0, 4)).toEqual([...stored, null, null]);
      expect(await audit.read(first.after.id, 1, 1)).toEqual(stored.slice(1));
      expect(await audit.read(NOBODY, 0, 2)).toEqual([null, null]);
    }));

  it('reads fifty rows at once, in order', () =>
    withStores(async ({ audit }) => {
      for (let index = 0; index < 52; index += 1) await audit.appendToSite(siteDraft('export.made'));
      const rows = await audit.read(SITE, 1, 50);
      expect(rows).toMatchObject(Array.from({ length: 50 }, (_none, place) => ({ index: place + 1 })));
    }));

  it('gives the heads of the chains that exist', () =>
    withStores(async ({ audit, handoffs }) => {
      const [one, two] = [firstCommit(handoffOf(1)), firstCommit(handoffOf(2))];
      for (const change of [one, two]) await handoffs.commit(change);
      const heads = await audit.heads([two.after.id, NOBODY, one.after.id]);
      expect(Object.fromEntries(heads)).toEqual({
        [one.after.id]: one.chain.after,
        [two.after.id]: two.chain.after,
      });
      expect((await audit.heads([])).size).toBe(0);
    }));
}

/** Every chain that the list of starts gives, page by page. */
async function startedOf({ audit }: Stores, period: Parameters<Stores['audit']['listStarted']>[1]) {
  const chains: Awaited<ReturnType<Stores['audit']['listStarted']>>[number][] = [];
  for (;;) {
    const page = await audit.listStarted(chains.at(-1)?.order ?? null, period);
    if (page.length === 0) return chains;
    chains.push(...page);
  }
}

function itListsChains(withStores: WithStores): void {
  it('lists chains in the order in which they began, page by page, each once', () =>
    withStores(async (stores) => {
      const ids = await store(stores.handoffs, 60);
      expect((await startedOf(stores, ALWAYS)).map(({ chain }) => chain)).toEqual(ids);
    }));

  it('orders chains that began in the same millisecond by name, and loses none between pages', () =>
    withStores(async (stores) => {
      for (let number = 60; number >= 1; number -= 1)
        await stores.handoffs.commit(firstCommit(handoffOf(number)));
      const chains = (await startedOf(stores, ALWAYS)).map(({ chain }) => chain);
      expect(chains).toEqual(Array.from({ length: 60 }, (_none, index) => handoffOf(index + 1).id));
    }));

  it('lists the chains that began in a period, both ends included, with head and times', () =>
    withStores(async (stores) => {
      await store(stores.handoffs, 5);
      const period = { from: minute(2), to: minute(4) };
      const chains = await startedOf(stores, period);
      expect(chains.map(({ startedAt }) => startedAt)).toEqual([2, 3, 4].map(minute));
      expect(chains[0]).toMatchObject({
        chain: handoffOf(2).id,
        head: firstCommit(handoffOf(2, { requestedAt: minute(2) })).chain.after,
        changedAt: minute(2),
      });
      const after = chains[0]?.order ?? null;
      expect((await stores.audit.listStarted(after, period)).map(({ startedAt }) => startedAt)).toEqual(
        [3, 4].map(minute),
      );
      expect(await stores.audit.listStarted(null, { from: minute(6), to: null })).toEqual([]);
    }));

  it('lists the chains that moved since an instant, the instant included, each once', () =>
    withStores(async ({ audit, handoffs }) => {
      const ids = await store(handoffs, 60);
      const last = firstCommit(handoffOf(1, { requestedAt: minute(1) }));
      await handoffs.commit(nextCommit(last, {}, minute(70)));
      const changed = async (since: string | null) =>
        (await allOf((cursor) => audit.listChanged(since, cursor))).map(({ chain }) => chain).sort();
      expect(await changed(null)).toEqual([...ids].sort());
      expect(await changed(minute(59))).toEqual([ids[0], ids[58], ids[59]]);
      expect(await changed(minute(71))).toEqual([]);
      const [moved] = (await audit.listChanged(minute(70), null)).items;
      expect(moved).toMatchObject({
        startedAt: minute(1),
        changedAt: minute(70),
        head: { nextIndex: 2 },
      });
    }));
}

function itListsEntries(withStores: WithStores): void {
  it('lists the entries of one event, newest first, page by page', () =>
    withStores(async ({ audit }) => {
      for (let number = 1; number <= 55; number += 1)
        await audit.appendToSite(siteDraft('policy.changed', 'admin-ada', minute(number)));
      await audit.appendToSite(siteDraft('export.made', 'admin-ada', minute(99)));
      const rows = await allOf((cursor) => audit.listByEvent('policy.changed', cursor));
      expect(rows).toMatchObject(
        Array.from({ length: 55 }, (_none, index) => ({ event: 'policy.changed', at: minute(55 - index) })),
      );
      expect((await audit.listByEvent('killswitch.changed', null)).items).toEqual([]);
    }));

  it('lists the hand-offs that bear a mark, newest first, page by page, of a period', () =>
    withStores(async ({ audit, handoffs }) => {
      const ids = await store(handoffs, 60, (number) =>
        number % 2 === 0 ? ['rule:data-2', 'person:actor-1'] : ['rule:sev-1'],
      );
      const marked = (mark: Mark, period: { from: string | null; to: string | null } = ALWAYS) =>
        allOf((cursor) => audit.listMarked(mark, period, cursor));
      const even = ids.filter((_id, index) => index % 2 === 1).reverse();
      expect(await marked('rule:data-2')).toEqual(even);
      expect(await marked('person:actor-1')).toEqual(even);
      expect(await marked('rule:data-2', { from: minute(4), to: minute(8) })).toEqual(
        [8, 6, 4].map((number) => ids[number - 1]),
      );
      expect(await marked('model:none')).toEqual([]);
    }));

  it('lists a hand-off once however often it is marked', () =>
    withStores(async ({ audit, handoffs }) => {
      const first = firstCommit(handoffOf(1));
      await handoffs.commit({ ...first, marks: ['rule:sev-1'] });
      await handoffs.commit({ ...nextCommit(first), marks: ['rule:sev-1', 'person:actor-2'] });
      expect((await audit.listMarked('rule:sev-1', ALWAYS, null)).items).toEqual([first.after.id]);
      expect((await audit.listMarked('person:actor-2', ALWAYS, null)).items).toEqual([first.after.id]);
    }));
}

/** What every AuditStore promises. */
export function describeAuditStore(name: string, withStores: WithStores): void {
  describe(`AuditStore ${name}`, () => {
    itAppends(withStores);
    itOpens(withStores);
    itReads(withStores);
    itListsChains(withStores);
    itListsEntries(withStores);
  });
}
