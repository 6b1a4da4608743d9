import { z } from 'zod';
import { compareKeys } from '../../store/key-order';
import type { EntityDeclaration } from '../manifest-schema';
import { KvsError } from './kvs-error';

const RANGE_CONDITIONS = [
  'BEGINS_WITH',
  'BETWEEN',
  'EQUAL_TO',
  'GREATER_THAN',
  'GREATER_THAN_EQUAL_TO',
  'LESS_THAN',
  'LESS_THAN_EQUAL_TO',
] as const;

/** A condition on an index's range attribute. */
export const RangeSchema = z.object({ condition: z.enum(RANGE_CONDITIONS), values: z.array(z.unknown()) });
/** A condition on any attribute that is not of type `any`. */
const FilterSchema = z.object({
  property: z.string(),
  condition: z.enum([
    ...RANGE_CONDITIONS,
    'CONTAINS',
    'NOT_CONTAINS',
    'NOT_EQUAL_TO',
    'EXISTS',
    'NOT_EXISTS',
  ]),
  values: z.array(z.unknown()),
});
/** Conditions joined by one operator; mixing is not possible on Forge either. */
export const FiltersSchema = z.union([
  z.strictObject({ and: z.array(FilterSchema).max(100) }),
  z.strictObject({ or: z.array(FilterSchema).max(100) }),
]);

type Filter = z.infer<typeof FilterSchema>;
/** `and` or `or` over filters. */
export type Filters = z.infer<typeof FiltersSchema>;
/** A range condition as sent. */
export type Range = z.infer<typeof RangeSchema>;

/** Refuses filters on attributes that are undeclared or of type `any` (forge-facts §2.3). */
export function assertFilters(entity: EntityDeclaration, filters: Filters | undefined): void {
  for (const { property, condition, values } of toList(filters)) {
    const type = entity.attributes[property]?.type;
    if (!type || type === 'any') {
      throw new KvsError(
        'INVALID_FILTER_CONDITION',
        `attribute "${property}" of "${entity.name}" cannot be filtered`,
      );
    }
    assertValues(condition, values);
  }
}

/** Refuses a number of values that the condition cannot take. */
export function assertValues(condition: Filter['condition'], values: readonly unknown[]): void {
  const wanted = condition === 'BETWEEN' ? 2 : 1;
  if (values.length !== wanted)
    throw new KvsError('INVALID_FILTER_VALUES', `${condition} takes ${wanted} value(s)`);
}

/** Whether a record's value meets all (or any) of the filters; an absent record has no attributes. */
export function meetsFilters(
  value: Readonly<Record<string, unknown>>,
  filters: Filters | undefined,
): boolean {
  if (!filters) return true;
  const meets = (filter: Filter) => meetsCondition(value[filter.property], filter);
  return 'and' in filters ? filters.and.every(meets) : filters.or.some(meets);
}

function toList(filters: Filters | undefined): readonly Filter[] {
  if (!filters) return [];
  return 'and' in filters ? filters.and : filters.or;
}

/** Order of two attribute values of one type; undefined where they cannot be compared. */
function compareValues(a: unknown, b: unknown): number | undefined {
  const left = toOrdered(a);
  const right = toOrdered(b);
  if (left === undefined || right === undefined || typeof left !== typeof right) return undefined;
  return compareKeys([left], [right]);
}

/** A value in the form in which an index orders it: booleans as 0 and 1. */
export function toOrdered(value: unknown): string | number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
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
