import type { IssueDoc } from '../issue-doc';
import type { Operator, SingleOperand } from './ast';
import {
  COMPARISON,
  EMPTINESS,
  EQUALITY,
  fits,
  HISTORY,
  type FieldTest,
  type JqlField,
  type Order,
  type QueryScope,
  type Test,
} from './field';
import { compileChanged, compileWas } from './history';
import { checkEmptiness, resolveIds, singlesOf, type Resolver } from './operands';

export interface SetSpec extends Omit<Resolver, 'field'> {
  /** What the issue has, as ids; none is EMPTY. */
  readonly ids: (doc: IssueDoc, scope: QueryScope) => readonly string[];
  /** How the issue stands to one value; undefined where the two do not compare. Without it `>` and its kin are refused. */
  readonly compare?: (doc: IssueDoc, id: string, scope: QueryScope) => number | undefined;
  /** The field's id in histories; without it `was` and `changed` are refused. */
  readonly history?: string;
  /** A name that stands for EMPTY, lower case (`resolution = Unresolved`). */
  readonly emptyName?: string;
  /** Where they are not those that follow from the rest. */
  readonly operators?: readonly Operator[];
  readonly order?: Order;
}

/** A field that holds one or more of some known things. */
export function setField(spec: SetSpec): JqlField {
  const operators = spec.operators ?? [
    ...EQUALITY,
    ...EMPTINESS,
    ...(spec.compare ? COMPARISON : []),
    ...(spec.history === undefined ? [] : HISTORY),
  ];
  return {
    operators,
    takes: spec.takes,
    compile: (test, scope) => compileSet(test, spec, scope),
    ...(spec.order ? { order: spec.order } : {}),
  };
}

function compileSet(test: FieldTest, spec: SetSpec, scope: QueryScope): Test {
  const { operator } = test;
  const resolver = { field: test.shown, takes: spec.takes, resolve: spec.resolve };
  const past =
    spec.history === undefined
      ? undefined
      : {
          field: {
            ...resolver,
            fieldId: spec.history,
            current: (doc: IssueDoc) => spec.ids(doc, scope)[0] ?? null,
          },
          scope,
        };
  if (past && (operator === 'changed' || operator === 'not changed')) return compileChanged(test, past);
  const operands = singlesOf(test).map((operand) => namedEmpty(operand, spec.emptyName));
  if (past && operator.startsWith('was')) return compileWas(test, operands, past);
  checkEmptiness(test, operands);
  const wanted = resolveIds(operands, resolver, scope);
  const takesEmpty = operands.some(({ kind }) => kind === 'empty');
  if (COMPARISON.some((comparison) => comparison === operator)) {
    return (doc) =>
      [...wanted].some((id) => {
        const difference = spec.compare?.(doc, id, scope);
        return difference !== undefined && fits(operator, difference);
      });
  }
  const isNegative = ['!=', 'not in', 'is not'].includes(operator);
  return (doc) => {
    const ids = spec.ids(doc, scope);
    // What is negated leaves out issues whose field is empty, as Jira does.
    if (ids.length === 0) return takesEmpty && !isNegative;
    return ids.some((id) => wanted.has(id)) !== isNegative;
  };
}

function namedEmpty(operand: SingleOperand, emptyName: string | undefined): SingleOperand {
  const isEmpty = operand.kind === 'text' && operand.text.toLowerCase() === emptyName;
  return isEmpty ? { kind: 'empty' } : operand;
}
