import { describe, expect, it } from '@jest/globals';
import type { Handoff } from '../../domain/handoff/handoff';
import type { Period } from '../audit-store';
import type { HandoffCommit } from '../handoff-store';
import { doneAfter, effectIn, firstCommit, handoffOf, nextCommit, OUTPUT, packetOf } from './samples';
import { itHoldsGates } from './gate-rows.suite';
import { itKeepsEffects, itSettles } from './outbox.suite';
import { allOf, entriesOf, type Stores, type WithStores } from './stores';

const conflict = { name: 'PortError', code: 'conflict' };
const ALWAYS = { from: null, to: null } as const;

async function expectNothingOf(stores: Stores, handoffId: string): Promise<void> {
  const { handoffs, audit } = stores;
  expect(await handoffs.load(handoffId)).toBeNull();
  expect(await handoffs.loadWhole(handoffId)).toBeNull();
  expect(await entriesOf(stores, handoffId)).toEqual([]);
  expect(await audit.read(handoffId, 0, 2)).toEqual([null, null]);
  expect(await handoffs.loadEffect(`${handoffId}.1.run`)).toBeNull();
}

/** Characters of which each needs three bytes and which no packing makes shorter. */
const dense = (length: number): string => {
  let seed = 7;
  return Array.from({ length }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return String.fromCharCode(0x4e00 + ((seed >> 8) % 20_000));
  }).join('');
};

function itCommits(withStores: WithStores): void {
  it('gives back a hand-off with its packet, entries and effects', () =>
    withStores(async (stores) => {
      const { handoffs } = stores;
      const first = firstCommit(handoffOf(1));
      expect(await handoffs.commit(first)).toEqual(first.after);
      expect(await handoffs.loadWhole(first.after.id)).toEqual({
        handoff: first.after,
        packet: first.packet,
        output: null,
      });
      expect(await entriesOf(stores, first.after.id)).toEqual(first.chain.entries);
      expect(await handoffs.loadEffect(effectIn(first).id)).toEqual(effectIn(first));
    }));

  it('knows nothing of an id that was never stored', () =>
    withStores(async (stores) => expectNothingOf(stores, handoffOf(404).id)));

  it('keeps the packet and the output when a later step does not name them', () =>
    withStores(async ({ handoffs }) => {
      const first = firstCommit(handoffOf(1));
      await handoffs.commit(first);
      const second = nextCommit(first);
      await handoffs.commit({ ...second, output: OUTPUT });
      await handoffs.commit(nextCommit(second));
      expect(await handoffs.loadWhole(first.after.id)).toEqual({
        handoff: expect.objectContaining({ state: 'running', version: 3 }),
        packet: first.packet,
        output: OUTPUT,
      });
    }));

  it.each([
    ['of one letter', 'x'.repeat(60_000)],
    ['of letters that take the most room', dense(60_000)],
  ])('holds a packet as large as the limits of policy let it become, %s', (_what, text) =>
    withStores(async ({ handoffs }) => {
      const first = { ...firstCommit(handoffOf(1)), packet: packetOf(handoffOf(1), text) };
      await handoffs.commit(first);
      expect((await handoffs.loadWhole(first.after.id))?.packet.sources[0]?.text).toBe(text);
    }),
  );

  it('loads several by key and leaves out what does not exist', () =>
    withStores(async ({ handoffs }) => {
      for (const number of [1, 2, 3]) await handoffs.commit(firstCommit(handoffOf(number)));
      const ids = [3, 404, 1].map((number) => handoffOf(number).id);
      const loaded = await handoffs.loadMany(ids);
      expect([...loaded].map(({ id }) => id).sort()).toEqual([handoffOf(1).id, handoffOf(3).id]);
      expect(await handoffs.loadMany([])).toEqual([]);
    }));
}

function itRefusesStaleWrites(withStores: WithStores): void {
  it('raises conflict for a version that was read before another write, and stores nothing of it', () =>
    withStores(async (stores) => {
      const { handoffs } = stores;
      const first = firstCommit(handoffOf(1));
      const second = nextCommit(first);
      for (const change of [first, second]) await handoffs.commit(change);
      // On the head as it is now, so that the version alone is stale.
      const late = { ...nextCommit({ after: first.after, chain: second.chain }, { state: 'withdrawn' }) };
      await expect(handoffs.commit(late)).rejects.toMatchObject(conflict);
      expect(await handoffs.load(first.after.id)).toMatchObject({ state: 'running', version: 2 });
      expect(await entriesOf(stores, first.after.id)).toHaveLength(2);
    }));

  it('raises conflict for entries made on a head that has moved, and stores nothing of the step', () =>
    withStores(async (stores) => {
      const { handoffs, audit } = stores;
      const first = firstCommit(handoffOf(1));
      await handoffs.commit(first);
      await handoffs.settleEffect({ ...effectIn(first), status: 'done' }, doneAfter(first));
      const late: HandoffCommit = {
        ...nextCommit(first),
        marks: ['rule:late'],
        packet: packetOf(first.after, 'late'),
      };
      await expect(handoffs.commit(late)).rejects.toMatchObject(conflict);
      expect(await handoffs.loadWhole(first.after.id)).toMatchObject({
        handoff: { version: 1, state: 'queued' },
        packet: first.packet,
      });
      expect((await entriesOf(stores, first.after.id)).map(({ event }) => event)).toEqual([
        'handoff.requested',
        'effect.done',
      ]);
      expect(await handoffs.loadEffect(effectIn(late).id)).toBeNull();
      expect((await audit.listMarked('rule:late', ALWAYS, null)).items).toEqual([]);
    }));

  it('stores one of several steps at once', () =>
    withStores(async (stores) => {
      const { handoffs } = stores;
      const first = firstCommit(handoffOf(1));
      await handoffs.commit(first);
      const steps = ['running', 'withdrawn', 'halted'] as const;
      const outcomes = await Promise.allSettled(
        steps.map((state) => handoffs.commit(nextCommit(first, { state }))),
      );
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
      expect(await entriesOf(stores, first.after.id)).toHaveLength(2);
    }));
}

