import type { JiraError } from '../jira-error';
import { RESERVED_WORDS } from './reserved-words';
import { syntaxError, type Token } from './tokens';

const END: Token = { kind: 'end', text: '', place: '' };
const LONGEST = 9_223_372_036_854_775_807n;

/** Walks over the tokens of a query. */
export class TokenReader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  peek(): Token {
    return this.tokens[this.at] ?? END;
  }

  skip(): void {
    this.at += 1;
  }

  isWord(word: string): boolean {
    const { kind, text } = this.peek();
    return kind === 'word' && text.toLowerCase() === word;
  }

  takeWord(word: string): boolean {
    const isNext = this.isWord(word);
    if (isNext) this.skip();
    return isNext;
  }

  takeSign(sign: string): boolean {
    const { kind, text } = this.peek();
    const isNext = kind === 'sign' && text === sign;
    if (isNext) this.skip();
    return isNext;
  }

  /** A word, or one of the signs that mean the same. */
  takeAny(word: string, signs: readonly string[]): boolean {
    return this.takeWord(word) || signs.some((sign) => this.takeSign(sign));
  }

  /** A quoted text or a bare one. Raises 400 for a bare reserved word and for a number that is too long. */
  takeText(): string {
    const { kind, text, place } = this.peek();
    if (kind === 'word' && RESERVED_WORDS.has(text.toLowerCase())) {
      throw syntaxError(
        `'${text}' is a reserved JQL word. You must surround it in quotation marks to use it in a query.`,
        place,
      );
    }
    if (kind === 'word' && /^-?\d+$/.test(text)) refuseLongNumber(text, place);
    if (kind !== 'word' && kind !== 'quoted') throw this.unexpected('a text');
    this.skip();
    return text;
  }

  need(sign: string): void {
    if (!this.takeSign(sign)) throw this.unexpected(`'${sign}'`);
  }

  quoteHint(use: string): string {
    const { text } = this.peek();
    return `You must surround '${text}' in quotation marks to use it as ${use}.`;
  }

  /** 400 for a token that stands where something else has to; the hint is for a token, the operators for both. */
  unexpected(what: string, hint = ''): JiraError {
    const { kind, text, place } = this.peek();
    if (kind === 'end') {
      const where = what.startsWith('a f') ? 'at the end' : 'before the end';
      const operators = what === 'operator' ? ` ${hint}` : '';
      return syntaxError(`Expecting ${what} ${where} of the query.${operators}`);
    }
    return syntaxError(`Expecting ${what} but got '${text}'.${hint === '' ? '' : ` ${hint}`}`, place);
  }
}

function refuseLongNumber(text: string, place: string): void {
  const value = BigInt(text);
  if (value <= LONGEST && value >= -LONGEST - 1n) return;
  const edge = '9,223,372,036,854,775,80';
  throw syntaxError(
    `'${text}' is not a valid number. Numbers must be between -${edge}8 and ${edge}7.`,
    place,
  );
}
