import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Key } from '../../store/store';
import { LIMITS } from '../limits';
import type { EntityDeclaration, IndexDeclaration } from '../manifest-schema';
import { KEY_INDEX } from './entity-rules';
import {
  FiltersSchema,
  RangeSchema,
  assertCondition,
  assertConditionCount,
  assertFilters,
  meetsCondition,
  meetsFilters,
  type Range,
} from './kvs-conditions';
import { KvsError } from './kvs-error';
import type { KvsRecords } from './kvs-records';
import { assertAttribute, assertIndexBytes, isRecord, toOrdered } from './kvs-rules';
import { ReadOptionsSchema, toView, type RecordView } from './kvs-view';
import type { QueryView, ViewRow, Walk } from './query-view';

/** Body of `/api/v1/query`. What it may hold is checked below, where each fault has its own code. */
export const PlainQuerySchema = z.strictObject({
  limit: z.number().int().optional(),
  after: z.string().optional(),
  where: z
    .array(z.strictObject({ property: z.string(), condition: z.string(), values: z.array(z.unknown()) }))
    .optional(),
  options: ReadOptionsSchema,
});

/** Body of `/api/v1/entity/query`. */
export const EntityQuerySchema = z.strictObject({
  entityName: z.string(),
  indexName: z.string(),
  partition: z.array(z.unknown()).optional(),
  range: RangeSchema.optional(),
  filters: FiltersSchema.optional(),
  sort: z.enum(['ASC', 'DESC']).optional(),
  cursor: z.string().optional(),
  limit: z.number().int().optional(),
  options: ReadOptionsSchema,
});

type PlainQuery = z.infer<typeof PlainQuerySchema>;
type EntityQuery = z.infer<typeof EntityQuerySchema>;

/** One page; the cursor is there while more rows follow, even when this page is empty. */
export interface Page {
  readonly data: readonly RecordView[];
  readonly cursor?: string;
}

/** Sorts after every text that begins with what stands before it. */
const LAST_CHARACTER = '\u{10FFFF}';

/** Lists plain keys, optionally those that begin with a prefix. */
export function queryPlain(records: KvsRecords, query: PlainQuery): Page {
  const limit = toLimit(query.limit, 'LIST_QUERY_LIMIT_EXCEEDED');
  const begin = toKeyPrefix(query.where);
  const cursor = new Cursor(['plain', begin]);
  const found = cutPage(records.view({ kind: 'plain' }), {
    walk: { low: begin, high: begin + LAST_CHARACTER, isDescending: false, ...cursor.read(query.after) },
    limit,
    isWanted: () => true,
  });
  return { data: found.page.map(({ record }) => toView(record, query.options)), ...cursor.write(found.next) };
}

function toKeyPrefix([where, second]: NonNullable<PlainQuery['where']> = []): string {
  if (second) throw new KvsError('QUERY_WHERE_INVALID', 'a query takes a single "where"');
  if (!where) return '';
  const { property, condition, values } = where;
  if (property !== 'key') throw new KvsError('QUERY_WHERE_FIELD_INVALID', 'a query works on "key" only');
  if (condition !== 'BEGINS_WITH') {
    throw new KvsError('INVALID_FILTER_CONDITION', 'a query of plain keys takes BEGINS_WITH only');
  }
  const [begin] = values;
  if (typeof begin !== 'string' || values.length !== 1)
    throw new KvsError('INVALID_FILTER_VALUES', 'BEGINS_WITH takes one text');
  return begin;
}

