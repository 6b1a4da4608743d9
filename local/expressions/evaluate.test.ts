import { describe, expect, it } from '@jest/globals';
import { evaluateExpression } from './evaluate';
import { ExpressionError } from './expression-error';
import { parseExpression } from './expression-parser';
import { EVENT_FILTER, WORKFLOW_RULE } from './languages';

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

const passes = (expression: string): boolean =>
  evaluateExpression(parseExpression(expression, EVENT_FILTER), { event: EVENT });

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
    expect(() => passes(expression)).toThrow(ExpressionError);
  });

  it('looks no further than it must', () => {
    expect(passes('event.count == 3 || event.nothing')).toBe(true);
    expect(passes('event.count == 4 && event.nothing')).toBe(false);
  });
});

const ISSUE = {
  key: 'INC-1',
  status: { name: 'Open' },
  properties: new Map<string, unknown>([
    ['list', ['a', 1]],
    ['text', 'abc'],
    ['number', 3],
    ['flag', true],
    ['map', { in: ['a'] }],
  ]),
};

const holds = (expression: string): boolean =>
  evaluateExpression(parseExpression(expression, WORKFLOW_RULE), { issue: ISSUE, user: null });

describe('a workflow expression', () => {
  it.each([
    ["issue.properties['none'] == null", true],
    ["issue.properties['none']?.a == null", true],
    ["typeof issue.properties['list'] == 'List'", true],
    ["typeof issue.properties['text'] == 'String'", true],
    ["'Number' == typeof issue.properties['number']", true],
    ["typeof issue.properties['flag'] != 'Boolean'", false],
    ["typeof issue.properties['map'] == 'List'", false],
    ["typeof issue.properties['none'] == 'List'", false],
    ["!(typeof issue.properties['map']?.in == 'List')", false],
    ["issue.status.name == 'Open' && user == null", true],
    ['user?.accountId == null', true],
  ])('reads variables and types: %s is %s', (expression, expected) => {
    expect(holds(expression)).toBe(expected);
  });

  it.each([
    ['a member of nobody', "user.accountId == 'a'"],
    ['a property of a property that is not there', "issue.properties['none'].a == 1"],
    ['a computed name of entity properties that is no text', 'issue.properties[1] == null'],
  ])('fails for %s', (_name, expression) => {
    expect(() => holds(expression)).toThrow(ExpressionError);
  });

  it.each([
    ['an unknown member', 'issue.comments.length > 0', 'issue.comments is not evaluated here'],
    ['a member of a member', 'issue.status.category == 1', 'issue.status.category is not evaluated here'],
    ['a computed member', "issue[user.accountId] == 'a'", 'issue.[…] is not evaluated here'],
    ['the configuration', 'config.a == 1', 'config.a is not evaluated here'],
    ['a variable of triggers', 'event.a == 1', '"event" is not known'],
    ['a refused member inside a list', "[issue.votes].includes('a')", 'issue.votes is not evaluated here'],
    ['a refused member after not', '!issue.votes', 'issue.votes is not evaluated here'],
    [
      'a type that nobody documents',
      "typeof issue.properties['a'] == 'Map'",
      'typeof is evaluated here only',
    ],
    ['a type in an order', "typeof issue.key > 'List'", 'typeof is evaluated here only'],
    ['a type on its own', 'typeof issue.key', 'typeof is evaluated here only'],
    ['more than 1,000 characters', `issue.key == '${'x'.repeat(1_000)}'`, 'at most 1000 characters'],
  ])('refuses by name %s', (_name, expression, message) => {
    expect(() => parseExpression(expression, WORKFLOW_RULE)).toThrow(message);
  });
});
