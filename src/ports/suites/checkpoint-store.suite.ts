import { describe, expect, it } from '@jest/globals';
import type { Checkpoint, Leaf } from '../../contract/checkpoint';
import { EMPTY_ROOT, MerkleFrontier, type FrontierState } from '../../domain/audit/merkle';
import { effectOf } from '../../domain/handoff/effect';
import type { CheckpointStore, Lease, MadeCheckpoint, StoredVerification } from '../checkpoint-store';
import { handoffOf, SITE, siteDraft } from './samples';
import { allOf, entriesOf, type WithStores } from './stores';

const conflict = { name: 'PortError', code: 'conflict' };
const AT = '2026-11-18T10:00:00.000Z';
const at = (hour: number): string => new Date(Date.parse(AT) + hour * 3_600_000).toISOString();
const digest = (number: number): string => String(number).padStart(64, '0');

const leafOf = (number: number, entries = 1): Leaf => ({
  chain: handoffOf(number).id,
  entries,
  lastHash: digest(number),
});

/** A checkpoint as a store may hold it; whether its hashes are right is not the store's matter. */
const checkpointOf = (index: number): Checkpoint => ({
  specVersion: 1,
  index,
  from: index === 0 ? null : at(index - 1),
  to: at(index),
  chains: 1,
  root: EMPTY_ROOT,
  prevCheckpointHash: digest(index),
  history: { size: index, root: EMPTY_ROOT },
  hash: digest(1_000 + index),
});

function madeOf({ history }: Lease, index: number, more: Partial<MadeCheckpoint> = {}): MadeCheckpoint {
  const checkpoint = checkpointOf(index);
  const tree = new MerkleFrontier(history);
  tree.append(checkpoint.hash);
  const entry = siteDraft('checkpoint.written', null);
  return { checkpoint, history: tree.toJSON(), pages: 0, entry, effects: [], ...more };
}

async function leased(checkpoints: CheckpointStore, hour: number): Promise<Lease> {
  const lease = await checkpoints.lease(at(hour), at(hour + 0.25));
  if (lease === null) throw new Error('somebody has the turn');
  return lease;
}

/** Makes checkpoints 0 to `count - 1`, one an hour, each with one page of one leaf. */
async function make(checkpoints: CheckpointStore, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const lease = await leased(checkpoints, index);
    await checkpoints.saveLeaves(lease, 0, [leafOf(index)]);
    await checkpoints.commit(lease, madeOf(lease, index, { pages: 1 }));
  }
}

const EMPTY: FrontierState = { size: 0, peaks: [] };

function itStores(withStores: WithStores): void {
  it('has nothing before the first', () =>
    withStores(async ({ checkpoints }) => {
      expect(await checkpoints.newest()).toBeNull();
      expect(await checkpoints.read(0)).toBeNull();
      expect(await checkpoints.leaves(0, 0)).toBeNull();
      expect(await checkpoints.list(null)).toEqual({ items: [], cursor: null });
      expect(await leased(checkpoints, 0)).toMatchObject({ newest: null, history: EMPTY });
    }));

  it('stores a checkpoint with its leaves, its entry and its effects', () =>
    withStores(async (stores) => {
      const { checkpoints, handoffs } = stores;
      const lease = await leased(checkpoints, 0);
      await checkpoints.saveLeaves(lease, 0, [leafOf(1), leafOf(2)]);
      await checkpoints.saveLeaves(lease, 1, [leafOf(3)]);
      expect(await checkpoints.newest()).toBeNull();
      const effect = effectOf(handoffOf(1), 'sync-property', { askedAt: AT });
      await checkpoints.commit(lease, madeOf(lease, 0, { pages: 2, effects: [effect] }));
      expect([await checkpoints.newest(), await checkpoints.read(0)]).toEqual([
        checkpointOf(0),
        checkpointOf(0),
      ]);
      expect(await checkpoints.leaves(0, 0)).toEqual([leafOf(1), leafOf(2)]);
      expect(await checkpoints.leaves(0, 1)).toEqual([leafOf(3)]);
      expect(await checkpoints.leaves(0, 2)).toBeNull();
      expect((await entriesOf(stores, SITE)).map(({ event }) => event)).toEqual(['checkpoint.written']);
      expect(await handoffs.loadEffect(effect.id)).toEqual(effect);
    }));

  it('gives the next turn the newest checkpoint and the tree that includes it', () =>
    withStores(async ({ checkpoints }) => {
      await make(checkpoints, 3);
      const { newest, history } = await leased(checkpoints, 3);
      expect(newest).toEqual(checkpointOf(2));
      const tree = new MerkleFrontier();
      for (const index of [0, 1, 2]) tree.append(checkpointOf(index).hash);
      expect(history).toEqual(tree.toJSON());
    }));
}

