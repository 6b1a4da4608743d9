import { assertServed } from './assert-served';
import { ExpressionError } from './expression-error';
import type { Operator, ExpressionNode } from './expression-node';
import { readTokens, type Token } from './expression-tokens';
import type { Language } from './languages';

/** Loosest first: each level binds tighter than the one before. */
const LEVELS: readonly (readonly Operator[])[] = [['||'], ['&&'], ['==', '!='], ['<', '>', '<=', '>=']];

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Parses an expression of a language: property access, literals, lists, comparisons, `&&`, `||`, `!`, `typeof`, brackets
 * and `.includes()` over the language's variables. Raises `ExpressionError`, naming what the local site does not evaluate.
 */
export function parseExpression(source: string, language: Language): ExpressionNode {
  if (source.length > language.maxCharacters) {
    throw new ExpressionError(`an expression has at most ${language.maxCharacters} characters`);
  }
  const reader = new Reader(readTokens(source));
  const node = readLevel(reader, 0);
  if (reader.peek) throw reader.unexpected();
  assertServed(node, language);
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

  unexpected(token = this.peek): ExpressionError {
    return token
      ? new ExpressionError(`unexpected "${token.text}" at ${token.at}`)
      : new ExpressionError('the expression ends too early');
  }
}

function readLevel(reader: Reader, level: number): ExpressionNode {
  const operators = LEVELS[level];
  if (!operators) return readUnary(reader);
  let left = readLevel(reader, level + 1);
  for (;;) {
    const operator = reader.take(...operators);
    if (operator === undefined) return left;
    left = { kind: 'binary', operator, left, right: readLevel(reader, level + 1) };
  }
}

function readUnary(reader: Reader): ExpressionNode {
  if (reader.take('!')) return { kind: 'not', of: readUnary(reader) };
  const token = reader.peek;
  if (token?.kind !== 'name' || token.text !== 'typeof') return readChain(reader);
  reader.next();
  return { kind: 'typeof', of: readUnary(reader) };
}

function readChain(reader: Reader): ExpressionNode {
  let node = readPrimary(reader);
  for (;;) {
    const mark = reader.take('.', '?.', '[');
    if (mark === undefined) return node;
    const isOptional = mark === '?.';
    if (mark === '[' || (isOptional && reader.take('['))) node = readIndex(reader, node, isOptional);
    else node = readNamed(reader, node, isOptional);
  }
}

function readIndex(reader: Reader, of: ExpressionNode, isOptional: boolean): ExpressionNode {
  const name = readLevel(reader, 0);
  reader.expect(']');
  return { kind: 'member', of, name, isOptional };
}

function readNamed(reader: Reader, of: ExpressionNode, isOptional: boolean): ExpressionNode {
  const { kind, text, at } = reader.next();
  if (kind !== 'name') throw new ExpressionError(`a property name is missing at ${at}`);
  if (!reader.take('(')) return { kind: 'member', of, name: { kind: 'literal', value: text }, isOptional };
  if (text !== 'includes') throw new ExpressionError(`.${text}() is not evaluated here; .includes() is`);
  const item = readLevel(reader, 0);
  reader.expect(')');
  return { kind: 'includes', of, item, isOptional };
}

function readPrimary(reader: Reader): ExpressionNode {
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
  const value = CONSTANTS.get(token.text);
  return value === undefined ? { kind: 'variable', name: token.text } : { kind: 'literal', value };
}

function readItems(reader: Reader): readonly ExpressionNode[] {
  const items: ExpressionNode[] = [];
  if (reader.take(']')) return items;
  for (;;) {
    items.push(readLevel(reader, 0));
    if (reader.take(']')) return items;
    reader.expect(',');
  }
}
