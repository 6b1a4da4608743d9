import { JiraError } from '../jira-error';
import { tokenize, type Token } from './tokens';

export type Operator = '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' | 'in' | 'not in' | 'is' | 'is not';

/** A literal, `EMPTY`, or a function call without arguments. */
export type Operand =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'function'; readonly name: string };

export type Clause =
  | { readonly kind: 'and' | 'or'; readonly clauses: readonly Clause[] }
  | { readonly kind: 'not'; readonly clause: Clause }
  | {
      readonly kind: 'test';
      readonly field: string;
      readonly operator: Operator;
      readonly operands: readonly Operand[];
    };

export interface Ordering {
  readonly field: string;
  readonly isDescending: boolean;
}

/** A parsed query; `where` is absent when the text has an ORDER BY only, or nothing. */
export interface Jql {
  readonly where?: Clause;
  readonly orderBy: readonly Ordering[];
}

/** Words that Jira reserves and this parser does not serve: refused by name instead of misread. */
const UNSERVED = ['was', 'changed', 'during', 'before', 'after', 'by', 'on', 'from', 'to'];
const MAX_ORDERINGS = 7;
const MAX_NESTING = 50;

/** Parses the served subset of JQL. Raises 400 naming what it does not serve or understand. */
export function parseJql(jql: string): Jql {
  return new Parser(tokenize(jql)).query();
}

class Parser {
  private at = 0;
  private nesting = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  query(): Jql {
    const isUnbounded = this.isKeyword('order') || this.peek().kind === 'end';
    const where = isUnbounded ? undefined : this.or();
    const orderBy = this.takeKeyword('order') ? this.orderings() : [];
    if (this.peek().kind !== 'end') throw this.unexpected();
    return { ...(where ? { where } : {}), orderBy };
  }

  private or(): Clause {
    const clauses = [this.and()];
    while (this.takeKeyword('or')) clauses.push(this.and());
    return joined('or', clauses);
  }

  private and(): Clause {
    const clauses = [this.not()];
    while (this.takeKeyword('and')) clauses.push(this.not());
    return joined('and', clauses);
  }

  private not(): Clause {
    this.nesting += 1;
    if (this.nesting > MAX_NESTING)
      throw JiraError.invalid('Error in the JQL Query: it is nested too deeply.');
    try {
      if (this.takeKeyword('not')) return { kind: 'not', clause: this.not() };
      if (!this.takeSign('(')) return this.test();
      const clause = this.or();
      if (!this.takeSign(')')) throw this.unexpected();
      return clause;
    } finally {
      this.nesting -= 1;
    }
  }

  private test(): Clause {
    const field = this.name();
    const operator = this.operator();
    if (operator === 'in' || operator === 'not in')
      return { kind: 'test', field, operator, operands: this.list() };
    const operand = this.operand();
    const isEmptiness = operator === 'is' || operator === 'is not';
    if (isEmptiness && operand.kind !== 'empty') {
      throw JiraError.invalid(`The operator '${operator}' is served with EMPTY or NULL only.`);
    }
    return { kind: 'test', field, operator, operands: [operand] };
  }

  private operator(): Operator {
    const token = this.next();
    if (token.kind === 'sign' && isSignOperator(token.text)) return token.text;
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (word === 'in') return 'in';
    if (word === 'not' && this.takeKeyword('in')) return 'not in';
    if (word === 'is') return this.takeKeyword('not') ? 'is not' : 'is';
    if (UNSERVED.includes(word))
      throw JiraError.invalid(`The JQL operator '${word}' is not served by this site.`);
    throw this.unexpected(token);
  }

  private list(): Operand[] {
    if (!this.takeSign('(')) throw this.unexpected();
    const operands = [this.operand()];
    while (this.takeSign(',')) operands.push(this.operand());
    if (!this.takeSign(')')) throw this.unexpected();
    return operands;
  }

  private operand(): Operand {
    const token = this.next();
    if (token.kind === 'quoted') return { kind: 'text', text: token.text };
    if (token.kind !== 'word') throw this.unexpected(token);
    if (/^(empty|null)$/i.test(token.text)) return { kind: 'empty' };
    if (!this.takeSign('(')) return { kind: 'text', text: token.text };
    if (!this.takeSign(')'))
      throw JiraError.invalid(`The JQL function '${token.text}' is served without arguments only.`);
    return { kind: 'function', name: token.text };
  }

  private orderings(): Ordering[] {
    if (!this.takeKeyword('by')) throw this.unexpected();
    const orderings: Ordering[] = [];
    do {
      const field = this.name();
      const isDescending = this.takeKeyword('desc');
      if (!isDescending) this.takeKeyword('asc');
      orderings.push({ field, isDescending });
    } while (this.takeSign(','));
    if (orderings.length > MAX_ORDERINGS)
      throw JiraError.invalid(`ORDER BY takes at most ${MAX_ORDERINGS} fields.`);
    return orderings;
  }

  private name(): string {
    const token = this.next();
    if (token.kind !== 'word' && token.kind !== 'quoted') throw this.unexpected(token);
    return token.text;
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '', at: 0 };
  }

  private next(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  private isKeyword(word: string): boolean {
    const token = this.peek();
    return token.kind === 'word' && token.text.toLowerCase() === word;
  }

  private takeKeyword(word: string): boolean {
    if (!this.isKeyword(word)) return false;
    this.at += 1;
    return true;
  }

  private takeSign(sign: string): boolean {
    const token = this.peek();
    if (token.kind !== 'sign' || token.text !== sign) return false;
    this.at += 1;
    return true;
  }

  private unexpected(token: Token = this.peek()): JiraError {
    const what =
      token.kind === 'end'
        ? 'The query ends too early'
        : `'${token.text}' at position ${token.at} is not expected here`;
    return JiraError.invalid(`Error in the JQL Query: ${what}.`);
  }
}

function joined(kind: 'and' | 'or', clauses: readonly Clause[]): Clause {
  const [only] = clauses;
  return only && clauses.length === 1 ? only : { kind, clauses };
}

function isSignOperator(text: string): text is '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' {
  return ['=', '!=', '~', '!~', '>', '>=', '<', '<='].includes(text);
}
