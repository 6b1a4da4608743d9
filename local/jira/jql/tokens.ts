import { JiraError } from '../jira-error';

/** One token of a JQL text. A quoted word is never an operator or keyword. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'sign' | 'end';
  readonly text: string;
  /** Where it stands, as Jira counts: `(line 1, character 9)`; empty for the end. */
  readonly place: string;
}

const SIGN = /!=|!~|>=|<=|&&|\|\||[=~<>(),![\]&|]/y;
const WORD_CHARACTER = /[^\s"'\\=!<>()~,[\]|&{}*/%+^$#@?;\u0000-\u001f\u007f]/;
const RESERVED = /[{}*/%+^$#@?;]/;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/;
const ESCAPES: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '\\': '\\',
  ' ': ' ',
  t: '\t',
  n: '\n',
  r: '\r',
};
const VALID_ESCAPES = `The valid escape sequences are \\', \\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX.`;

/** Splits a JQL text. Raises 400 in Jira's words for reserved characters, bad escapes and unfinished strings. */
export function tokenize(jql: string): Token[] {
  return new Tokenizer(jql).all();
}

/** 400 as Jira words what the parser cannot read. */
export function syntaxError(message: string, place = ''): JiraError {
  return JiraError.invalid(`Error in the JQL Query: ${message}${place === '' ? '' : ` ${place}`}`);
}

class Tokenizer {
  private at = 0;

  constructor(private readonly jql: string) {}

  all(): Token[] {
    const tokens: Token[] = [];
    for (;;) {
      while (/\s/.test(this.jql.charAt(this.at))) this.at += 1;
      if (this.at >= this.jql.length) return [...tokens, { kind: 'end', text: '', place: '' }];
      tokens.push(this.next());
    }
  }

  private next(): Token {
    const place = this.place();
    const first = this.jql.charAt(this.at);
    if (first === '"' || first === "'") return { kind: 'quoted', text: this.quoted(first, place), place };
    SIGN.lastIndex = this.at;
    const sign = SIGN.exec(this.jql)?.[0];
    if (sign !== undefined) {
      this.at += sign.length;
      return { kind: 'sign', text: sign, place };
    }
    return { kind: 'word', text: this.word(), place };
  }

  private word(): string {
    let text = '';
    for (;;) {
      const character = this.jql.charAt(this.at);
      if (character === '\\') text += this.escape();
      else if (character !== '' && WORD_CHARACTER.test(character)) {
        this.refuseControl(character);
        text += character;
        this.at += 1;
      } else {
        this.refuseReserved(character);
        return text;
      }
    }
  }

  private quoted(quote: string, place: string): string {
    let text = '';
    this.at += 1;
    for (;;) {
      const character = this.jql.charAt(this.at);
      if (character === '') {
        const shown = text === '' ? 'The quoted string' : `The quoted string '${text}'`;
        throw syntaxError(`${shown} has not been completed.`, place);
      }
      if (character === '\\') {
        text += this.escape();
        continue;
      }
      this.refuseControl(character);
      this.at += 1;
      if (character === quote) return text;
      text += character;
    }
  }

  private escape(): string {
    const place = this.place();
    const letter = this.jql.charAt(this.at + 1);
    if (letter === '')
      throw syntaxError(`The escape sequence has not been completed. ${VALID_ESCAPES}`, place);
    const digits = /^u([0-9a-f]{4})/i.exec(this.jql.slice(this.at + 1))?.[1];
    if (digits !== undefined) {
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const escaped = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (escaped === undefined)
      throw syntaxError(`'\\${letter}' is an illegal JQL escape sequence. ${VALID_ESCAPES}`, place);
    this.at += 2;
    return escaped;
  }

  private refuseReserved(character: string): void {
    if (RESERVED.test(character)) {
      throw syntaxError(
        `The character '${character}' is a reserved JQL character. You must enclose it in a string or use the escape '${escapeOf(character)}' instead.`,
        this.place(),
      );
    }
    if (character !== '' && !/\s/.test(character)) this.refuseControl(character);
  }

  private refuseControl(character: string): void {
    if (!CONTROL.test(character)) return;
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw syntaxError(
      `The character 'U+${code}' must be escaped. Use the escape '${escapeOf(character)}' instead.`,
      this.place(),
    );
  }

  private place(): string {
    const before = this.jql.slice(0, this.at).split('\n');
    return `(line ${before.length}, character ${(before.at(-1)?.length ?? 0) + 1})`;
  }
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
