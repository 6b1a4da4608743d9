import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CaseSchema, isFlagged, type Case } from './case';

/** One row: of `bad` cases `found` were flagged as they must be, of `good` ones `alarms` were flagged although they must pass. */
export interface Score {
  readonly family: string;
  readonly tier: string;
  readonly bad: number;
  readonly found: number;
  readonly good: number;
  readonly alarms: number;
  /** Cases that came out wrong. */
  readonly wrong: readonly string[];
}

function scoreOne(family: string, tier: string, cases: readonly Case[]): Score {
  const judged = cases.map((item) => ({ item, flagged: isFlagged(item) }));
  const bad = judged.filter(({ item }) => item.expect === 'flag');
  const good = judged.filter(({ item }) => item.expect === 'pass');
  return {
    family,
    tier,
    bad: bad.length,
    found: bad.filter(({ flagged }) => flagged).length,
    good: good.length,
    alarms: good.filter(({ flagged }) => flagged).length,
    wrong: judged
      .filter(({ item, flagged }) => flagged !== (item.expect === 'flag'))
      .map(({ item }) => item.id),
  };
}

/** Scores a family's cases, one row a tier. */
export function scoreFamily(family: string, cases: readonly Case[]): readonly Score[] {
  const tiers = [...new Set(cases.map(({ tier }) => tier))];
  return tiers.map((tier) =>
    scoreOne(
      family,
      tier,
      cases.filter((item) => item.tier === tier),
    ),
  );
}

/** Scores every file of a folder, each a family, by name. A line that is no case raises zod's error. */
export const scoreFolder = (folder: string): readonly Score[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n');
      return scoreFamily(
        name.replace('.jsonl', ''),
        lines.map((line) => CaseSchema.parse(JSON.parse(line))),
      );
    });

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${Math.round((100 * part) / whole)} %`;
const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${part} of ${whole}`);

const WIDTHS = [12, 14, 11, 8, 14, 8] as const;
const toLine = (cells: readonly string[]): string =>
  cells.map((cell, at) => (at < 2 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0))).join('');
const toRow = ({ family, tier, bad, found, good, alarms }: Omit<Score, 'wrong'>): string =>
  toLine([family, tier, share(found, bad), percent(found, bad), share(alarms, good), percent(alarms, good)]);

/** The scores as lines of a table for people, the sum of each family under its tiers where it has several. */
export function toTable(scores: readonly Score[]): readonly string[] {
  const sum = (rows: readonly Score[], part: 'bad' | 'found' | 'good' | 'alarms'): number =>
    rows.reduce((total, row) => total + row[part], 0);
  const sumOf = (family: string, rows: readonly Score[]): string =>
    toRow({
      family,
      tier: 'all',
      bad: sum(rows, 'bad'),
      found: sum(rows, 'found'),
      good: sum(rows, 'good'),
      alarms: sum(rows, 'alarms'),
    });
  const families = [...new Set(scores.map(({ family }) => family))];
  const rows = families.flatMap((family) => {
    const ofFamily = scores.filter((score) => score.family === family);
    return ofFamily.length > 1 ? [...ofFamily.map(toRow), sumOf(family, ofFamily)] : ofFamily.map(toRow);
  });
  const cases = sum(scores, 'bad') + sum(scores, 'good');
  return [
    toLine(['family', 'tier', 'found', 'recall', 'false alarms', 'share']),
    ...rows,
    `${cases} cases, ${scores.reduce((total, { wrong }) => total + wrong.length, 0)} came out wrong (--json names them)`,
  ];
}
