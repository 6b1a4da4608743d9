import { request } from '../site/http';
import { listOf, numberOf, pick, pickText } from '../site/json';

/** A stored record, without its value. Times are ISO 8601. */
export interface StoredRow {
  readonly space: string;
  readonly entity: string;
  readonly key: string;
  readonly bytes: number;
  readonly created?: string | undefined;
  readonly updated?: string | undefined;
  readonly expires?: string | undefined;
}

/** One page of the storage. */
export interface StoredPage {
  readonly rows: readonly StoredRow[];
  readonly total: number;
  /** Number of the page's first row, from 1. */
  readonly first: number;
  /** Token of the next page. */
  readonly next?: string | undefined;
  /** Names of the entities that hold anything. */
  readonly entities: readonly string[];
}

/** Which rows to show. */
export interface StoredFilter {
  readonly prefix: string;
  readonly entity: string;
  readonly after: string;
}

const toIso = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(ms).toISOString();

function toRow(value: unknown): readonly StoredRow[] {
  const key = pickText(value, 'key');
  const space = pickText(value, 'space');
  if (key === undefined || space === undefined) return [];
  return [
    {
      space,
      key,
      entity: pickText(value, 'entity') ?? '',
      bytes: numberOf(pick(value, 'bytes')) ?? 0,
      created: toIso(numberOf(pick(value, 'createdAt'))),
      updated: toIso(numberOf(pick(value, 'updatedAt'))),
      expires: pickText(value, 'expireTime'),
    },
  ];
}

/** Reads a page of the storage out of the site's answer. */
export function toStoredPage(answer: unknown): StoredPage {
  return {
    rows: listOf(pick(answer, 'rows')).flatMap(toRow),
    total: numberOf(pick(answer, 'total')) ?? 0,
    first: numberOf(pick(answer, 'first')) ?? 1,
    next: pickText(answer, 'next'),
    entities: listOf(pick(answer, 'entities')).filter((name) => typeof name === 'string'),
  };
}

/** Loads a page of the storage. */
export async function loadStored(filter: StoredFilter): Promise<StoredPage> {
  const query = new URLSearchParams({ ...filter });
  return toStoredPage(await request(`/_local/drawer/storage?${query.toString()}`));
}

/** What the drawer shows of one record: its value, or of a secret that there is one. */
export interface StoredValue {
  readonly value: unknown;
  readonly isSecret: boolean;
}

/** Loads the value of a record. */
export async function loadValue({ space, entity, key }: StoredRow): Promise<StoredValue> {
  const query = new URLSearchParams({ space, entity, key });
  const answer = await request(`/_local/drawer/record?${query.toString()}`);
  return { value: pick(answer, 'value'), isSecret: pick(answer, 'isSecret') === true };
}
