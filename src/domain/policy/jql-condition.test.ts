import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IssueFields } from './field-values';
import { parseCondition } from './jql-condition';

const ISSUE: IssueFields = {
  projectKey: 'OPS',
  issueType: 'Service Request',
  fields: {
    priority: { name: 'High' },
    status: { name: 'In Progress' },
    labels: ['VIP', 'eu-only'],
    components: [{ name: 'Payments' }, { name: 'Search' }],
    customfield_10050: { value: 'Sev 1' },
    customfield_10060: 42,
    customfield_10061: null,
    customfield_10062: [],
    customfield_10063: '',
    customfield_10064: { type: 'doc', content: [] },
    customfield_10065: true,
    assignee: { accountId: 'agent-ana', displayName: 'Ana' },
    summary: 'Payments are "slow" today',
  },
};

function holds(text: string, issue = ISSUE): boolean {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.condition.holds(issue);
}

const problemOf = (text: string): string => {
  const parsed = parseCondition(text);
  return parsed.ok ? 'it was read' : parsed.problem;
};

describe('a condition that holds', () => {
  it.each([
    'project = OPS',
    'PROJECT = ops',
    'issuetype = "service request"',
    'type in (Bug, "Service Request")',
    'priority = high',
    'priority in (Highest, High)',
    'priority != Low',
    'priority not in (Low, Lowest)',
    "status = 'In Progress'",
    'labels = vip',
    'labels = VIP AND labels = EU-ONLY',
    'labels not in (internal)',
    'labels is not empty',
    'component = Payments',
    'components in (Search)',
    'cf[10050] = "sev 1"',
    'CF[10050] = "sev 1"',
    'customfield_10050 ~ sev',
    'customfield_10050 !~ "sev 2"',
    'customfield_10060 = 42',
    'customfield_10065 = true',
    'customfield_10061 is empty',
    'customfield_10062 IS NULL',
    'customfield_10063 is empty',
    'customfield_10064 is not empty',
    'assignee = agent-ana',
    'summary ~ "\\"slow\\""',
    "summary ~ 'are \"slow'",
    'not priority = Low',
    'not not project = OPS',
    'project = X or project = OPS',
    'project = OPS or project = X and priority = Low',
    '(project = X or project = OPS) and priority = High',
    'not (project = X or priority = Low)',
    'project=OPS and(priority=High)',
    '  project = OPS  ',
    'labels = "and" or project = OPS',
  ])('%s', (text) => {
    expect(holds(text)).toBe(true);
  });
});

describe('a condition that does not hold', () => {
  it.each([
    'project = X',
    'project != OPS',
    'priority not in (High)',
    'priority != high',
    'labels = vi',
    'labels != vip',
    'labels is empty',
    'component = Billing',
    'customfield_10050 ~ "sev 2"',
    'customfield_10050 !~ sev',
    'customfield_10061 is not empty',
    '(project = X or project = OPS) and priority = Low',
    'not project = OPS',
    'not (project = OPS or priority = Low)',
  ])('%s', (text) => {
    expect(holds(text)).toBe(false);
  });

  it.each(['customfield_10061 != x', 'customfield_10062 not in (x)', 'customfield_10061 !~ x'])(
    '%s: as in JQL, an empty field differs from nothing',
    (text) => {
      expect(holds(text)).toBe(false);
    },
  );

  it.each([
    'customfield_99999 is empty',
    'customfield_99999 is not empty',
    'customfield_99999 != x',
    'not customfield_99999 = x',
    'project = OPS or customfield_99999 = x',
  ])('%s: a field that the issue does not have covers nothing', (text) => {
    expect(holds(text)).toBe(false);
  });

  it.each(['customfield_10064 = x', 'customfield_10064 != x', 'not customfield_10064 ~ x'])(
    '%s: a value that cannot be read as text covers nothing',
    (text) => {
      expect(holds(text)).toBe(false);
    },
  );
});

describe('a condition that cannot be read', () => {
  const field = 'a field: project, issuetype, priority, status, labels, component or a field id';
  const more = '“and”, “or” or the end';
  const operator = 'one of = != ~ !~ in, not in, is empty, is not empty';
  it.each([
    ['', `Character 1: expected ${field}.`],
    ['   ', `Character 4: expected ${field}.`],
    ['project', `Character 8: expected ${operator}.`],
    ['project not = X', `Character 13: expected ${operator}.`],
    ['project =', 'Character 10: expected a value.'],
    ['project = and', 'Character 11: expected a value.'],
    ['project = (', 'Character 11: expected a value.'],
    ['project = empty', 'Character 11: expected a value.'],
    ['project in X', 'Character 12: expected “(”.'],
    ['project in ()', 'Character 13: expected a value.'],
    ['project in (X', 'Character 14: expected “,” or “)”.'],
    ['project in (X Y)', 'Character 15: expected “,” or “)”.'],
    ['priority is high', 'Character 13: expected “empty”.'],
    ['priority is "empty"', 'Character 13: expected “empty”.'],
    ['(project = X', 'Character 13: expected “)”.'],
    ['project = X)', `Character 12: expected ${more}.`],
    ['project = X priority = High', `Character 13: expected ${more}.`],
    ['reporter = currentUser()', `Character 23: expected ${more}.`],
    ['project = X order by created', `Character 13: expected ${more}.`],
    ['and = X', `Character 1: expected ${field}.`],
    ['"Request Type" = X', `Character 1: expected ${field}.`],
    ['cf[x] = 1', `Character 1: expected ${field}.`],
    ['10050 = 1', `Character 1: expected ${field}.`],
    [
      'created > -1d',
      'Character 9: expected a name, a quoted text that is closed, or one of ( ) , = != ~ !~.',
    ],
    [
      'summary ~ "open',
      'Character 11: expected a name, a quoted text that is closed, or one of ( ) , = != ~ !~.',
    ],
  ])('%j: %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('nests at most ten deep and is at most 500 characters long', () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}project = X${')'.repeat(depth)}`;
    expect(problemOf(nested(10))).toBe('it was read');
    expect(problemOf(nested(11))).toBe('Character 12: expected at most 10 levels of “not” and parentheses.');
    expect(problemOf('not '.repeat(11))).toBe(
      'Character 45: expected at most 10 levels of “not” and parentheses.',
    );
    expect(problemOf(`project = ${'x'.repeat(490)}`)).toBe('it was read');
    expect(problemOf(`project = ${'x'.repeat(491)}`)).toBe('Character 501: expected at most 500 characters.');
  });

  it('does not take a fault of ours for one of the text', () => {
    const broken = {
      length: 1,
      trimEnd: () => {
        throw new RangeError('ours');
      },
    };
    expect(() => parseCondition(broken as unknown as string)).toThrow(RangeError);
  });

  it('is told, never thrown, whatever the text', () => {
    const words = fc.constantFrom(
      'project',
      '=',
      '(',
      ')',
      'not',
      'in',
      'and',
      'or',
      '"',
      "'",
      'x',
      ',',
      'is',
      '!~',
      '\\',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(words).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseCondition(text);
        if (parsed.ok) expect(typeof parsed.condition.holds(ISSUE)).toBe('boolean');
        else expect(parsed.problem).toMatch(/^Character \d+: expected .+\.$/u);
      }),
    );
  });
});

describe('the fields of a condition', () => {
  it('are the Jira fields that it looks at, each once, without project and issue type', () => {
    const parsed = parseCondition(
      'project = X and type = Bug and (component = A or components = B) and cf[10050] is empty and not dueDate = 1',
    );
    expect(parsed.ok && parsed.condition.fields).toEqual(['components', 'customfield_10050', 'dueDate']);
  });
});
