import { AREAS, type Area, type CoverageRow, type CoverageStatus } from '../../coverage/row';
import { request } from '../site/http';
import { listOf, pick, pickText } from '../site/json';

/** The words and tones of the statuses, in the order in which they are counted. */
export const STATUSES: readonly {
  readonly name: CoverageStatus;
  readonly label: string;
  readonly tone: string;
}[] = [
  { name: 'supported', label: 'Supported', tone: 'success' },
  { name: 'partial', label: 'Partial', tone: 'moved' },
  { name: 'not_started', label: 'Not served', tone: 'default' },
];

/** Which rows to show; empty text means all. */
export interface CoverageFilter {
  readonly area: string;
  readonly status: string;
}

function toRow(value: unknown): readonly CoverageRow[] {
  const area = AREAS.find((known) => known === pick(value, 'area'));
  const status = STATUSES.find(({ name }) => name === pick(value, 'status'))?.name;
  const name = pickText(value, 'name');
  if (area === undefined || status === undefined || name === undefined) return [];
  return [
    {
      area,
      status,
      name,
      note: pickText(value, 'note') ?? '',
      tests: listOf(pick(value, 'tests')).filter((test) => typeof test === 'string'),
      source: pickText(value, 'source') ?? '',
    },
  ];
}

/** Loads the table that the site answers. */
export async function loadCoverage(): Promise<readonly CoverageRow[]> {
  return listOf(await request('/_local/coverage')).flatMap(toRow);
}

/** The rows that fit a filter. */
export function chosenRows(
  rows: readonly CoverageRow[],
  { area, status }: CoverageFilter,
): readonly CoverageRow[] {
  return rows.filter((row) => (area === '' || row.area === area) && (status === '' || row.status === status));
}

/** The rows under their areas, areas without rows left out. */
export function byArea(
  rows: readonly CoverageRow[],
): readonly { readonly area: Area; readonly rows: readonly CoverageRow[] }[] {
  return AREAS.map((area) => ({ area, rows: rows.filter((row) => row.area === area) })).filter(
    (group) => group.rows.length > 0,
  );
}

/** How many rows have a status. */
export function countOf(rows: readonly CoverageRow[], status: CoverageStatus): number {
  return rows.filter((row) => row.status === status).length;
}