function itClaimsSlots(withStores: WithStores): void {
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
      const all = await allOf((cursor) => handoffs.list({ name: 'all' }, ALWAYS, cursor));
      const expected = Array.from({ length: 45 }, (_none, index) => handoffOf(45 - index).id);
      expect(all.map((handoff) => handoff.id)).toEqual(expected);
      const ofIssue = await allOf((cursor) => handoffs.listByIssue('10002', cursor));
      expect(ofIssue.map((handoff) => handoff.requestedAt)).toEqual(
        Array.from({ length: 15 }, (_none, index) => requestedAt(45 - 3 * index)),
      );
      expect((await handoffs.listByIssue('999', null)).items).toEqual([]);
    }));

  it('lists by issue key, operation and state, newest first, page by page', () =>
    withStores(async ({ handoffs }) => {
      const odd = {
        issue: { id: '10002', key: 'SEC-2', projectKey: 'SEC', projectType: 'software' },
        operation: 'compare-baseline',
        state: 'awaiting-review',
      } as const;
      for (let number = 1; number <= 44; number += 1)
        await handoffs.commit(
          firstCommit(
            handoffOf(number, { requestedAt: requestedAt(number), ...(number % 2 === 1 ? odd : {}) }),
          ),
        );
      const numbers = async (by: Parameters<typeof handoffs.list>[0], period: Period = ALWAYS) =>
        (await allOf((cursor) => handoffs.list(by, period, cursor))).map(({ id }) => Number(id.slice(-12)));
      const expected = Array.from({ length: 22 }, (_none, index) => 43 - 2 * index);
      expect(await numbers({ name: 'issue-key', value: 'SEC-2' })).toEqual(expected);
      expect(await numbers({ name: 'operation', value: 'compare-baseline' })).toEqual(expected);
      expect(await numbers({ name: 'state', value: 'awaiting-review' })).toEqual(expected);
      expect(await numbers({ name: 'issue-key', value: 'SEC-22' })).toEqual([]);
      const period = { from: requestedAt(5), to: requestedAt(8) };
      expect(await numbers({ name: 'state', value: 'queued' }, period)).toEqual([8, 6]);
      expect(await numbers({ name: 'all' }, period)).toEqual([8, 7, 6, 5]);
      expect(await numbers({ name: 'all' }, { from: requestedAt(43), to: null })).toEqual([44, 43]);
    }));
}

function itListsByState(withStores: WithStores): void {
  it('follows a hand-off from one state to the next', () =>
    withStores(async ({ handoffs }) => {
      const first = firstCommit(handoffOf(1));
      for (const change of [first, nextCommit(first)]) await handoffs.commit(change);
      const count = async (value: Handoff['state']) =>
        (await handoffs.list({ name: 'state', value }, ALWAYS, null)).items.length;
      expect([await count('queued'), await count('running')]).toEqual([0, 1]);
    }));

  it('lists what ended in a state and may be erased since an instant, the instant included', () =>
    withStores(async ({ handoffs }) => {
      const ended = (number: number, more: Partial<Handoff>) =>
        handoffs.commit(firstCommit(handoffOf(number, { state: 'completed', dueAt: null, ...more })));
      await ended(1, { eraseFrom: '2026-11-18T11:00:00.000Z' });
      await ended(2, { eraseFrom: '2026-11-18T11:00:01.000Z' });
      await ended(3, { eraseFrom: null });
      await ended(4, { eraseFrom: '2026-11-18T10:00:00.000Z', state: 'rejected' });
      await ended(5, { state: 'queued', dueAt: '2026-11-18T10:00:00.000Z' });
      const ids = async (state: Handoff['state'], before: string) =>
        (await handoffs.listErasable(state, before)).map(({ id }) => id);
      expect(await ids('completed', '2026-11-18T10:59:59.000Z')).toEqual([]);
      expect(await ids('completed', '2026-11-18T11:00:00.000Z')).toEqual([handoffOf(1).id]);
      expect(await ids('rejected', '2026-11-18T11:00:00.000Z')).toEqual([handoffOf(4).id]);
      expect(await ids('completed', '2037-11-18T11:00:00.000Z')).toEqual([handoffOf(1).id, handoffOf(2).id]);
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
}

/** What every HandoffStore promises. */
export function describeHandoffStore(name: string, withStores: WithStores): void {
  describe(`HandoffStore ${name}`, () => {
    itCommits(withStores);
    itRefusesStaleWrites(withStores);
    itClaimsSlots(withStores);
    itSettles(withStores);
    itKeepsEffects(withStores);
    itHoldsGates(withStores);
    itLists(withStores);
    itListsByState(withStores);
  });
}
