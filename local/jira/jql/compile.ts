import { JiraError } from '../jira-error';
import type { Clause, Operator, TestClause } from './ast';
import { HISTORY, type FieldTest, type QueryScope, type Test } from './field';
import { findJqlField, nameOf } from './fields';
import { noPredicate } from './history';

const OPPOSITES: Readonly<Record<Operator, FieldTest['operator']>> = {
  '=': '!=',
  '!=': '=',
  '>': '<=',
  '>=': '<',
  '<': '>=',
  '<=': '>',
  in: 'not in',
  'not in': 'in',
  '~': '!~',
  '!~': '~',
  is: 'is not',
  'is not': 'is',
  was: 'was not',
  'was not': 'was',
  'was in': 'was not in',
  'was not in': 'was in',
  changed: 'not changed',
};

/**
 * Compiles a clause. NOT is worked down to the operators, so that `NOT a = b` leaves out issues without an `a`, just as
 * `a != b` does. Raises 400 for what Jira refuses and 501 for what this site lacks.
 */
export function compileClause(clause: Clause, scope: QueryScope, isNegated = false): Test {
  if (clause.kind === 'test') return compileTest(clause, scope, isNegated);
  if (clause.kind === 'not') return compileClause(clause.clause, scope, !isNegated);
  const tests = clause.clauses.map((inner) => compileClause(inner, scope, isNegated));
  const isAll = (clause.kind === 'and') !== isNegated;
  return isAll ? (doc) => tests.every((test) => test(doc)) : (doc) => tests.some((test) => test(doc));
}

function compileTest(clause: TestClause, scope: QueryScope, isNegated: boolean): Test {
  const { operator, operand, predicates } = clause;
  const field = findJqlField(clause.field, scope);
  const shown = nameOf(clause.field);
  if (!field.operators.includes(operator))
    throw JiraError.invalid(`The operator '${operator}' is not supported by the '${shown}' field.`);
  const [predicate] = predicates;
  if (predicate && !HISTORY.includes(operator)) throw noPredicate(operator.toUpperCase(), predicate);
  const effective = isNegated ? OPPOSITES[operator] : operator;
  return field.compile({ shown, operator: effective, operand, predicates }, scope);
}
