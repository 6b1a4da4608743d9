import { describe, expect, it } from '@jest/globals';
import { firstCommit, handoffOf, nextCommit, packetOf } from './samples';
import { allOf, type Stores, type WithStores } from './stores';

const conflict = { name: 'PortError', code: 'conflict' };

async function expectNothingOf({ handoffs, audit }: Stores, handoffId: string): Promise<void> {
  expect(await handoffs.load(handoffId)).toBeNull();
  expect(await handoffs.loadWhole(handoffId)).toBeNull();
  expect((await audit.trail(handoffId, null)).items).toEqual([]);
  expect(await handoffs.loadEffect(`${handoffId}.1.run`)).toBeNull();
}

function itCommits(withStores: WithStores): void {
  it('gives back a hand-off with its packet, entries and effects', () =>
    withStores(async ({ handoffs, audit }) => {
      const first = firstCommit(handoffOf(1));
      await handoffs.commit(first);
      expect(await handoffs.loadWhole(first.after.id)).toEqual({
        handoff: first.after,
        packet: first.packet,
        output: null,
      });
      expect((await audit.trail(first.after.id, null)).items).toEqual(first.entries);
      expect(await handoffs.loadEffect(first.effects[0]?.id ?? '')).toEqual(first.effects[0]);
    }));

  it('knows nothing of an id that was never stored', () =>
    withStores(async (stores) => expectNothingOf(stores, handoffOf(404).id)));

  it('keeps the packet when a later step does not name it', () =>
    withStores(async ({ handoffs }) => {
      const first = firstCommit(handoffOf(1));
      await handoffs.commit(first);
      await handoffs.commit(nextCommit(first.after));
      expect(await handoffs.loadWhole(first.after.id)).toMatchObject({
        handoff: { state: 'running', version: 2 },
        packet: { schema: 1 },
      });
    }));

  it('holds a packet as large as the limits of policy let it become', () =>
    withStores(async ({ handoffs }) => {
      const first = { ...firstCommit(handoffOf(1)), packet: packetOf(handoffOf(1), 60_000) };
      await handoffs.commit(first);
      expect((await handoffs.loadWhole(first.after.id))?.packet.sources[0]?.text).toHaveLength(60_000);
    }));
}

function itRefusesStaleWrites(withStores: WithStores): void {
  it('raises conflict for a version that was read before another write, and stores nothing of it', () =>
    withStores(async ({ handoffs, audit }) => {
      const first = firstCommit(handoffOf(1));
      await handoffs.commit(first);
      await handoffs.commit(nextCommit(first.after));
      const late = nextCommit(first.after, { state: 'withdrawn' });
      await expect(handoffs.commit(late)).rejects.toMatchObject(conflict);
      expect(await handoffs.load(first.after.id)).toMatchObject({ state: 'running', version: 2 });
      expect((await audit.trail(first.after.id, null)).items).toHaveLength(2);
    }));

  it('stores one of several steps at once', () =>
    withStores(async ({ handoffs, audit }) => {
      const first = firstCommit(handoffOf(1));
      await handoffs.commit(first);
      const steps = ['running', 'withdrawn', 'halted'] as const;
      const outcomes = await Promise.allSettled(
        steps.map((state) => handoffs.commit(nextCommit(first.after, { state }))),
      );
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
      expect((await audit.trail(first.after.id, null)).items).toHaveLength(2);
    }));

  it('gives two callers at once the same slot', () =>
    withStores(async ({ handoffs }) => {
      const slots = await Promise.all([handoffs.ensureSlot('10001'), handoffs.ensureSlot('10001')]);
      const empty = { issueId: '10001', version: 0, latestHandoffId: null, handoffCount: 0 };
      expect(slots).toEqual([empty, empty]);
    }));

  it('stores one of two hand-offs that claim a slot, and nothing of the other', () =>
    withStores(async (stores) => {
      const { handoffs } = stores;
      const slot = await handoffs.ensureSlot('10001');
      const claim = (number: number) => {
        const first = firstCommit(handoffOf(number));
        return handoffs.commit({
          ...first,
          slot: { ...slot, latestHandoffId: first.after.id, handoffCount: 1 },
        });
      };
      await claim(1);
      await expect(claim(2)).rejects.toMatchObject(conflict);
      expect(await handoffs.ensureSlot('10001')).toEqual({
        issueId: '10001',
        version: 1,
        latestHandoffId: handoffOf(1).id,
        handoffCount: 1,
      });
      await expectNothingOf(stores, handoffOf(2).id);
    }));
}

