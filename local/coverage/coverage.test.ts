import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULT_MODES } from '../forge/faults';
import { LIMITS } from '../forge/limits';
import { SCHEDULE_INTERVALS } from '../forge/schedules';
import { EMITTED_EVENTS } from '../jira/event-of';
import { SERVED_OPERATIONS } from '../jira/openapi';
import type { Area, CoverageRow } from './row';
import { COVERAGE } from './table';

const ROOT = join(__dirname, '../..');

const rowsOf = (area: Area): readonly CoverageRow[] => COVERAGE.filter((row) => row.area === area);
const namesOf = (rows: readonly CoverageRow[]): readonly string[] => rows.map(({ name }) => name).sort();
const isServed = ({ status }: CoverageRow): boolean => status !== 'not_started';

/** Rows that say how something behaves, beside those that name one registered thing; these are in plain words. */
const isWords = ({ name }: CoverageRow): boolean => name.includes(' ');

/** What is wrong with a cited test; undefined where the file holds a test of that title. */
function faultOf(citation: string): string | undefined {
  const [file = '', title = ''] = citation.split(' › ');
  const path = join(ROOT, file);
  if (title === '' || !/\.test\.tsx?$/u.test(file)) return `${citation}: no "file › title"`;
  if (!existsSync(path)) return `${citation}: no such file`;
  const quoted = [`'${title.replaceAll("'", "\\'")}'`, `"${title}"`, `\`${title}\``];
  const text = readFileSync(path, 'utf8');
  return quoted.some((form) => text.includes(form)) ? undefined : `${citation}: no such title`;
}

describe('the coverage table', () => {
  it('has one row for a thing', () => {
    const names = COVERAGE.map(({ area, name }) => `${area} ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('cites tests that exist', () => {
    const faults = COVERAGE.flatMap(({ tests }) => tests.map(faultOf)).filter((fault) => fault !== undefined);
    expect([...new Set(faults)]).toEqual([]);
  });

  it('proves what it says is served, and says what happens instead of what is not', () => {
    const unproved = COVERAGE.filter((row) => (isServed(row) ? row.tests.length === 0 : row.note === ''));
    expect(unproved.map(({ area, name }) => `${area} ${name}`)).toEqual([]);
  });

  it('names a source for every row', () => {
    expect(COVERAGE.filter(({ source }) => source.trim() === '')).toEqual([]);
  });

  it.each<[what: string, area: Area, registered: readonly string[]]>([
    ['the operations of Jira', 'jira', SERVED_OPERATIONS.map(({ id }) => id)],
    ['the events', 'events', EMITTED_EVENTS],
    ['the intervals of schedules', 'schedules', SCHEDULE_INTERVALS],
    ['the modes of faults', 'faults', FAULT_MODES],
  ])('has exactly %s that are registered', (_what, area, registered) => {
    const rows = rowsOf(area).filter((row) => isServed(row) && !isWords(row));
    expect(namesOf(rows)).toEqual([...registered].sort());
  });

  it('has a row for every limit and none beside', () => {
    expect(namesOf(rowsOf('limits').filter((row) => !isWords(row)))).toEqual(Object.keys(LIMITS).sort());
  });
});
