/** Operators as JQL writes them, lower case. */
export const OPERATORS = [
  '=',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
  'in',
  'not in',
  '~',
  '!~',
  'is',
  'is not',
  'was',
  'was not',
  'was in',
  'was not in',
  'changed',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** Words that narrow a `was` or `changed`. */
export const PREDICATES = ['after', 'before', 'on', 'during', 'by', 'from', 'to'] as const;
export type PredicateName = (typeof PREDICATES)[number];

/** A value, not quoted (`isQuoted` false) only where JQL reads the same without quotes. */
export interface TextOperand {
  readonly kind: 'text';
  readonly text: string;
  readonly isQuoted: boolean;
}

export interface FunctionOperand {
  readonly kind: 'function';
  readonly name: string;
  readonly args: readonly string[];
}

export type SingleOperand = TextOperand | FunctionOperand | { readonly kind: 'empty' };

/** A list in a list counts as its items. */
export type Operand = SingleOperand | { readonly kind: 'list'; readonly items: readonly SingleOperand[] };

export interface Predicate {
  readonly name: PredicateName;
  readonly operand: Operand;
}

/** `cf[10050]` and quoted names are in `name`; `property` is there for `issue.property[key].path`. */
export interface FieldRef {
  readonly name: string;
  readonly property?: { readonly key: string; readonly path: string };
}

export interface TestClause {
  readonly kind: 'test';
  readonly field: FieldRef;
  readonly operator: Operator;
  /** `changed` has none. */
  readonly operand?: Operand;
  readonly predicates: readonly Predicate[];
}

export type Clause =
  | { readonly kind: 'and' | 'or'; readonly clauses: readonly Clause[] }
  | { readonly kind: 'not'; readonly clause: Clause }
  | TestClause;

export interface Ordering {
  readonly field: FieldRef;
  /** Absent where the field's own direction counts. */
  readonly isDescending?: boolean;
}

/** A parsed query; `where` is absent when the text has an ORDER BY only, or nothing. */
export interface Jql {
  readonly where?: Clause;
  readonly orderBy: readonly Ordering[];
}
