import type { CallInput } from '../../src/contract/calls';
import type { QueueItem } from '../../src/contract/handoff';

/** How many gates one call approves at most. */
export const BATCH_LIMIT = 20;

/** An item's own key: the same hand-off may wait for other acts later. */
export const keyOfItem = ({ handoffId, act, gate }: QueueItem): string =>
  `${handoffId} ${act} ${gate ?? 'none'}`;

/** What is sent for the chosen rows, each exactly as it was listed; rows that policy keeps out of a batch are left out. */
export const batchOf = (items: readonly QueueItem[]): CallInput<'oversight.decide-many'>['items'] =>
  items.flatMap(({ handoffId, gate, batch }) =>
    batch === null || gate === null ? [] : [{ handoffId, gate, ...batch }],
  );
