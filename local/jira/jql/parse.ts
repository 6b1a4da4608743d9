import { LIMITS } from '../../forge/limits';
import { JiraError } from '../jira-error';
import {
  PREDICATES,
  type Clause,
  type FieldRef,
  type Jql,
  type Operand,
  type Operator,
  type Ordering,
  type Predicate,
  type PredicateName,
  type SingleOperand,
} from './ast';
import { KEYWORDS } from './reserved-words';
import { TokenReader } from './token-reader';
import { syntaxError, tokenize, type Token } from './tokens';

const MAX_NESTING = 50;
const VALID_OPERATORS = `The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.`;

/** Parses a JQL text. Raises 400 in Jira's words, with line and character, for what is no JQL. */
export function parseJql(jql: string): Jql {
  return new Parser(new TokenReader(tokenize(jql))).query();
}

class Parser {
  private nesting = 0;

  constructor(private readonly tokens: TokenReader) {}

  query(): Jql {
    const { tokens } = this;
    const isUnbounded = tokens.isWord('order') || tokens.peek().kind === 'end';
    const where = isUnbounded ? undefined : this.or();
    const orderBy = tokens.takeWord('order') ? this.orderings() : [];
    if (tokens.peek().kind !== 'end')
      throw tokens.unexpected(orderBy.length > 0 ? "','" : "either 'OR' or 'AND'");
    return { ...(where ? { where } : {}), orderBy };
  }

  private or(): Clause {
    const clauses = [this.and()];
    while (this.tokens.takeAny('or', ['||', '|'])) clauses.push(this.and());
    return joined('or', clauses);
  }

  private and(): Clause {
    const clauses = [this.not()];
    while (this.tokens.takeAny('and', ['&&', '&'])) clauses.push(this.not());
    return joined('and', clauses);
  }

  private not(): Clause {
    return this.nested(() => {
      if (this.tokens.takeAny('not', ['!'])) return { kind: 'not', clause: this.not() };
      if (!this.tokens.takeSign('(')) return this.test();
      const clause = this.or();
      this.tokens.need(')');
      return clause;
    });
  }

  private test(): Clause {
    const field = this.field();
    const operator = this.operator();
    if (operator !== 'changed') {
      const operand = this.operand();
      return { kind: 'test', field, operator, operand, predicates: this.predicates() };
    }
    const predicates = this.predicates();
    const next = this.tokens.peek();
    if (predicates.length === 0 && next.kind !== 'end' && !this.isAfterTest(next)) {
      throw JiraError.invalid(
        `The CHANGED operator does not support the use of values without predicates. You must prefix the ${next.text} value with a suitable predicate.`,
      );
    }
    return { kind: 'test', field, operator, predicates };
  }

  private isAfterTest({ kind, text }: Token): boolean {
    if (kind === 'sign') return [')', '&&', '&', '||', '|'].includes(text);
    return kind === 'word' && ['and', 'or', 'order'].includes(text.toLowerCase());
  }

  private operator(): Operator {
    const { tokens } = this;
    const token = tokens.peek();
    if (token.kind === 'sign' && isSignOperator(token.text)) {
      tokens.skip();
      return token.text;
    }
    if (tokens.takeWord('in')) return 'in';
    if (tokens.takeWord('not')) {
      if (!tokens.takeWord('in')) throw tokens.unexpected("'IN'");
      return 'not in';
    }
    if (tokens.takeWord('is')) {
      if (tokens.peek().text === '!') throw tokens.unexpected("'NOT'");
      return tokens.takeWord('not') ? 'is not' : 'is';
    }
    if (tokens.takeWord('was')) {
      const isNegative = tokens.takeWord('not');
      if (tokens.takeWord('in')) return isNegative ? 'was not in' : 'was in';
      return isNegative ? 'was not' : 'was';
    }
    if (tokens.takeWord('changed')) return 'changed';
    throw tokens.unexpected('operator', VALID_OPERATORS);
  }

  private predicates(): Predicate[] {
    const predicates: Predicate[] = [];
    for (;;) {
      const { kind, text } = this.tokens.peek();
      const name = text.toLowerCase();
      if (kind !== 'word' || !isPredicate(name)) return predicates;
      this.tokens.skip();
      predicates.push({ name, operand: this.operand() });
    }
  }

  private operand(): Operand {
    return this.nested(() => {
      if (!this.tokens.takeSign('(')) return this.single();
      const items: SingleOperand[] = [];
      do {
        const item = this.operand();
        items.push(...(item.kind === 'list' ? item.items : [item]));
      } while (this.tokens.takeSign(','));
      this.tokens.need(')');
      return { kind: 'list', items };
    });
  }