function itLists(withStores: WithStores): void {
  const requestedAt = (number: number): string => new Date(Date.UTC(2026, 10, 1, 0, number)).toISOString();

  it('lists newest first, page by page, each once, and those of an issue apart', () =>
    withStores(async ({ handoffs }) => {
      const issue = { id: '10002', key: 'INC-2', projectKey: 'INC', projectType: 'service_desk' };
      for (let number = 1; number <= 45; number += 1) {
        const more = { requestedAt: requestedAt(number), ...(number % 3 === 0 ? { issue } : {}) };
        await handoffs.commit(firstCommit(handoffOf(number, more)));
      }
      const all = await allOf((cursor) => handoffs.listNewest(cursor));
      const expected = Array.from({ length: 45 }, (_none, index) => handoffOf(45 - index).id);
      expect(all.map((handoff) => handoff.id)).toEqual(expected);
      const ofIssue = await allOf((cursor) => handoffs.listByIssue('10002', cursor));
      expect(ofIssue.map((handoff) => handoff.requestedAt)).toEqual(
        Array.from({ length: 15 }, (_none, index) => requestedAt(45 - 3 * index)),
      );
      expect((await handoffs.listByIssue('999', null)).items).toEqual([]);
    }));

  it('lists what is due in a state at an instant, the instant included, and nothing that is over', () =>
    withStores(async ({ handoffs }) => {
      const due = (number: number, more: Parameters<typeof handoffOf>[1]) =>
        handoffs.commit(firstCommit(handoffOf(number, more)));
      await due(1, { dueAt: '2026-11-18T11:00:00.000Z' });
      await due(2, { dueAt: '2026-11-18T11:00:01.000Z' });
      await due(3, { state: 'running', dueAt: '2026-11-18T10:00:00.000Z' });
      await due(4, { state: 'completed', dueAt: null });
      const ids = async (state: 'queued' | 'completed', now: string) =>
        (await handoffs.listDue(state, now)).map((handoff) => handoff.id);
      expect(await ids('queued', '2026-11-18T10:59:59.000Z')).toEqual([]);
      expect(await ids('queued', '2026-11-18T11:00:00.000Z')).toEqual([handoffOf(1).id]);
      expect(await ids('completed', '2036-11-18T11:00:00.000Z')).toEqual([]);
    }));

  it('lists pending effects that were asked for before an instant, until they are done', () =>
    withStores(async ({ handoffs }) => {
      const first = firstCommit(handoffOf(1));
      const [effect] = first.effects;
      await handoffs.commit(first);
      const pending = async (before: string) =>
        (await handoffs.listPendingEffects(before)).map(({ id }) => id);
      expect(await pending('2026-11-18T10:00:00.000Z')).toEqual([]);
      expect(await pending('2026-11-18T10:00:00.001Z')).toEqual([effect?.id]);
      if (effect !== undefined) await handoffs.saveEffect({ ...effect, status: 'done', attempts: 1 });
      expect(await pending('2026-11-18T10:00:00.001Z')).toEqual([]);
      expect(await handoffs.loadEffect(effect?.id ?? '')).toMatchObject({ status: 'done', attempts: 1 });
    }));
}

/** What every HandoffStore promises. */
export function describeHandoffStore(name: string, withStores: WithStores): void {
  describe(`HandoffStore ${name}`, () => {
    itCommits(withStores);
    itRefusesStaleWrites(withStores);
    itLists(withStores);
  });
}
