import type { IssueDoc } from '../issue-doc';
import { JiraError } from '../jira-error';
import type { Predicate, SingleOperand } from './ast';
import { DAY_MS } from './dates';
import { resolveDate } from './date-field';
import type { FieldTest, QueryScope, Test } from './field';
import { itemsOf, resolveIds, wrongFunction, type Resolver } from './operands';
import { resolveUser } from './values';

/** A field whose past can be searched. */
export interface HistoryField extends Resolver {
  /** As histories name it. */
  readonly fieldId: string;
  readonly current: (doc: IssueDoc) => string | null;
}

/** A time during which the field had one value. */
interface Span {
  readonly value: string | null;
  readonly from: number;
  readonly to: number;
  /** Who set it. */
  readonly by: string;
}

interface Move {
  readonly from: string | null;
  readonly to: string | null;
  readonly at: number;
  readonly by: string;
}

/** Compiles `was`, `was in` and their negations: a value that the field had at some time, narrowed by predicates. */
export function compileWas(test: FieldTest, operands: readonly SingleOperand[], of: WasInput): Test {
  const { field, scope } = of;
  for (const operand of operands) {
    // Atlassian's reference of currentUser() leaves WAS out, and Jira refuses it.
    if (operand.kind === 'function' && operand.name.toLowerCase() === 'currentuser')
      throw wrongFunction(operand, test.shown);
  }
  const wanted = valuesOf(operands, field, scope);
  const narrowed = test.predicates.map((predicate) => {
    if (predicate.name === 'from' || predicate.name === 'to') throw noPredicate('WAS', predicate);
    return spanCheck(predicate, scope);
  });
  const isNegative = test.operator.startsWith('was not');
  return (doc) => {
    const hit = spansOf(doc, field).some(
      (span) => wanted(span.value) && narrowed.every((fits) => fits(span)),
    );
    return hit !== isNegative;
  };
}

interface WasInput {
  readonly field: HistoryField;
  readonly scope: QueryScope;
}

/** Compiles `changed`: one change that fits all predicates. */
export function compileChanged(test: FieldTest, { field, scope }: WasInput): Test {
  const checks = test.predicates.map((predicate): ((move: Move) => boolean) => {
    const { name, operand } = predicate;
    if (name !== 'from' && name !== 'to') {
      const fits = spanCheck(predicate, scope);
      return ({ at, by, to: value }) => fits({ value, by, from: at, to: at });
    }
    const wanted = valuesOf(itemsOf(operand), field, scope);
    return (move) => wanted(move[name]);
  });
  const isNegative = test.operator === 'not changed';
  return (doc) => movesOf(doc, field).some((move) => checks.every((fits) => fits(move))) !== isNegative;
}

/** 400 for a predicate with an operator that has none. */
export function noPredicate(operator: string, { name }: Predicate): JiraError {
  return JiraError.invalid(`The ${operator} operator does not support the use of the ${name} predicate.`);
}

function valuesOf(
  operands: readonly SingleOperand[],
  field: HistoryField,
  scope: QueryScope,
): (value: string | null) => boolean {
  const ids = resolveIds(operands, field, scope);
  const takesEmpty = operands.some(({ kind }) => kind === 'empty');
  return (value) => (value === null ? takesEmpty : ids.has(value));
}

function spanCheck({ name, operand }: Predicate, scope: QueryScope): (span: Span) => boolean {
  const items = itemsOf(operand);
  if (name === 'by') {
    const people = resolveIds(items, { field: name, takes: 'user', resolve: resolveUser }, scope);
    return ({ by }) => people.has(by);
  }
  const dates = items.map((item) => resolveDate(item, `predicate '${name}'`, scope));
  const needed = name === 'during' ? 2 : 1;
  const [first = 0, second = 0] = dates;
  if (dates.length !== needed) {
    const amount = needed === 2 ? 'exactly 2 date values' : 'only 1 date value';
    throw JiraError.invalid(`The ${name.toUpperCase()} predicate must be supplied with ${amount}.`);
  }
  if (name === 'after') return ({ to }) => to > first;
  if (name === 'before') return ({ from }) => from < first;
  const start = name === 'on' ? first - (first % DAY_MS) : first;
  const end = name === 'on' ? start + DAY_MS - 1 : second;
  return ({ from, to }) => from <= end && to >= start;
}

function movesOf({ history }: IssueDoc, { fieldId }: HistoryField): Move[] {
  return history.flatMap(({ items, createdAt, authorId }) =>
    items
      .filter((item) => item.fieldId === fieldId)
      .map(({ from, to }) => ({ from, to, at: createdAt, by: authorId })),
  );
}

/** Every value that the field had, oldest first; the first one came with the issue, from its creator. */
function spansOf(doc: IssueDoc, field: HistoryField): Span[] {
  const moves = movesOf(doc, field);
  const { createdAt, creatorId } = doc.issue;
  const [first] = moves;
  const starts = [
    { value: first ? first.from : field.current(doc), from: createdAt, by: creatorId },
    ...moves.map(({ to, at, by }) => ({ value: to, from: at, by })),
  ];
  return starts.map((start, index) => ({ ...start, to: starts[index + 1]?.from ?? Infinity }));
}