  private single(): SingleOperand {
    const { tokens } = this;
    const token = tokens.peek();
    if (token.kind === 'word' && /^(empty|null)$/i.test(token.text)) {
      tokens.skip();
      return { kind: 'empty' };
    }
    const isText = token.kind === 'quoted' || (token.kind === 'word' && !isKeyword(token));
    if (!isText) throw tokens.unexpected('either a value, list or function', tokens.quoteHint('a value'));
    tokens.takeText();
    if (!tokens.takeSign('(')) return { kind: 'text', text: token.text, isQuoted: token.kind === 'quoted' };
    if (token.text === '') throw syntaxError('A function name cannot be empty.', token.place);
    return { kind: 'function', name: token.text, args: this.args() };
  }

  private args(): string[] {
    const { tokens } = this;
    const args: string[] = [];
    if (tokens.takeSign(')')) return args;
    do {
      const token = tokens.peek();
      if (token.text === ')') throw syntaxError('Function argument must be specified.', token.place);
      if (token.kind === 'sign' || token.kind === 'end')
        throw token.kind === 'end' && args.length === 0
          ? tokens.unexpected("')'")
          : tokens.unexpected('a function argument', tokens.quoteHint('an argument'));
      args.push(tokens.takeText());
    } while (tokens.takeSign(','));
    if (!tokens.takeSign(')')) throw tokens.unexpected("')' or ','");
    return args;
  }

  private orderings(): Ordering[] {
    const { tokens } = this;
    if (!tokens.takeWord('by')) throw tokens.unexpected("'by'");
    const orderings: Ordering[] = [];
    do orderings.push(this.ordering());
    while (tokens.takeSign(','));
    if (orderings.length > LIMITS.jiraSearchOrderFields.value)
      throw JiraError.invalid(
        `The maximum of ${LIMITS.jiraSearchOrderFields.value} fields in ORDER BY is exceeded.`,
      );
    return orderings;
  }

  private ordering(): Ordering {
    const field = this.field();
    if (this.tokens.takeWord('desc')) return { field, isDescending: true };
    if (this.tokens.takeWord('asc')) return { field, isDescending: false };
    const next = this.tokens.peek();
    if (next.kind === 'word' || next.kind === 'quoted')
      throw this.tokens.unexpected("either 'ASC' or 'DESC'");
    return { field };
  }

  private field(): FieldRef {
    const { tokens } = this;
    const token = tokens.peek();
    if (token.text === '[' && token.kind === 'sign')
      throw tokens.unexpected('a field name', "Did you mean 'cf['?");
    const isName = token.kind === 'quoted' || (token.kind === 'word' && !isKeyword(token));
    if (!isName) throw tokens.unexpected('a field name', tokens.quoteHint('a field name'));
    const name = tokens.takeText();
    if (name === '') throw syntaxError('A field name cannot be empty.', token.place);
    if (token.kind === 'word' && name.toLowerCase() === 'cf') return this.customField();
    return tokens.takeSign('[') ? this.property(name) : { name };
  }

  private customField(): FieldRef {
    const { tokens } = this;
    if (!tokens.takeSign('[')) throw tokens.unexpected("'['");
    const { kind, text } = tokens.peek();
    if (kind !== 'word' || !/^\d+$/.test(text))
      throw tokens.unexpected('a custom field id (a positive number)');
    tokens.skip();
    if (!tokens.takeSign(']')) throw tokens.unexpected("']'");
    return { name: `cf[${text}]` };
  }

  /** `issue.property[key].path`: the path is one word that begins with a dot. */
  private property(name: string): FieldRef {
    const { tokens } = this;
    const key = tokens.takeText();
    if (!tokens.takeSign(']')) throw tokens.unexpected("']'");
    const { kind, text } = tokens.peek();
    const path = kind === 'word' && text.startsWith('.') ? text.slice(1) : '';
    if (path !== '') tokens.skip();
    return { name, property: { key, path } };
  }

  private nested<T>(parse: () => T): T {
    this.nesting += 1;
    if (this.nesting > MAX_NESTING) throw syntaxError('It is nested too deeply.');
    const parsed = parse();
    this.nesting -= 1;
    return parsed;
  }
}

function joined(kind: 'and' | 'or', clauses: readonly Clause[]): Clause {
  const [only] = clauses;
  return only && clauses.length === 1 ? only : { kind, clauses };
}

function isKeyword({ text }: Token): boolean {
  return KEYWORDS.has(text.toLowerCase());
}

function isPredicate(text: string): text is PredicateName {
  return PREDICATES.some((name) => name === text);
}

function isSignOperator(text: string): text is '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' {
  return ['=', '!=', '~', '!~', '>', '>=', '<', '<='].includes(text);
}
