import { LIMITS } from '../limits';
import { FilterError } from './filter-error';
import { readTokens, type Token } from './filter-tokens';

/** Operators between two values. */
export type Operator = '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=';

/** A parsed filter expression. */
export type FilterNode =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly FilterNode[] }
  | { readonly kind: 'event' }
  | {
      readonly kind: 'member';
      readonly of: FilterNode;
      readonly name: FilterNode;
      readonly isOptional: boolean;
    }
  | {
      readonly kind: 'includes';
      readonly of: FilterNode;
      readonly item: FilterNode;
      readonly isOptional: boolean;
    }
  | { readonly kind: 'not'; readonly of: FilterNode }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: FilterNode;
      readonly right: FilterNode;
    };

/** Loosest first: each level binds tighter than the one before. */
const LEVELS: readonly (readonly Operator[])[] = [['||'], ['&&'], ['==', '!='], ['<', '>', '<=', '>=']];

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Parses `filter.expression` of a trigger: property access, literals, lists, comparisons, `&&`, `||`, `!`, brackets
 * and `.includes()` over `event`. Raises `FilterError`, naming what the local site does not evaluate.
 */
export function parseFilter(source: string): FilterNode {
  if (source.length > LIMITS.filterExpression.value) {
    throw new FilterError(`an expression has at most ${LIMITS.filterExpression.value} characters`);
  }
  const reader = new Reader(readTokens(source));
  const node = readLevel(reader, 0);
  if (reader.peek) throw reader.unexpected();
  return node;
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get peek(): Token | undefined {
    return this.tokens[this.at];
  }

  /** Takes the next token if it is one of these marks. */
  take<T extends string>(...marks: readonly T[]): T | undefined {
    const token = this.peek;
    const mark = token?.kind === 'mark' ? marks.find((candidate) => candidate === token.text) : undefined;
    if (mark !== undefined) this.at += 1;
    return mark;
  }

  /** Takes the next token, whatever it is. */
  next(): Token {
    const token = this.peek;
    if (!token) throw this.unexpected();
    this.at += 1;
    return token;
  }

  expect(mark: string): void {
    if (this.take(mark) === undefined) throw this.unexpected();
  }

  unexpected(token = this.peek): FilterError {
    return token
      ? new FilterError(`unexpected "${token.text}" at ${token.at}`)
      : new FilterError('the expression ends too early');
  }
}

function readLevel(reader: Reader, level: number): FilterNode {
  const operators = LEVELS[level];
  if (!operators) return readUnary(reader);
  let left = readLevel(reader, level + 1);
  for (;;) {
    const operator = reader.take(...operators);
    if (operator === undefined) return left;
    left = { kind: 'binary', operator, left, right: readLevel(reader, level + 1) };
  }
}

function readUnary(reader: Reader): FilterNode {
  return reader.take('!') ? { kind: 'not', of: readUnary(reader) } : readChain(reader);
}

function readChain(reader: Reader): FilterNode {
  let node = readPrimary(reader);
  for (;;) {
    const mark = reader.take('.', '?.', '[');
    if (mark === undefined) return node;
    const isOptional = mark === '?.';
    if (mark === '[' || (isOptional && reader.take('['))) node = readIndex(reader, node, isOptional);
    else node = readNamed(reader, node, isOptional);
  }
}

function readIndex(reader: Reader, of: FilterNode, isOptional: boolean): FilterNode {
  const name = readLevel(reader, 0);
  reader.expect(']');
  return { kind: 'member', of, name, isOptional };
}

function readNamed(reader: Reader, of: FilterNode, isOptional: boolean): FilterNode {
  const { kind, text, at } = reader.next();
  if (kind !== 'name') throw new FilterError(`a property name is missing at ${at}`);
  if (of.kind === 'event' && text === 'runtime') {
    throw new FilterError('event.runtime (filters on properties, Preview) is not evaluated here');
  }
  if (!reader.take('(')) return { kind: 'member', of, name: { kind: 'literal', value: text }, isOptional };
  if (text !== 'includes') throw new FilterError(`.${text}() is not evaluated here; .includes() is`);
  const item = readLevel(reader, 0);
  reader.expect(')');
  return { kind: 'includes', of, item, isOptional };
}

function readPrimary(reader: Reader): FilterNode {
  if (reader.take('(')) {
    const node = readLevel(reader, 0);
    reader.expect(')');
    return node;
  }
  if (reader.take('[')) return { kind: 'list', items: readItems(reader) };
  const token = reader.next();
  if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
  if (token.kind === 'string') return { kind: 'literal', value: token.text };
  if (token.kind === 'mark') throw reader.unexpected(token);
  if (token.text === 'event') return { kind: 'event' };
  const value = CONSTANTS.get(token.text);
  if (value === undefined) throw new FilterError(`"${token.text}" is not known; an expression reads "event"`);
  return { kind: 'literal', value };
}

function readItems(reader: Reader): readonly FilterNode[] {
  const items: FilterNode[] = [];
  if (reader.take(']')) return items;
  for (;;) {
    items.push(readLevel(reader, 0));
    if (reader.take(']')) return items;
    reader.expect(',');
  }
}
