import type { IssueDoc } from '../issue-doc';
import { JiraError } from '../jira-error';
import type { SingleOperand } from './ast';
import { badDate, DAY_MS, readJqlDate } from './dates';
import {
  COMPARISON,
  EMPTINESS,
  EQUALITY,
  fits,
  type FieldTest,
  type JqlField,
  type QueryScope,
  type Test,
} from './field';
import { findJqlFunction } from './functions';
import { checkEmptiness, singlesOf } from './operands';

interface DateSpec {
  /** Milliseconds; null for no date. */
  readonly at: (doc: IssueDoc) => number | null;
  /** The field holds days, not instants. */
  readonly isDay?: boolean;
}

/** A field that holds a date. Dates compare by instant; a date without time is its midnight. */
export function dateField({ at, isDay = false }: DateSpec): JqlField {
  const compile = (test: FieldTest, scope: QueryScope): Test => {
    const singles = singlesOf(test);
    checkEmptiness(test, singles);
    const dates = singles.flatMap((operand) => {
      if (operand.kind === 'empty') return [];
      const date = resolveDate(operand, `field '${test.shown}'`, scope);
      return [isDay ? date - (date % DAY_MS) : date];
    });
    const takesEmpty = singles.some(({ kind }) => kind === 'empty');
    return compileDates(test.operator, { dates, takesEmpty }, at);
  };
  return {
    operators: [...EQUALITY, ...COMPARISON, ...EMPTINESS],
    compile,
    order: { read: at, isDescendingFirst: !isDay },
  };
}

function compileDates(
  operator: FieldTest['operator'],
  { dates, takesEmpty }: { readonly dates: readonly number[]; readonly takesEmpty: boolean },
  at: DateSpec['at'],
): Test {
  if (['=', 'in', 'is'].includes(operator)) {
    return (doc) => {
      const date = at(doc);
      return date === null ? takesEmpty : dates.includes(date);
    };
  }
  const [bound = 0] = dates;
  const isNegative = ['!=', 'not in', 'is not'].includes(operator);
  return (doc) => {
    const date = at(doc);
    if (date === null) return false;
    return isNegative ? !dates.includes(date) : fits(operator, date - bound);
  };
}

/** The instant that an operand names; `where` is the field or predicate in a refusal (400). */
export function resolveDate(operand: SingleOperand, where: string, scope: QueryScope): number {
  if (operand.kind === 'empty') throw badDate('EMPTY', where);
  if (operand.kind === 'function') {
    const jqlFunction = findJqlFunction(operand);
    if (jqlFunction.kind === 'date') return jqlFunction.at(operand.args, scope);
    throw JiraError.invalid(
      `A date for the ${where} provided by the function '${operand.name}' is not valid.`,
    );
  }
  // A bare number counts milliseconds since the epoch.
  const { text, isQuoted } = operand;
  const date = !isQuoted && /^\d+$/.test(text) ? Number(text) : readJqlDate(text, scope.now);
  if (date === undefined) throw badDate(text, where);
  return date;
}
