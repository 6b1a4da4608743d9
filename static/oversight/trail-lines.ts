import type { AuditEntry } from '../../src/contract/audit';

/** A line of the timeline: an entry, or a warning where the numbering does not go on as it must. */
export type TrailLine = { readonly entry: AuditEntry } | { readonly key: string; readonly warning: string };

const missing = (from: number, to: number): string =>
  from === to ? `Entry ${from} is missing here.` : `Entries ${from} to ${to} are missing here.`;

/**
 * The entries of one chain in the order in which they came, with a warning where an index does not follow the one before it, and
 * where the chain ends before `length`, the number of entries that its head names; a chain begins at 0.
 */
export function linesOf(entries: readonly AuditEntry[], length: number): readonly TrailLine[] {
  let expected = 0;
  const lines = entries.flatMap((entry): TrailLine[] => {
    const from = expected;
    expected = entry.index + 1;
    if (entry.index === from) return [{ entry }];
    const warning =
      entry.index > from
        ? missing(from, entry.index - 1)
        : `Entry ${entry.index} stands here a second time or out of order.`;
    return [{ key: `${from}-${entry.index}`, warning }, { entry }];
  });
  const end = Math.max(0, ...entries.map(({ index }) => index + 1));
  const cut = { key: `${end}-end`, warning: missing(end, length - 1) };
  return end < length ? [...lines, cut] : lines;
}
