import { z } from 'zod';
import { compareKeys } from '../../store/key-order';
import { LIMITS } from '../limits';
import type { EntityDeclaration } from '../manifest-schema';
import { KvsError } from './kvs-error';
import { assertAttribute, toOrdered, type AttributeType } from './kvs-rules';

const RANGE_CONDITIONS = [
  'BEGINS_WITH',
  'BETWEEN',
  'EQUAL_TO',
  'GREATER_THAN',
  'GREATER_THAN_EQUAL_TO',
  'LESS_THAN',
  'LESS_THAN_EQUAL_TO',
] as const;
const FILTER_CONDITIONS = [
  ...RANGE_CONDITIONS,
  'CONTAINS',
  'NOT_CONTAINS',
  'NOT_EQUAL_TO',
  'EXISTS',
  'NOT_EXISTS',
] as const;

/** A condition on an index's range attribute. */
export const RangeSchema = z.strictObject({
  condition: z.enum(RANGE_CONDITIONS),
  values: z.array(z.unknown()),
});
/** A condition on any attribute that is not of type `any`. */
const FilterSchema = z.strictObject({
  property: z.string(),
  condition: z.enum(FILTER_CONDITIONS),
  values: z.array(z.unknown()),
});
/** Conditions joined by `and` or by `or`; `assertFilters` refuses both at once, and none. */
export const FiltersSchema = z.strictObject({
  and: z.array(FilterSchema).optional(),
  or: z.array(FilterSchema).optional(),
});

type Filter = z.infer<typeof FilterSchema>;
/** `and` or `or` over filters. */
export type Filters = z.infer<typeof FiltersSchema>;
/** A range condition as sent. */
export type Range = z.infer<typeof RangeSchema>;

const ORDERED = ['string', 'integer', 'float'] as const;
const TYPED = [...ORDERED, 'boolean'] as const;
/** Which attribute types each condition takes (storage-reference/entities-api-query). */
const TYPES: Readonly<Record<Filter['condition'], readonly AttributeType[]>> = {
  BEGINS_WITH: ['string'],
  CONTAINS: ['string'],
  NOT_CONTAINS: ['string'],
  BETWEEN: ORDERED,
  GREATER_THAN: ORDERED,
  GREATER_THAN_EQUAL_TO: ORDERED,
  LESS_THAN: ORDERED,
  LESS_THAN_EQUAL_TO: ORDERED,
  EQUAL_TO: TYPED,
  NOT_EQUAL_TO: TYPED,
  EXISTS: TYPED,
  NOT_EXISTS: TYPED,
};

/** Refuses filters that Forge refuses: mixed or empty operators, too many, and conditions that do not fit. */
export function assertFilters(entity: EntityDeclaration, filters: Filters | undefined): void {
  if (!filters) return;
  if (filters.and && filters.or) {
    throw new KvsError('INVALID_FILTER_OPERATORS_COMBINATION', '"and" and "or" cannot be used together');
  }
  const list = toList(filters);
  if (list.length === 0) throw new KvsError('EMPTY_FILTER_OPERATOR', '"and" and "or" cannot be empty');
  for (const filter of list) assertFilter(entity, filter);
}

function assertFilter(entity: EntityDeclaration, { property, condition, values }: Filter): void {
  const type = entity.attributes[property]?.type;
  if (!type) {
    throw new KvsError(
      'QUERY_WHERE_FIELD_INVALID',
      `add attribute "${property}" to entity "${entity.name}" in manifest.yml`,
    );
  }
  if (type === 'any') {
    throw new KvsError(
      'INVALID_FILTER_CONDITION',
      `"${property}" is of type any: it cannot be filtered`,
      422,
    );
  }
  assertCondition(type, { condition, values });
  if (condition === 'EXISTS' || condition === 'NOT_EXISTS') {
    if (values[0] !== true) throw new KvsError('INVALID_FILTER_VALUES', `${condition} takes the value true`);
  } else {
    for (const value of values) assertAttribute(entity, property, value);
  }
}

/** Refuses a condition that an attribute type does not take, or a wrong number of values. */
export function assertCondition(
  type: AttributeType,
  { condition, values }: Pick<Filter, 'condition' | 'values'>,
): void {
  if (!TYPES[condition].includes(type))
    throw new KvsError('INVALID_FILTER_CONDITION', `${condition} does not work on type ${type}`);
  const wanted = condition === 'BETWEEN' ? 2 : 1;
  if (wanted === 2 && values.length < 2)
    throw new KvsError('INSUFFICIENT_FILTER_VALUES', `${condition} takes two values`);
  if (values.length !== wanted)
    throw new KvsError('INVALID_FILTER_VALUES', `${condition} takes ${wanted} value(s)`);
}

/** Refuses a query with more conditions than Forge takes: its range and its filters together. */
export function assertConditionCount(range: Range | undefined, filters: Filters | undefined): void {
  const most = LIMITS.kvsQueryConditions.value;
  if (toList(filters).length + (range ? 1 : 0) > most)
    throw new KvsError('VALIDATION_FAILED', `a query has at most ${most} conditions`);
}

/** Whether a record's value meets all (or any) of the filters. */
export function meetsFilters(
  value: Readonly<Record<string, unknown>>,
  filters: Filters | undefined,
): boolean {
  const meets = (filter: Filter) => meetsCondition(value[filter.property], filter);
  return filters?.or ? filters.or.some(meets) : toList(filters).every(meets);
}

const toList = (filters: Filters | undefined): readonly Filter[] => filters?.and ?? filters?.or ?? [];

/** Order of two attribute values of one type; undefined where they cannot be compared. */
function compareValues(a: unknown, b: unknown): number | undefined {
  const left = toOrdered(a);
  const right = toOrdered(b);
  if (left === undefined || right === undefined || typeof left !== typeof right) return undefined;
  return compareKeys([left], [right]);
}

/** Whether one value meets one condition. */
export function meetsCondition(
  value: unknown,
  { condition, values }: Pick<Filter, 'condition' | 'values'>,
): boolean {
  return TESTS[condition](value, values);
}

type Test = (value: unknown, values: readonly unknown[]) => boolean;

const byOrder =
  (meets: (order: number) => boolean): Test =>
  (value, [first]) => {
    const order = compareValues(value, first);
    return order !== undefined && meets(order);
  };

const byText =
  (meets: (text: string, part: string) => boolean): Test =>
  (value, [first]) =>
    typeof value === 'string' && typeof first === 'string' && meets(value, first);

const isAtLeast = byOrder((order) => order >= 0);
const isAtMost = byOrder((order) => order <= 0);
const isEqual = byOrder((order) => order === 0);

const TESTS: Readonly<Record<Filter['condition'], Test>> = {
  EXISTS: (value) => value !== undefined,
  NOT_EXISTS: (value) => value === undefined,
  EQUAL_TO: isEqual,
  NOT_EQUAL_TO: (value, values) => !isEqual(value, values),
  GREATER_THAN: byOrder((order) => order > 0),
  GREATER_THAN_EQUAL_TO: isAtLeast,
  LESS_THAN: byOrder((order) => order < 0),
  LESS_THAN_EQUAL_TO: isAtMost,
  BETWEEN: (value, [low, high]) => isAtLeast(value, [low]) && isAtMost(value, [high]),
  BEGINS_WITH: byText((text, part) => text.startsWith(part)),
  CONTAINS: byText((text, part) => text.includes(part)),
  NOT_CONTAINS: byText((text, part) => !text.includes(part)),
};
