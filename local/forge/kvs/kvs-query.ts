import { z } from 'zod';
import type { Key } from '../../store/store';
import { compareKeys } from '../../store/key-order';
import type { EntityDeclaration, IndexDeclaration } from '../manifest-schema';
import {
  FiltersSchema,
  RangeSchema,
  assertFilters,
  assertValues,
  meetsCondition,
  meetsFilters,
  type Range,
} from './kvs-conditions';
import { KvsError } from './kvs-error';
import type { KvsRecord, KvsRecords } from './kvs-records';
import { assertAttribute, isRecord } from './kvs-rules';

const OptionsSchema = z.object({ metadataFields: z.array(z.string()).optional() }).optional();

/** Body of `/api/v1/query`. */
export const PlainQuerySchema = z.object({
  limit: z.number().int().optional(),
  after: z.string().optional(),
  where: z
    .array(
      z.object({
        property: z.literal('key'),
        condition: z.literal('BEGINS_WITH'),
        values: z.array(z.string()),
      }),
    )
    .max(1)
    .optional(),
  options: OptionsSchema,
});

/** Body of `/api/v1/entity/query`. */
export const EntityQuerySchema = z.object({
  entityName: z.string(),
  indexName: z.string(),
  partition: z.array(z.unknown()).optional(),
  range: RangeSchema.optional(),
  filters: FiltersSchema.optional(),
  sort: z.enum(['ASC', 'DESC']).optional(),
  cursor: z.string().optional(),
  limit: z.number().int().optional(),
  options: OptionsSchema,
});

/** One page; the cursor is there while more rows follow, even when this page is empty. */
export interface Page {
  readonly data: readonly KvsRecord[];
  readonly cursor?: string;
}

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** Lists plain keys, optionally those that begin with a prefix. */
export function queryPlain(records: KvsRecords, query: z.infer<typeof PlainQuerySchema>): Page {
  const limit = toLimit(query.limit, 'LIST_QUERY_LIMIT_EXCEEDED');
  const prefix = query.where?.[0]?.values[0] ?? '';
  const rows = records.list({ kind: 'plain' }).filter((record) => record.key.startsWith(prefix));
  const { page, cursor } = cutPage(rows, {
    keyOf: (row) => [row.key],
    limit,
    after: query.after,
    isDescending: false,
  });
  return { data: page, ...cursor };
}

/** Queries a custom entity by a declared index; filters work in memory on the page (forge-facts §2.3). */
export function queryEntity(records: KvsRecords, query: z.infer<typeof EntityQuerySchema>): Page {
  const limit = toLimit(query.limit, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE');
  const space = records.space(query.entityName);
  if (space.kind !== 'entity') throw new KvsError('ENTITY_TYPE_NOT_FOUND', 'an entity query names an entity');
  const { entity } = space;
  assertFilters(entity, query.filters);
  const rows = findRows(records, entity, query);
  const isDescending = query.sort === 'DESC';
  if (isDescending) rows.reverse();
  const { page, cursor } = cutPage(rows, { keyOf: (row) => row, limit, after: query.cursor, isDescending });
  const data = page.flatMap((row) => {
    const record = records.read(space, String(row.at(-1)));
    return record && isRecord(record.value) && meetsFilters(record.value, query.filters) ? [record] : [];
  });
  return { data, ...cursor };
}

function findRows(
  records: KvsRecords,
  entity: EntityDeclaration,
  query: z.infer<typeof EntityQuerySchema>,
): Key[] {
  const { range } = query;
  if (range) assertValues(range.condition, range.values);
  if (query.indexName === 'by-key') {
    const keys = records.list({ kind: 'entity', entity }).map((record) => record.key);
    return keys.filter((key) => !range || meetsCondition(key, range)).map((key) => [key]);
  }
  const index = entity.indexes.find((item) => item.name === query.indexName);
  if (!index) {
    throw new KvsError(
      'INVALID_ENTITY_INDEX',
      `add index "${query.indexName}" to entity "${entity.name}" in manifest.yml`,
    );
  }
  assertIndexUse(entity, index, { partition: query.partition ?? [], range });
  const rows = records.indexRows(entity, index, query.partition ?? []);
  return range ? rows.filter(([value]) => meetsCondition(value, toOrderedRange(range))) : rows;
}

function assertIndexUse(
  entity: EntityDeclaration,
  index: IndexDeclaration,
  { partition, range }: { partition: readonly unknown[]; range: Range | undefined },
): void {
  if (partition.length !== index.partition.length) {
    const wanted = index.partition.join(', ') || 'none';
    throw new KvsError(
      'INVALID_ENTITY_PARTITION',
      `index "${index.name}" takes the partition values: ${wanted}`,
    );
  }
  for (const [at, name] of index.partition.entries()) assertAttribute(entity, name, partition[at]);
  for (const value of range?.values ?? [])
    for (const name of index.range) assertAttribute(entity, name, value);
}

// Index rows hold booleans as 0 and 1.
function toOrderedRange({ condition, values }: Range): Range {
  return { condition, values: values.map((value) => (typeof value === 'boolean' ? Number(value) : value)) };
}

function toLimit(
  limit = DEFAULT_LIMIT,
  code: 'LIST_QUERY_LIMIT_EXCEEDED' | 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE',
): number {
  if (limit < 1 || limit > MAX_LIMIT) throw new KvsError(code, `limit must be 1 to ${MAX_LIMIT}`);
  return limit;
}

interface Cut<T> {
  readonly keyOf: (row: T) => Key;
  readonly limit: number;
  readonly after: string | undefined;
  readonly isDescending: boolean;
}

function cutPage<T>(rows: readonly T[], { keyOf, limit, after, isDescending }: Cut<T>) {
  const last = after === undefined ? undefined : readCursor(after);
  const isAfter = (row: T) =>
    last === undefined || compareKeys(keyOf(row), last) * (isDescending ? -1 : 1) > 0;
  const rest = rows.filter(isAfter);
  const page = rest.slice(0, limit);
  const end = page.at(-1);
  const cursor = rest.length > page.length && end !== undefined ? { cursor: writeCursor(keyOf(end)) } : {};
  return { page, cursor };
}

const CursorSchema = z.array(z.union([z.string(), z.number()]));
const writeCursor = (key: Key) => Buffer.from(JSON.stringify(key)).toString('base64url');

function readCursor(text: string): Key {
  try {
    return CursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw new KvsError('INVALID_CURSOR', 'the cursor is not one that a query returned');
  }
}
