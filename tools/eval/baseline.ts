import { z } from 'zod';
import type { Score } from './score';

const CountSchema = z.number().int().min(0);
const RowSchema = z.strictObject({
  family: z.string(),
  tier: z.string(),
  bad: CountSchema,
  found: CountSchema,
  good: CountSchema,
  alarms: CountSchema,
});
type Row = z.infer<typeof RowSchema>;

/** The figures that hold until somebody renews them, and the digests of what they were measured on. */
export const BaselineSchema = z.strictObject({
  parts: z.record(z.string(), z.string()),
  /** Why the last renewal took lower figures; null when it took none. */
  because: z.string().nullable(),
  rows: z.array(RowSchema),
});
export type Baseline = z.infer<typeof BaselineSchema>;

export interface Measured {
  readonly parts: Readonly<Record<string, string>>;
  readonly scores: readonly Score[];
}

const isLower = (now: readonly [number, number], before: readonly [number, number]): boolean =>
  now[0] * before[1] < before[0] * now[1];
const shown = ([part, whole]: readonly [number, number]): string => `${part} of ${whole}`;

/** What is worse in a row: fewer found, or more alarms, as shares. A row that lost all of its cases of one kind is worse too. */
function lowerIn(row: Row, now: Score | undefined): readonly string[] {
  const name = `${row.family}, ${row.tier}`;
  if (now === undefined) return [`${name}: no case is left, there were ${row.bad + row.good}`];
  const found = { before: [row.found, row.bad], now: [now.found, now.bad] } as const;
  const quiet = {
    before: [row.good - row.alarms, row.good],
    now: [now.good - now.alarms, now.good],
  } as const;
  const isWorse = (pair: typeof found | typeof quiet): boolean =>
    (pair.before[1] > 0 && pair.now[1] === 0) || isLower(pair.now, pair.before);
  return [
    ...(isWorse(found) ? [`${name}: found ${shown(found.now)}, before ${shown(found.before)}`] : []),
    ...(isWorse(quiet)
      ? [`${name}: alarms at ${now.alarms} of ${now.good}, before at ${row.alarms} of ${row.good}`]
      : []),
  ];
}

/** The figures that are lower than the baseline's, a sentence each. */
export const lowerFigures = ({ rows }: Baseline, { scores }: Measured): readonly string[] =>
  rows.flatMap((row) =>
    lowerIn(
      row,
      scores.find(({ family, tier }) => family === row.family && tier === row.tier),
    ),
  );

/** The parts and rows that differ from what the baseline was measured on, a sentence each. */
export function changedParts({ parts, rows }: Baseline, { parts: now, scores }: Measured): readonly string[] {
  const names = [...new Set([...Object.keys(parts), ...Object.keys(now)])];
  const isKnown = ({ family, tier }: Score): boolean =>
    rows.some((row) => row.family === family && row.tier === tier);
  return [
    ...names.filter((name) => parts[name] !== now[name]).map((name) => `${name} changed`),
    ...scores.filter((score) => !isKnown(score)).map(({ family, tier }) => `${family}, ${tier} is new`),
  ];
}

/** What a renewal writes. `because` says why lower figures are taken; null where there are none. */
export const toBaseline = ({ parts, scores }: Measured, because: string | null): Baseline => ({
  parts: { ...parts },
  because,
  rows: scores.map(({ family, tier, bad, found, good, alarms }) => ({
    family,
    tier,
    bad,
    found,
    good,
    alarms,
  })),
});

/** The baseline as the file holds it: a line a row, so that a change of one figure is a change of one line. */
export function baselineText({ parts, because, rows }: Baseline): string {
  const inOneLine = (row: object): string =>
    `    { ${Object.entries(row)
      .map(([name, value]) => `"${name}": ${JSON.stringify(value)}`)
      .join(', ')} }`;
  const digests = JSON.stringify(parts, null, 2).replaceAll('\n', '\n  ');
  const lines = rows.map(inOneLine).join(',\n');
  return `{\n  "because": ${JSON.stringify(because)},\n  "parts": ${digests},\n  "rows": [\n${lines}\n  ]\n}\n`;
}