function itKeeps(withStores: WithStores): void {
  it('lists checkpoints newest first, page by page, and keeps the leaves of each', () =>
    withStores(async ({ checkpoints }) => {
      await make(checkpoints, 53);
      const indexes = (await allOf((cursor) => checkpoints.list(cursor))).map(({ index }) => index);
      expect(indexes).toEqual(Array.from({ length: 53 }, (_none, place) => 52 - place));
      expect(await checkpoints.leaves(7, 0)).toEqual([leafOf(7)]);
      expect((await checkpoints.newest())?.index).toBe(52);
    }));

  it('holds a whole page of five hundred leaves', () =>
    withStores(async ({ checkpoints }) => {
      const lease = await leased(checkpoints, 0);
      const page = Array.from({ length: 500 }, (_none, index) => leafOf(index, 1_000_000));
      await checkpoints.saveLeaves(lease, 0, page);
      await checkpoints.commit(lease, madeOf(lease, 0, { pages: 1 }));
      expect(await checkpoints.leaves(0, 0)).toEqual(page);
    }));

  it('keeps the place of a walk, the last one that was saved', () =>
    withStores(async ({ checkpoints }) => {
      expect(await checkpoints.loadVerification()).toBeNull();
      const verification: StoredVerification = {
        startedAt: AT,
        by: 'auditor-ava',
        finishedAt: null,
        chains: 3,
        totalChains: 9,
        entries: 30,
        checkpoints: 0,
        firstBroken: null,
        after: 'x',
        nextCheckpoint: 0,
      };
      await checkpoints.saveVerification(verification);
      await checkpoints.saveVerification({ ...verification, chains: 9, finishedAt: at(1) });
      expect(await checkpoints.loadVerification()).toEqual({ ...verification, chains: 9, finishedAt: at(1) });
    }));
}

function itTakesTurns(withStores: WithStores): void {
  it('gives the turn to one of five who ask at once', () =>
    withStores(async ({ checkpoints }) => {
      const leases = await Promise.all(Array.from({ length: 5 }, () => checkpoints.lease(AT, at(0.25))));
      expect(leases.filter((lease) => lease !== null)).toHaveLength(1);
    }));

  it('gives no turn while somebody has it, and gives it when the time is over', () =>
    withStores(async ({ checkpoints }) => {
      await leased(checkpoints, 0);
      expect(await checkpoints.lease(at(0.24), at(1))).toBeNull();
      expect(await checkpoints.lease(at(0.25), at(1))).not.toBeNull();
    }));

  it('gives a turn at once after the checkpoint of the last one', () =>
    withStores(async ({ checkpoints }) => {
      await make(checkpoints, 1);
      expect(await checkpoints.lease(AT, at(1))).not.toBeNull();
    }));

  it('refuses the checkpoint of a turn that was lost, and stores nothing of it', () =>
    withStores(async (stores) => {
      const { checkpoints, handoffs } = stores;
      const lost = await leased(checkpoints, 0);
      const won = await leased(checkpoints, 1);
      const effect = effectOf(handoffOf(1), 'sync-property', { askedAt: AT });
      const late = checkpoints.commit(lost, madeOf(lost, 0, { effects: [effect] }));
      await expect(late).rejects.toMatchObject(conflict);
      expect([await checkpoints.newest(), await checkpoints.read(0)]).toEqual([null, null]);
      expect(await entriesOf(stores, SITE)).toEqual([]);
      expect(await handoffs.loadEffect(effect.id)).toBeNull();
      await checkpoints.commit(won, madeOf(won, 0));
      expect((await checkpoints.newest())?.index).toBe(0);
    }));
}

function itKeepsTurnsApart(withStores: WithStores): void {
  it('refuses a second checkpoint of the same turn', () =>
    withStores(async (stores) => {
      const { checkpoints } = stores;
      const lease = await leased(checkpoints, 0);
      await checkpoints.commit(lease, madeOf(lease, 0));
      await expect(checkpoints.commit(lease, madeOf(lease, 0))).rejects.toMatchObject(conflict);
      expect(await entriesOf(stores, SITE)).toHaveLength(1);
    }));

  it('mixes the leaves of no two turns', () =>
    withStores(async ({ checkpoints }) => {
      const lost = await leased(checkpoints, 0);
      await checkpoints.saveLeaves(lost, 0, [leafOf(1)]);
      await checkpoints.saveLeaves(lost, 1, [leafOf(2)]);
      const won = await leased(checkpoints, 1);
      await checkpoints.saveLeaves(won, 0, [leafOf(3)]);
      await checkpoints.saveLeaves(lost, 0, [leafOf(4)]);
      await checkpoints.commit(won, madeOf(won, 0, { pages: 1 }));
      expect(await checkpoints.leaves(0, 0)).toEqual([leafOf(3)]);
      expect(await checkpoints.leaves(0, 1)).toBeNull();
    }));

  it('loses neither a checkpoint nor an entry of the site that comes at the same moment', () =>
    withStores(async (stores) => {
      const { checkpoints, audit } = stores;
      const lease = await leased(checkpoints, 0);
      await Promise.all([
        checkpoints.commit(lease, madeOf(lease, 0)),
        audit.appendToSite(siteDraft('export.made')),
      ]);
      expect((await checkpoints.newest())?.index).toBe(0);
      const events = (await entriesOf(stores, SITE)).map(({ event }) => event);
      expect([...events].sort()).toEqual(['checkpoint.written', 'export.made']);
    }));
}

/** What every CheckpointStore promises. */
export function describeCheckpointStore(name: string, withStores: WithStores): void {
  describe(`CheckpointStore ${name}`, () => {
    itStores(withStores);
    itKeeps(withStores);
    itTakesTurns(withStores);
    itKeepsTurnsApart(withStores);
  });
}
