import { JiraError } from '../jira-error';
import type { Clause, Operator, TestClause } from './ast';
import { findAppFunction, fragmentFor } from './app-function';
import { HISTORY, type FieldTest, type JqlField, type QueryScope, type Test } from './field';
import { findJqlField, nameOf } from './fields';
import { noPredicate } from './history';
import { wrongFunction } from './operands';
import { parseJql } from './parse';
import { notServed } from './refusals';

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
  const replaced = replaceFunction(clause, field, scope);
  if (replaced) return compileClause(replaced, { ...scope, isFragment: true }, isNegated);
  const shown = nameOf(clause.field);
  if (!field.operators.includes(operator))
    throw JiraError.invalid(`The operator '${operator}' is not supported by the '${shown}' field.`);
  const [predicate] = predicates;
  if (predicate && !HISTORY.includes(operator)) throw noPredicate(operator.toUpperCase(), predicate);
  const effective = isNegated ? OPPOSITES[operator] : operator;
  return field.compile({ shown, operator: effective, operand, predicates }, scope);
}

/** The clauses that stand for a function of the app; undefined where the operand is none. */
function replaceFunction(clause: TestClause, field: JqlField, scope: QueryScope): Clause | undefined {
  const { operand } = clause;
  const called = operand?.kind === 'list' ? operand.items : [operand];
  const [use] = called.flatMap((item) => {
    const module = item?.kind === 'function' ? findAppFunction(item, scope.state) : undefined;
    return module && item?.kind === 'function' ? [{ module, item }] : [];
  });
  if (!use) return undefined;
  const { module, item } = use;
  if (operand?.kind === 'list') throw notServed(`'${module.name}()' in a list`);
  if (scope.isFragment) throw notServed(`a function of an app in what '${module.name}()' stands for`);
  if (field.takes !== 'issue') throw wrongFunction(item, nameOf(clause.field));
  return parseFragment(module.name, fragmentFor(module, { ...clause, operand: item }, scope));
}

function parseFragment(name: string, jql: string): Clause {
  const refusal = (why: string) =>
    JiraError.invalid(`The function '${name}' stands for a query that is not valid: ${why}`);
  try {
    const { where, orderBy } = parseJql(jql);
    if (where && orderBy.length === 0) return where;
  } catch (error) {
    throw error instanceof JiraError ? refusal(error.message) : error;
  }
  throw refusal('it has to be a restriction without an order.');
}
