import { JiraError } from '../jira-error';
import type { FunctionOperand, Operand, SingleOperand, TextOperand } from './ast';
import type { FieldTest, QueryScope, ValueKind } from './field';
import { findJqlFunction } from './functions';

const LIST_OPERATORS = ['in', 'not in', 'was in', 'was not in'];

/** A function call as Jira shows it in a refusal. */
const shown = (operand: SingleOperand) => {
  if (operand.kind === 'empty') return 'EMPTY';
  return operand.kind === 'text' ? operand.text : `${operand.name}(${operand.args.join(', ')})`;
};

/**
 * The values of a clause, a list opened up. Raises 400 where a list stands with an operator for one value and the other
 * way round; `isList` functions count as lists.
 */
export function singlesOf({ shown: field, operator, operand }: FieldTest): readonly SingleOperand[] {
  if (!operand) return [];
  const takesList = LIST_OPERATORS.includes(operator);
  const isList = operand.kind === 'list' || (operand.kind === 'function' && findJqlFunction(operand).isList);
  if (isList !== takesList) {
    const text =
      operand.kind === 'list' ? `(${operand.items.map((item) => shown(item)).join(', ')})` : shown(operand);
    const what = isList ? 'list' : 'non-list';
    throw JiraError.invalid(
      `Operator '${operator}' does not support the ${what} value '${text}' for field '${field}'.`,
    );
  }
  return itemsOf(operand);
}

/** The values of a predicate, where one value and a list are both right. */
export function itemsOf(operand: Operand): readonly SingleOperand[] {
  return operand.kind === 'list' ? operand.items : [operand];
}

export interface Resolver {
  readonly field: string;
  readonly takes?: ValueKind | undefined;
  /** Ids for a literal; raises 400 for one that does not exist. */
  readonly resolve: (operand: TextOperand, scope: QueryScope, field: string) => readonly string[];
}

/** Ids that the operands name; EMPTY is left to the caller. */
export function resolveIds(
  operands: readonly SingleOperand[],
  { field, takes, resolve }: Resolver,
  scope: QueryScope,
): Set<string> {
  const ids = operands.flatMap((operand) => {
    if (operand.kind === 'empty') return [];
    if (operand.kind === 'text') return resolve(operand, scope, field);
    const jqlFunction = findJqlFunction(operand);
    if (jqlFunction.kind === 'date' || jqlFunction.kind !== takes) throw wrongFunction(operand, field);
    return jqlFunction.ids(operand.args, scope);
  });
  return new Set(ids);
}

/** 400 for a function whose values the field cannot have. */
export function wrongFunction({ name }: FunctionOperand, field: string): JiraError {
  return JiraError.invalid(`A value provided by the function '${name}' is invalid for the field '${field}'.`);
}

/** Raises 400 for `is` with anything but EMPTY, and for EMPTY with an operator that compares. */
export function checkEmptiness(
  { operator, shown: field }: FieldTest,
  singles: readonly SingleOperand[],
): void {
  const isEmptiness = operator === 'is' || operator === 'is not';
  const hasEmpty = singles.some(({ kind }) => kind === 'empty');
  const [value] = singles.filter(({ kind }) => kind !== 'empty');
  if (isEmptiness && value)
    throw JiraError.invalid(
      `Operator '${operator}' does not support the value '${shown(value)}' for field '${field}': it takes EMPTY or NULL.`,
    );
  if (hasEmpty && ['>', '>=', '<', '<=', '~', '!~'].includes(operator))
    throw JiraError.invalid(`Operator '${operator}' does not support EMPTY values for field '${field}'.`);
}
