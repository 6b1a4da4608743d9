import { JiraError } from '../jira-error';
import type { IssueRecord } from '../records';
import { readJqlDate } from './dates';
import { findJqlField, type JqlField, type QueryScope } from './fields';
import { parseJql, type Clause, type Operand, type Operator, type Ordering } from './parse';
import { matchesText } from './text-match';

type Test = (issue: IssueRecord) => boolean;
type TestClause = Extract<Clause, { kind: 'test' }>;

/** Runs a query over what the caller may see. Raises 400 for an unbounded query and for what is not served. */
export function runJql(jql: string, scope: QueryScope): IssueRecord[] {
  const query = parseJql(jql);
  if (!query.where) {
    throw JiraError.invalid(
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  }
  const test = compile(query.where, scope);
  const compare = ordering(query.orderBy, scope);
  return scope.state.issues
    .all()
    .filter((issue) => scope.access.seesIssue(issue) && test(issue))
    .sort(compare);
}

function compile(clause: Clause, scope: QueryScope): Test {
  if (clause.kind === 'test') return compileTest(clause, scope);
  if (clause.kind === 'not') {
    const test = compile(clause.clause, scope);
    return (issue) => !test(issue);
  }
  const tests = clause.clauses.map((inner) => compile(inner, scope));
  return clause.kind === 'and'
    ? (issue) => tests.every((test) => test(issue))
    : (issue) => tests.some((test) => test(issue));
}

function compileTest(clause: TestClause, scope: QueryScope): Test {
  const field = findJqlField(clause.field);
  if (!field)
    throw JiraError.invalid(`Field '${clause.field}' does not exist or is not served in JQL by this site.`);
  if (field.kind === 'date') return compileDate(clause, field, scope);
  if (field.kind === 'text') return compileText(clause, field, scope);
  return compileSet(clause, field, scope);
}

/** `!=` and `not in` leave out issues whose field is empty, as Jira does. */
function compileSet(clause: TestClause, field: JqlField, scope: QueryScope): Test {
  const { operator, operands } = clause;
  if (!['=', '!=', 'in', 'not in', 'is', 'is not'].includes(operator)) throw unsupported(clause);
  const wantsEmpty = operands.some(({ kind }) => kind === 'empty');
  const wanted = operands.flatMap((operand) =>
    operand.kind === 'empty' ? [] : [setValue(operand, clause, scope)],
  );
  const known = field.known?.(scope);
  const unknown = known && wanted.find((value) => !known.includes(value));
  if (unknown !== undefined)
    throw JiraError.invalid(`The value '${unknown}' does not exist for the field '${clause.field}'.`);
  const isNegative = operator === '!=' || operator === 'not in' || operator === 'is not';
  return (issue) => {
    const values = field.values?.(issue, scope) ?? [];
    if (values.length === 0) return wantsEmpty && !isNegative;
    return wanted.some((value) => values.includes(value)) !== isNegative;
  };
}

function setValue(
  operand: Exclude<Operand, { kind: 'empty' }>,
  clause: TestClause,
  { access }: QueryScope,
): string {
  if (operand.kind === 'text') return operand.text.toLowerCase();
  const isUserField = ['assignee', 'reporter'].includes(clause.field.toLowerCase());
  if (operand.name.toLowerCase() === 'currentuser' && isUserField)
    return access.user?.accountId.toLowerCase() ?? '';
  throw JiraError.invalid(
    `The JQL function '${operand.name}' is not served for the field '${clause.field}' by this site.`,
  );
}

function compileText(clause: TestClause, field: JqlField, scope: QueryScope): Test {
  const [operand] = clause.operands;
  const { operator } = clause;
  const read = (issue: IssueRecord) => field.text?.(issue, scope) ?? '';
  if (operator === 'is' || operator === 'is not')
    return (issue) => (read(issue) === '') === (operator === 'is');
  if ((operator !== '~' && operator !== '!~') || operand?.kind !== 'text') throw unsupported(clause);
  return (issue) => matchesText(read(issue), operand.text) === (operator === '~');
}

const DATE_TESTS: Readonly<Partial<Record<Operator, (value: number, at: number) => boolean>>> = {
  '>': (value, at) => value > at,
  '>=': (value, at) => value >= at,
  '<': (value, at) => value < at,
  '<=': (value, at) => value <= at,
};

function compileDate(clause: TestClause, field: JqlField, scope: QueryScope): Test {
  const [operand] = clause.operands;
  const { operator } = clause;
  if (operand?.kind !== 'text') throw unsupported(clause);
  const at = readJqlDate(operand.text, scope.now);
  if (at === undefined) {
    throw JiraError.invalid(
      `Date value '${operand.text}' for field '${clause.field}' is invalid. Served are 'yyyy-MM-dd', 'yyyy-MM-dd HH:mm' and '-7d'.`,
    );
  }
  const compare = DATE_TESTS[operator];
  if (!compare) throw unsupported(clause);
  return (issue) => compare(field.date?.(issue) ?? 0, at);
}

function unsupported(clause: TestClause): JiraError {
  return JiraError.invalid(
    `The operator '${clause.operator}' is not served for the field '${clause.field}' with this value.`,
  );
}

function ordering(orderBy: readonly Ordering[], scope: QueryScope) {
  const parts = orderBy.map(({ field, isDescending }) => {
    const read = findJqlField(field)?.order;
    if (!read) throw JiraError.invalid(`ORDER BY the field '${field}' is not served by this site.`);
    return { read, sign: isDescending ? -1 : 1 };
  });
  return (a: IssueRecord, b: IssueRecord): number => {
    for (const { read, sign } of parts) {
      const left = read(a, scope);
      const right = read(b, scope);
      if (left !== right) return left < right ? -sign : sign;
    }
    // Without ORDER BY Jira answers the newest issue first.
    return Number(b.id) - Number(a.id);
  };
}
