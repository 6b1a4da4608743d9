/** A piece of a condition: a bare word, a quoted text without its quotes, or a symbol. `at` counts characters from 0. */
export interface Token {
  readonly type: 'word' | 'quoted' | 'symbol';
  readonly text: string;
  readonly at: number;
}

/** A condition cannot be read; the message is a sentence for the person who wrote it. `at` counts characters from 0. */
export class ConditionError extends Error {
  constructor(at: number, expected: string) {
    super(`Character ${at + 1}: expected ${expected}.`);
  }
}

/** Spaces, then a symbol, a quoted text or a word (`cf[10050]` is one). */
const PIECE = /\s*(?:([(),]|!=|!~|=|~)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s(),=!~"'<>]+))/uy;

/** Cuts a condition into tokens. Raises `ConditionError` at a character that begins none of them. */
export function readTokens(text: string): readonly Token[] {
  const whole = text.trimEnd();
  const tokens: Token[] = [];
  let end = 0;
  while (end < whole.length) {
    PIECE.lastIndex = end;
    const found = PIECE.exec(whole);
    if (found === null) {
      const at = whole.length - whole.slice(end).trimStart().length;
      throw new ConditionError(at, 'a name, a quoted text that is closed, or one of ( ) , = != ~ !~');
    }
    const [piece, symbol, double, single, word] = found;
    const quoted = double ?? single;
    const at = end + piece.length - piece.trimStart().length;
    if (symbol !== undefined) tokens.push({ type: 'symbol', text: symbol, at });
    else if (quoted !== undefined) tokens.push({ type: 'quoted', text: quoted.replace(/\\(.)/gu, '$1'), at });
    else tokens.push({ type: 'word', text: String(word), at });
    end = PIECE.lastIndex;
  }
  return tokens;
}
