import { folded } from './field-values';
import { ConditionError, readTokens, type Token } from './jql-tokens';

type Operator = '=' | '~' | 'empty';

/** One comparison. */
export interface Clause {
  readonly type: 'clause';
  readonly field: string;
  readonly operator: Operator;
  readonly isNegated: boolean;
  /** Folded; none for `empty`. */
  readonly values: readonly string[];
}

/** A condition as a tree. */
export type Node =
  | Clause
  | { readonly type: 'not'; readonly part: Node }
  | { readonly type: 'and' | 'or'; readonly parts: readonly Node[] };

const MAX_DEPTH = 10;
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'is', 'empty', 'null']);
/** Names that JQL takes in any case, with the id of the field. */
const FIELD_NAMES: ReadonlyMap<string, string> = new Map([
  ['project', 'project'],
  ['issuetype', 'issuetype'],
  ['type', 'issuetype'],
  ['priority', 'priority'],
  ['status', 'status'],
  ['labels', 'labels'],
  ['component', 'components'],
  ['components', 'components'],
]);
const FIELD_ID = /^[A-Za-z][A-Za-z0-9_]{0,63}$/u;
const CUSTOM_FIELD = /^cf\[(\d{1,10})\]$/iu;

/** Recursive descent over the tokens: `or` binds weakest, then `and`, then `not`. */
class Parser {
  private place = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: number,
  ) {}

  parse(): Node {
    const node = this.either(0);
    if (this.peek() !== undefined) this.fail('“and”, “or” or the end');
    return node;
  }

  private either(depth: number): Node {
    return this.chain('or', () => this.chain('and', () => this.single(depth)));
  }

  private chain(type: 'and' | 'or', next: () => Node): Node {
    const first = next();
    const rest: Node[] = [];
    while (this.takes(type)) rest.push(next());
    return rest.length === 0 ? first : { type, parts: [first, ...rest] };
  }

  private single(depth: number): Node {
    if (depth > MAX_DEPTH) this.fail(`at most ${MAX_DEPTH} levels of “not” and parentheses`);
    if (this.takes('not')) return { type: 'not', part: this.single(depth + 1) };
    if (!this.takes('(')) return this.clause();
    const node = this.either(depth + 1);
    if (!this.takes(')')) this.fail('“)”');
    return node;
  }

  private clause(): Clause {
    const field = this.field();
    if (this.takes('is')) {
      const isNegated = this.takes('not');
      if (!this.takes('empty') && !this.takes('null')) this.fail('“empty”');
      return { type: 'clause', field, operator: 'empty', isNegated, values: [] };
    }
    for (const symbol of ['=', '!=', '~', '!~'] as const) {
      if (!this.takes(symbol)) continue;
      const operator = symbol.endsWith('=') ? '=' : '~';
      return { type: 'clause', field, operator, isNegated: symbol.startsWith('!'), values: [this.value()] };
    }
    const isNegated = this.takes('not');
    if (!this.takes('in')) this.fail('one of = != ~ !~ in, not in, is empty, is not empty');
    return { type: 'clause', field, operator: '=', isNegated, values: this.list() };
  }

  private list(): readonly string[] {
    if (!this.takes('(')) this.fail('“(”');
    const values = [this.value()];
    while (this.takes(',')) values.push(this.value());
    if (!this.takes(')')) this.fail('“,” or “)”');
    return values;
  }

  private field(): string {
    const token = this.peek();
    const custom = token === undefined ? null : CUSTOM_FIELD.exec(token.text);
    const name = custom === null ? token?.text : `customfield_${custom[1]}`;
    const isField = token?.type === 'word' && !KEYWORDS.has(token.text.toLowerCase());
    if (!isField || name === undefined || !FIELD_ID.test(name)) {
      return this.fail('a field: project, issuetype, priority, status, labels, component or a field id');
    }
    this.place += 1;
    return FIELD_NAMES.get(name.toLowerCase()) ?? name;
  }

  private value(): string {
    const token = this.peek();
    const isKeyword = token?.type === 'word' && KEYWORDS.has(token.text.toLowerCase());
    if (token === undefined || token.type === 'symbol' || isKeyword) return this.fail('a value');
    this.place += 1;
    return folded(token.text);
  }

  private peek(): Token | undefined {
    return this.tokens[this.place];
  }

  /** Takes a symbol or an unquoted keyword, in any case. */
  private takes(text: string): boolean {
    const token = this.peek();
    const isHere = token !== undefined && token.type !== 'quoted' && token.text.toLowerCase() === text;
    if (isHere) this.place += 1;
    return isHere;
  }

  private fail(expected: string): never {
    throw new ConditionError(this.peek()?.at ?? this.end, expected);
  }
}

/** Reads a condition of the subset that docs/policy.md names. Raises `ConditionError`. */
export const parseTokens = (text: string): Node => new Parser(readTokens(text), text.length).parse();
