import { describe, expect, it } from '@jest/globals';
import type { CoverageRow } from '../../coverage/row';
import { byArea, chosenRows, countOf } from './coverage-view';

const row = (area: CoverageRow['area'], name: string, status: CoverageRow['status']): CoverageRow => ({
  area,
  name,
  status,
  note: '',
  tests: [],
  source: '',
});
const rows = [
  row('kvs', 'set', 'supported'),
  row('jira', 'getIssue', 'partial'),
  row('kvs', 'query', 'partial'),
  row('bridge', 'openRovo', 'not_started'),
];
const namesOf = (area: string, status: string): readonly string[] =>
  chosenRows(rows, { area, status }).map(({ name }) => name);

describe('the coverage table', () => {
  it('is filtered by area and status', () => {
    expect(namesOf('', '')).toHaveLength(4);
    expect(namesOf('kvs', '')).toEqual(['set', 'query']);
    expect(namesOf('', 'partial')).toEqual(['getIssue', 'query']);
    expect(namesOf('kvs', 'partial')).toEqual(['query']);
  });

  it('is grouped in the order of the areas', () => {
    expect(byArea(rows).map(({ area, rows: own }) => `${area} ${own.length}`)).toEqual([
      'jira 1',
      'kvs 2',
      'bridge 1',
    ]);
  });

  it('counts a status', () => {
    expect([countOf(rows, 'partial'), countOf([], 'partial')]).toEqual([2, 0]);
  });
});
