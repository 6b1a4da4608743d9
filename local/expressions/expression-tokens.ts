import { ExpressionError } from './expression-error';

/** One word of an expression; `at` is its position in the text. */
export interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'mark';
  readonly text: string;
  readonly at: number;
}

const PATTERN =
  /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<string>'(?:[^'\\]|\\['"\\])*'|"(?:[^"\\]|\\['"\\])*")|(?<name>[A-Za-z_$][\w$]*)|(?<mark>\?\.|==|!=|<=|>=|&&|\|\||[<>!.,()[\]]))/y;

/** Cuts an expression into tokens; raises `ExpressionError` for a sign that the language served here does not have. */
export function readTokens(source: string): readonly Token[] {
  const text = source.trimEnd();
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < text.length) {
    const at = PATTERN.lastIndex;
    const token = toToken(PATTERN.exec(text), at);
    if (!token) throw new ExpressionError(`"${text.slice(at).trim().slice(0, 12)}" is not evaluated here`);
    tokens.push(token);
  }
  return tokens;
}

function toToken(match: RegExpExecArray | null, at: number): Token | undefined {
  const { number, string, name, mark } = match?.groups ?? {};
  if (number !== undefined) return { kind: 'number', text: number, at };
  if (string !== undefined) {
    return { kind: 'string', text: string.slice(1, -1).replace(/\\(.)/g, '$1'), at };
  }
  if (name !== undefined) return { kind: 'name', text: name, at };
  return mark === undefined ? undefined : { kind: 'mark', text: mark, at };
}