/** Queries a custom entity by an index; filters work in memory on the page that was cut (forge-facts §2.3). */
export function queryEntity(records: KvsRecords, query: EntityQuery): Page {
  const limit = toLimit(query.limit, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE');
  const space = records.space(query.entityName);
  if (space.kind !== 'entity') throw new KvsError('ENTITY_TYPE_NOT_FOUND', 'an entity query names an entity');
  const { entity } = space;
  const { filters, indexName, partition = [], sort = 'ASC' } = query;
  const index = findIndex(entity, indexName);
  assertConditionCount(query.range, filters);
  assertFilters(entity, filters);
  assertIndexUse(entity, index, { partition, range: query.range });
  const range = query.range && toOrderedRange(query.range);
  const cursor = new Cursor([entity.name, indexName, partition, query.range, sort]);
  const { page, next } = cutPage(records.view(space, index && { declared: index, partition }), {
    walk: { ...boundsOf(range), isDescending: sort === 'DESC', ...cursor.read(query.cursor) },
    limit,
    isWanted: ({ path: [value] }) => !range || meetsCondition(value, range),
  });
  const kept = page.filter(({ record: { value } }) => isRecord(value) && meetsFilters(value, filters));
  return { data: kept.map(({ record }) => toView(record, query.options)), ...cursor.write(next) };
}

/** The declared index; undefined for the built-in one over the keys. */
function findIndex(entity: EntityDeclaration, name: string): IndexDeclaration | undefined {
  if (name === KEY_INDEX) return undefined;
  const index = entity.indexes.find((item) => item.name === name);
  if (index) return index;
  throw new KvsError(
    'INVALID_ENTITY_INDEX',
    `add index "${name}" to entity "${entity.name}" in manifest.yml`,
  );
}

function assertIndexUse(
  entity: EntityDeclaration,
  index: IndexDeclaration | undefined,
  { partition, range }: { partition: readonly unknown[]; range: Range | undefined },
): void {
  const wanted = index?.partition ?? [];
  if (partition.length !== wanted.length) {
    throw new KvsError(
      'INVALID_ENTITY_PARTITION',
      `index "${index?.name ?? KEY_INDEX}" takes the partition values: ${wanted.join(', ') || 'none'}`,
    );
  }
  for (const [at, name] of wanted.entries()) assertAttribute(entity, name, partition[at]);
  if (index) assertIndexBytes({ name: index.name, part: 'partition' }, partition);
  if (range) assertRange(entity, index, range);
}

function assertRange(entity: EntityDeclaration, index: IndexDeclaration | undefined, range: Range): void {
  if (!index) {
    assertCondition('string', range);
    if (range.values.some((value) => typeof value !== 'string'))
      throw new KvsError('INVALID_FILTER_VALUES', 'keys are compared with texts');
    return;
  }
  for (const name of index.range) {
    assertCondition(entity.attributes[name]?.type ?? 'any', range);
    for (const value of range.values) {
      assertAttribute(entity, name, value);
      assertIndexBytes({ name: index.name, part: 'range' }, [value]);
    }
  }
}

// Index rows hold booleans as 0 and 1.
const toOrderedRange = ({ condition, values }: Range): Range => ({
  condition,
  values: values.map(toOrdered),
});

/** Where the rows of a range condition begin and end, so that no others are read. */
function boundsOf(range: Range | undefined): Pick<Walk, 'low' | 'high'> {
  if (!range) return {};
  const [first, second] = range.values.map(toOrdered);
  if (first === undefined) return {};
  switch (range.condition) {
    case 'EQUAL_TO':
      return { low: first, high: first };
    case 'BETWEEN':
      return { low: first, ...(second === undefined ? {} : { high: second }) };
    case 'BEGINS_WITH':
      return { low: first, high: `${first}${LAST_CHARACTER}` };
    case 'GREATER_THAN':
    case 'GREATER_THAN_EQUAL_TO':
      return { low: first };
    case 'LESS_THAN':
    case 'LESS_THAN_EQUAL_TO':
      return { high: first };
  }
}

function toLimit(
  limit: number = LIMITS.kvsQueryDefault.value,
  code: 'LIST_QUERY_LIMIT_EXCEEDED' | 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE',
): number {
  const most = LIMITS.kvsQueryPage.value;
  if (limit < 1 || limit > most) throw new KvsError(code, `limit must be 1 to ${most}`);
  return limit;
}

interface Cut {
  readonly walk: Walk;
  readonly limit: number;
  readonly isWanted: (row: ViewRow) => boolean;
}

function cutPage(view: QueryView, { walk, limit, isWanted }: Cut): { page: ViewRow[]; next?: Key } {
  const page: ViewRow[] = [];
  for (const row of view.rows(walk)) {
    if (!isWanted(row)) continue;
    const last = page.at(-1);
    if (page.length === limit && last) return { page, next: last.path };
    page.push(row);
  }
  return { page };
}

const CursorSchema = z.tuple([z.string(), z.array(z.union([z.string(), z.number()]))]);

/** Cursors of one query: opaque, and refused by every other query. */
class Cursor {
  private readonly query: string;

  constructor(query: readonly unknown[]) {
    this.query = createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 12);
  }

  write(row: Key | undefined): { cursor?: string } {
    if (!row) return {};
    return { cursor: Buffer.from(JSON.stringify([this.query, row])).toString('base64url') };
  }

  read(text: string | undefined): { after?: Key } {
    if (text === undefined) return {};
    const parsed = CursorSchema.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
    if (!parsed.success || parsed.data[0] !== this.query)
      throw new KvsError('INVALID_CURSOR', 'the cursor is not one that this query returned');
    return { after: parsed.data[1] };
  }
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
