import { describe, expect, it } from '@jest/globals';
import { FilterError } from './filter-error';
import { parseFilter } from './filter-parser';
import { passesFilter } from './run-filter';

const EVENT = {
  eventType: 'avi:jira:updated:issue',
  selfGenerated: false,
  count: 3,
  none: null,
  issue: {
    key: 'INC-1',
    fields: { project: { key: 'INC' }, summary: 'a "quoted" text', labels: ['red', 'blue'] },
  },
  changelog: { items: [{ field: 'status', to: '3' }] },
};

const passes = (expression: string): boolean => passesFilter(parseFilter(expression), EVENT);

describe('a filter expression', () => {
  it.each([
    ["event.issue.fields?.project?.key == 'INC'", true],
    ["event.issue.fields.project.key != 'INC'", false],
    ['event[\'issue\'].key == "INC-1"', true],
    ["event.changelog.items[0].field == 'status'", true],
    ['event.changelog.items.length >= 1', true],
    ['event.issue.key.length < 3', false],
    ['event.issue.fields?.assignee?.accountId == null', true],
    ["event?.['nothing'] == null", true],
    ["event.issue.fields.labels.includes('red')", true],
    ["['INC', 'REQ'].includes(event.issue.fields.project.key)", true],
    ["[].includes('x')", false],
    ["event.issue.fields.summary.includes('quoted')", true],
    ['event.issue.fields.summary == "a \\"quoted\\" text"', true],
    ['!event.selfGenerated && event.count > 2', true],
    ['event.count > 5 || (event.count <= 3 && event.none == null)', true],
    ['true || false && false', true],
    ['!true == false', true],
    ["'a' < 'b'", true],
    ["event.count == '3'", false],
    ['1.5 >= 1.5', true],
  ])('%s is %s', (expression, expected) => {
    expect(passes(expression)).toBe(expected);
  });

  it.each([
    ['a property that is not there', 'event.issue.fields.assignee == null'],
    ['a property of null', "event.none.key == 'x'"],
    ['a property after an optional one that is not there', 'event.nothing?.a.b == null'],
    ['a property of every object', 'event.issue.toString == null'],
    ['a result that is no boolean', 'event.issue.key'],
    ['an operand that is no boolean', 'event.count && true'],
    ['a negation of no boolean', '!event.count'],
    ['an order of unlike values', "event.count < '4'"],
    ['includes of neither list nor text', 'event.count.includes(3)'],
  ])('fails for %s', (_name, expression) => {
    expect(() => passes(expression)).toThrow(FilterError);
  });

  it('looks no further than it must', () => {
    expect(passes('event.count == 3 || event.nothing')).toBe(true);
    expect(passes('event.count == 4 && event.nothing')).toBe(false);
  });
});
