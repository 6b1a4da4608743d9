import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  OPERATORS,
  type Clause,
  type FieldRef,
  type Jql,
  type Operand,
  type Ordering,
  type Predicate,
  type SingleOperand,
} from './ast';
import { parseJql } from './parse';
import { createJqlSite, type JqlSite } from './testing';

const quote = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

function printField({ name, property }: FieldRef): string {
  if (property) return `${name}[${quote(property.key)}].${property.path}`;
  return name.startsWith('cf[') ? name : quote(name);
}

function printOperand(operand: Operand): string {
  switch (operand.kind) {
    case 'list':
      return `(${operand.items.map((item) => printOperand(item)).join(', ')})`;
    case 'empty':
      return 'EMPTY';
    case 'function':
      return `${operand.name}(${operand.args.map(quote).join(', ')})`;
    case 'text':
      return operand.isQuoted ? quote(operand.text) : operand.text;
  }
}

function printClause(clause: Clause): string {
  if (clause.kind === 'not') return `NOT ${printClause(clause.clause)}`;
  if (clause.kind !== 'test') {
    return `(${clause.clauses.map((inner) => printClause(inner)).join(` ${clause.kind.toUpperCase()} `)})`;
  }
  const { field, operator, operand, predicates } = clause;
  const parts = [printField(field), operator, ...(operand ? [printOperand(operand)] : [])];
  const narrowed = predicates.map(({ name, operand: value }) => `${name} ${printOperand(value)}`);
  return [...parts, ...narrowed].join(' ');
}

function print({ where, orderBy }: Jql): string {
  const fields = orderBy.map(({ field, isDescending }) => {
    const direction = isDescending === undefined ? '' : isDescending ? ' DESC' : ' ASC';
    return `${printField(field)}${direction}`;
  });
  return [where ? printClause(where) : '', fields.length > 0 ? `ORDER BY ${fields.join(', ')}` : ''].join(
    ' ',
  );
}

/** No control characters: they have to be escaped. */
const quotedText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !/[\u0000-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/.test(text));
const bareText = fc.constantFrom('Open', '-7d', '10050', '-3', 'INC-41', '3.14', 'a:b', 'Über', 'café_x');
const single: fc.Arbitrary<SingleOperand> = fc.oneof(
  fc.constant({ kind: 'empty' } as const),
  quotedText.map((text) => ({ kind: 'text', text, isQuoted: true }) as const),
  bareText.map((text) => ({ kind: 'text', text, isQuoted: false }) as const),
  fc.record({
    kind: fc.constant('function' as const),
    name: fc.constantFrom('now', 'currentUser', 'anything'),
    args: fc.array(quotedText, { maxLength: 2 }),
  }),
);
const operand: fc.Arbitrary<Operand> = fc.oneof(
  single,
  fc.record({ kind: fc.constant('list' as const), items: fc.array(single, { minLength: 1, maxLength: 3 }) }),
);
const field: fc.Arbitrary<FieldRef> = fc.oneof(
  quotedText.map((name) => ({ name })),
  fc.constantFrom({ name: 'cf[10050]' }),
  quotedText.map((key) => ({ name: 'issue.property', property: { key, path: 'a.b-c' } })),
);
const predicate: fc.Arbitrary<Predicate> = fc.record({
  name: fc.constantFrom('after', 'before', 'on', 'during', 'by', 'from', 'to'),
  operand,
});
const valued = fc.record({
  kind: fc.constant('test' as const),
  field,
  operator: fc.constantFrom(...OPERATORS.filter((operator) => operator !== 'changed')),
  operand,
  predicates: fc.array(predicate, { maxLength: 2 }),
});
const changed = fc.record({
  kind: fc.constant('test' as const),
  field,
  operator: fc.constant('changed' as const),
  predicates: fc.array(predicate, { maxLength: 2 }),
});
const { clause } = fc.letrec<{ clause: Clause }>((tie) => ({
  clause: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    valued,
    changed,
    tie('clause').map((inner) => ({ kind: 'not' as const, clause: inner })),
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      clauses: fc.array(tie('clause'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));
const ordering: fc.Arbitrary<Ordering> = fc.oneof(
  field.map((ref) => ({ field: ref })),
  fc.record({ field, isDescending: fc.boolean() }),
);
const query: fc.Arbitrary<Jql> = fc.record({
  where: clause,
  orderBy: fc.array(ordering, { maxLength: 7 }),
});

describe('parsing', () => {
  it('gives back every query that was written out', () => {
    fc.assert(
      fc.property(query, (jql) => {
        expect(parseJql(print(jql))).toEqual(jql);
      }),
      { numRuns: 500 },
    );
  });

  it('answers every text with a query or with 400', () => {
    const words = fc.constantFrom(
      'project',
      '=',
      'in',
      '(',
      ')',
      ',',
      '"',
      "'",
      'and',
      'not',
      'order',
      'by',
      '\\',
      '[',
      '!',
      'was',
      'cf',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(words).map((list) => list.join(' ')),
        ),
        (text) => {
          try {
            parseJql(text);
          } catch (error) {
            expect(error).toMatchObject({ status: 400 });
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** Clauses over the issues 1 to 5, with what each finds and what its opposite finds: issues without the field are in neither. */
const ATOMS: readonly (readonly [jql: string, is: string, isNot: string])[] = [
  ['key = TST-1', '1', '2345'],
  ['type = Incident', '1', '2345'],
  ['status = Closed', '23', '145'],
  ['priority > Medium', '12', '35'],
  ['priority = Low', '', '1235'],
  ['assignee = agent-ana', '12', '3'],
  ['assignee is EMPTY', '45', '123'],
  ['labels in (hardware)', '12', ''],
  ['labels not in (urgent)', '2', '1'],
  ['resolution = Done', '2', '3'],
  ['due < "2026-11-15"', '3', '1'],
  ['summary ~ fire', '145', '23'],
  ['environment ~ building', '4', ''],
  ['status was Open', '1245', '3'],
  ['assignee changed', '2', '1345'],
];

interface Expression {
  readonly jql: string;
  readonly find: (issue: string, isNegated: boolean) => boolean;
}

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...ATOMS).map(([jql, is, isNot]) => ({
      jql,
      find: (issue: string, isNegated: boolean) => (isNegated ? isNot : is).includes(issue),
    })),
    tie('expression').map(({ jql, find }) => ({
      jql: `NOT (${jql})`,
      find: (issue: string, isNegated: boolean) => find(issue, !isNegated),
    })),
    fc.tuple(tie('expression'), fc.constantFrom('AND', 'OR'), tie('expression')).map(([a, word, b]) => ({
      jql: `(${a.jql}) ${word} (${b.jql})`,
      find: (issue: string, isNegated: boolean) => {
        const both = [a, b].map((part) => part.find(issue, isNegated));
        return (word === 'AND') !== isNegated ? !both.includes(false) : both.includes(true);
      },
    })),
  ),
}));

describe('evaluation', () => {
  let site: JqlSite;
  beforeAll(async () => {
    site = await createJqlSite();
  });

  it('of random combinations equals what their parts say', async () => {
    await fc.assert(
      fc.asyncProperty(expression, async ({ jql, find }) => {
        const expected = ['1', '2', '3', '4', '5'].filter((issue) => find(issue, false)).join(' ');
        expect(await site.find(`project = TST AND (${jql}) ORDER BY id ASC`)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
