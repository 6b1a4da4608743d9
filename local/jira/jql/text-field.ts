import type { IssueDoc } from '../issue-doc';
import { JiraError } from '../jira-error';
import type { Operator } from './ast';
import {
  CONTAINS,
  EMPTINESS,
  type FieldTest,
  type JqlField,
  type Order,
  type QueryScope,
  type Test,
} from './field';
import { checkEmptiness, singlesOf, wrongFunction } from './operands';
import { compileText, type Words } from './text-match';

interface TextSpec {
  /** Texts that are searched each for itself; none for an empty field. */
  readonly texts: (doc: IssueDoc, scope: QueryScope) => readonly Words[];
  readonly operators?: readonly Operator[];
  readonly order?: Order;
}

/** A field that holds text: found by its words, never by equality. */
export function textField({ texts, operators = [...CONTAINS, ...EMPTINESS], order }: TextSpec): JqlField {
  const compile = (test: FieldTest, scope: QueryScope): Test => {
    const singles = singlesOf(test);
    checkEmptiness(test, singles);
    const { operator, shown } = test;
    if (operator === 'is' || operator === 'is not')
      return (doc) => (texts(doc, scope).length === 0) === (operator === 'is');
    const [operand] = singles;
    if (operand?.kind === 'function') throw wrongFunction(operand, shown);
    if (operand?.kind !== 'text')
      throw JiraError.invalid(`The field '${shown}' does not support searching for EMPTY values.`);
    const matches = compileText(operand.text, shown);
    if (operator === '~') return (doc) => texts(doc, scope).some(matches);
    return (doc) => {
      const found = texts(doc, scope);
      return found.length > 0 && !found.some(matches);
    };
  };
  return { operators, compile, ...(order ? { order } : {}) };
}
