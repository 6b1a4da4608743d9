/** One figure of the benchmark beside the limit that the project set itself. */
export interface Figure {
  readonly name: string;
  readonly measured: number;
  readonly limit: number;
  /** `at-least` where more is better; at most where nothing is said. */
  readonly bound?: 'at-least';
  readonly unit: string;
}

/** The share of the limit that was used up: up to 1 is within it, whichever way the limit goes. */
export const ratioOf = ({ measured, limit, bound }: Figure): number =>
  bound === 'at-least' ? limit / measured : measured / limit;

/** The middle value; the mean of the two middle ones when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = low] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

const shown = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(2));

/** The table as text: one row a figure. */
export function toTable(figures: readonly Figure[]): string {
  const rows = [
    ['figure', 'measured', 'limit', 'unit', 'ratio'],
    ...figures.map((figure) => [
      figure.name,
      shown(figure.measured),
      `${figure.bound === 'at-least' ? 'at least ' : ''}${shown(figure.limit)}`,
      figure.unit,
      ratioOf(figure).toFixed(2),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
