import { expect, it } from '@jest/globals';
import type { Effect } from '../../domain/handoff/effect';
import { changeOf, doneAfter, draftOf, effectIn, firstCommit, handoffOf, nextCommit } from './samples';
import { entriesOf, type WithStores } from './stores';

const conflict = { name: 'PortError', code: 'conflict' };

/** What every HandoffStore promises of the results of effects. */
export function itSettles(withStores: WithStores): void {
  it('stores an effect with the entry of its result', () =>
    withStores(async (stores) => {
      const { handoffs } = stores;
      const first = firstCommit(handoffOf(1));
      await handoffs.commit(first);
      const failed: Effect = { ...effectIn(first), status: 'failed', attempts: 2 };
      await handoffs.settleEffect(failed, doneAfter(first));
      expect(await handoffs.loadEffect(failed.id)).toEqual(failed);
      expect(await entriesOf(stores, first.after.id)).toHaveLength(2);
      expect((await handoffs.load(first.after.id))?.version).toBe(1);
    }));

  it('raises conflict for a head that has moved, and leaves the effect pending', () =>
    withStores(async (stores) => {
      const { handoffs } = stores;
      const first = firstCommit(handoffOf(1));
      for (const change of [first, nextCommit(first)]) await handoffs.commit(change);
      const late = handoffs.settleEffect({ ...effectIn(first), status: 'done' }, doneAfter(first));
      await expect(late).rejects.toMatchObject(conflict);
      expect(await handoffs.loadEffect(effectIn(first).id)).toMatchObject({ status: 'pending' });
      expect(await entriesOf(stores, first.after.id)).toHaveLength(2);
    }));

  it('raises conflict for an effect that was settled already, and stores no second entry', () =>
    withStores(async (stores) => {
      const { handoffs } = stores;
      const first = firstCommit(handoffOf(1));
      await handoffs.commit(first);
      const done: Effect = { ...effectIn(first), status: 'done' };
      const once = doneAfter(first);
      await handoffs.settleEffect(done, once);
      const again = handoffs.settleEffect(done, {
        ...changeOf(first.after.id, once.after, [draftOf('effect.done')]),
      });
      await expect(again).rejects.toMatchObject(conflict);
      expect(await entriesOf(stores, first.after.id)).toHaveLength(2);
    }));
}

/** What every HandoffStore promises of effects that are asked for, tried again and left open. */
export function itKeepsEffects(withStores: WithStores): void {
  it('asks for an effect once, and leaves one that is there as it is', () =>
    withStores(async ({ handoffs }) => {
      const effect = effectIn(firstCommit(handoffOf(1)));
      await Promise.all([handoffs.askEffect(effect), handoffs.askEffect(effect)]);
      expect(await handoffs.loadEffect(effect.id)).toEqual(effect);
      await handoffs.saveEffect({ ...effect, status: 'failed', attempts: 3 });
      await handoffs.askEffect(effect);
      expect(await handoffs.loadEffect(effect.id)).toMatchObject({ status: 'failed', attempts: 3 });
    }));

  it('does not open an effect again that was settled', () =>
    withStores(async ({ handoffs }) => {
      const first = firstCommit(handoffOf(1));
      await handoffs.commit(first);
      await handoffs.saveEffect({ ...effectIn(first), attempts: 1 });
      expect(await handoffs.loadEffect(effectIn(first).id)).toMatchObject({ status: 'pending', attempts: 1 });
      await handoffs.settleEffect({ ...effectIn(first), status: 'done' }, doneAfter(first));
      await expect(handoffs.saveEffect({ ...effectIn(first), attempts: 2 })).rejects.toMatchObject(conflict);
      await handoffs.askEffect(effectIn(first));
      expect(await handoffs.loadEffect(effectIn(first).id)).toBeNull();
    }));

  it('lists pending effects that were asked for before an instant, until they are done', () =>
    withStores(async ({ handoffs }) => {
      const first = firstCommit(handoffOf(1));
      const effect = effectIn(first);
      await handoffs.commit(first);
      const pending = async (before: string) =>
        (await handoffs.listPendingEffects(before)).map(({ id }) => id);
      expect(await pending('2026-11-18T10:00:00.000Z')).toEqual([]);
      expect(await pending('2026-11-18T10:00:00.001Z')).toEqual([effect.id]);
      await handoffs.saveEffect({ ...effect, status: 'done', attempts: 1 });
      expect(await pending('2026-11-18T10:00:00.001Z')).toEqual([]);
      expect(await handoffs.loadEffect(effect.id)).toBeNull();
    }));
}
