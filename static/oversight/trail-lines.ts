import type { AuditEntry } from '../../src/contract/audit';

/** A line of the timeline: an entry, or a warning where the numbering does not go on as it must. */
export type TrailLine = { readonly entry: AuditEntry } | { readonly key: string; readonly warning: string };

const missing = (from: number, to: number): string =>
  from === to ? `Entry ${from} is missing here.` : `Entries ${from} to ${to} are missing here.`;

/**
 * The entries of one chain in the order in which they came, with a warning before each one whose index does not follow the one
 * before it; a chain begins at 0. A cut tail shows no gap: only a check against the head or a checkpoint finds it.
 */
export function linesOf(entries: readonly AuditEntry[]): readonly TrailLine[] {
  let expected = 0;
  return entries.flatMap((entry): TrailLine[] => {
    const from = expected;
    expected = entry.index + 1;
    if (entry.index === from) return [{ entry }];
    const warning =
      entry.index > from
        ? missing(from, entry.index - 1)
        : `Entry ${entry.index} stands here a second time or out of order.`;
    return [{ key: `${from}-${entry.index}`, warning }, { entry }];
  });
}
