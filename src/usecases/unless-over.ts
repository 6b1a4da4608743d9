import type { World } from './world';

/** How often the stored hand-off and the switch are looked at while something is waited for. */
const LOOK_MS = 3_000;

/** A wait that ended: with what was waited for, because nobody wants it any more, or because it took too long. */
export type Waited<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'stopped' | 'timed-out' };

/**
 * Waits for work that cannot be taken back, looking every few seconds whether somebody still wants it; gives up at `until` (epoch
 * ms). Work that comes later is dropped, and so is its error. A look that fails says nothing: whatever is stored in the end is
 * stored on the condition that nobody changed the hand-off.
 */
export async function unlessOver<T>(
  { clock }: Pick<World, 'clock'>,
  work: Promise<T>,
  { until, isOver }: { readonly until: number; readonly isOver: () => Promise<boolean> },
): Promise<Waited<T>> {
  work.catch(() => undefined);
  const done = work.then((value) => ({ kind: 'done', value }) as const);
  for (;;) {
    const left = until - Date.parse(clock.now());
    if (left <= 0) return { kind: 'timed-out' };
    const look = clock.pause(Math.min(LOOK_MS, left)).then(() => null);
    const first = await Promise.race([done, look]);
    if (first !== null) return first;
    if (await isOver().catch(() => false)) return { kind: 'stopped' };
  }
}
