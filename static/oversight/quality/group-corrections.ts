import type { CallOutput } from '../../../src/contract/calls';
import type { Correction } from '../../../src/contract/quality';

export type Reviewed = CallOutput<'oversight.corrections'>['reviewed'];

/** The counts of reviewed hand-offs of several pages, each operation once. */
export function addReviewed(one: Reviewed, other: Reviewed): Reviewed {
  const sums = new Map(one.map((entry) => [entry.operation, entry]));
  for (const entry of other) {
    const known = sums.get(entry.operation);
    sums.set(entry.operation, {
      operation: entry.operation,
      count: (known?.count ?? 0) + entry.count,
      claims: (known?.claims ?? 0) + entry.claims,
    });
  }
  return [...sums.values()];
}

/** Corrections that say the same of the same part of the same operation. */
export interface Group {
  readonly key: string;
  readonly first: Correction;
  readonly corrections: readonly Correction[];
  /** What they are a part of: the reviewed claims of the operation, or its outputs where they are about whole outputs. */
  readonly outOf: number;
}

const isWhole = ({ claim }: Correction): boolean => claim === null;

const groupBy = (
  corrections: readonly Correction[],
  keyOf: (correction: Correction) => readonly unknown[],
): ReadonlyMap<string, readonly [Correction, ...Correction[]]> => {
  const groups = new Map<string, [Correction, ...Correction[]]>();
  for (const correction of corrections) {
    const key = JSON.stringify(keyOf(correction));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [correction]);
    else group.push(correction);
  }
  return groups;
};

const mostFirst = <G extends { readonly corrections: readonly Correction[] }>(
  groups: readonly G[],
): readonly G[] => [...groups].sort((one, other) => other.corrections.length - one.corrections.length);

/** What is repeatedly taken out, changed or refused, by whom and why, and where; the most frequent first (R186-R189). */
export function byReason(corrections: readonly Correction[], reviewed: Reviewed): readonly Group[] {
  const groups = groupBy(corrections, (one) => [
    one.operation,
    one.step,
    one.by,
    one.what,
    one.reason,
    isWhole(one),
  ]);
  return mostFirst(
    [...groups].map(([key, group]) => {
      const [first] = group;
      const total = reviewed.find(({ operation }) => operation === first.operation);
      const outOf = (isWhole(first) ? total?.count : total?.claims) ?? 0;
      return { key, first, corrections: group, outOf };
    }),
  );
}

/** Corrections of what one engine made with one prompt. */
export interface EngineGroup {
  readonly key: string;
  readonly first: Correction;
  readonly corrections: readonly Correction[];
}

/** The same corrections by what made the output: engine, model, prompt and mode. */
export const byEngine = (corrections: readonly Correction[]): readonly EngineGroup[] =>
  mostFirst(
    [...groupBy(corrections, ({ engine, model, prompt, mode }) => [engine, model, prompt, mode])].map(
      ([key, group]) => ({ key, first: group[0], corrections: group }),
    ),
  );
