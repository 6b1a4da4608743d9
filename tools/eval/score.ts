import { isFlagged, type Case } from './case';

/** One row of the table: `recall` over what must be flagged, `falseAlarms` over what must pass; null where there is none. */
export interface Score {
  readonly family: string;
  readonly tier: string;
  readonly cases: number;
  readonly recall: number | null;
  readonly falseAlarms: number | null;
  readonly wrong: readonly string[];
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function scoreOne(family: string, tier: string, cases: readonly Case[]): Score {
  const judged = cases.map((item) => ({ item, flagged: isFlagged(item) }));
  const bad = judged.filter(({ item }) => item.expect === 'flag');
  const good = judged.filter(({ item }) => item.expect === 'pass');
  return {
    family,
    tier,
    cases: cases.length,
    recall: share(bad.filter(({ flagged }) => flagged).length, bad.length),
    falseAlarms: share(good.filter(({ flagged }) => flagged).length, good.length),
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

const percent = (value: number | null): string => (value === null ? '-' : `${Math.round(value * 100)} %`);

/** The scores as lines of a table for people. */
export function toTable(scores: readonly Score[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at < 2 ? cell.padEnd(11) : cell.padStart(13))).join('');
  const rows = scores.map(({ family, tier, cases, recall, falseAlarms }) =>
    line([family, tier, String(cases), percent(recall), percent(falseAlarms)]),
  );
  return [line(['family', 'tier', 'cases', 'recall', 'false alarms']), ...rows];
}
