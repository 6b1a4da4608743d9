import { appendEntries, SITE_CHAIN } from '../domain/audit/chain';
import type { Effect } from '../domain/handoff/effect';
import { PortError } from '../ports/port-error';
import { siteEntry, type SiteHappening } from './site-entry';
import type { World } from './world';

const MAX_TRIES = 5;

const isConflict = (error: unknown): boolean => error instanceof PortError && error.code === 'conflict';

/**
 * Stores what became of an effect that belongs to no hand-off, with the entry of its result in the site's chain, in one
 * transaction. When another entry came first it is made again, a bounded number of times; raises `conflict` after that, as it
 * does when somebody else closed the effect.
 */
export async function settleOnSite(world: World, effect: Effect, happening: SiteHappening): Promise<void> {
  const draft = siteEntry(world, null, happening).draft('app');
  for (let tries = 1; ; tries += 1) {
    const { head, startedAt } = await world.audit.open(SITE_CHAIN, []);
    const { entries, head: after } = appendEntries(SITE_CHAIN, head, [draft]);
    try {
      await world.handoffs.settleEffect(effect, {
        chain: SITE_CHAIN,
        startedAt,
        before: head,
        after,
        entries,
      });
      return;
    } catch (error) {
      if (!isConflict(error) || tries >= MAX_TRIES) throw error;
    }
  }
}
