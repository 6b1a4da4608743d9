import { beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { openKvs, task, type Answer, type KvsFixture } from './testing/kvs-fixture';

let kvs: KvsFixture;
const code = (value: string) => expect.objectContaining({ code: value });
const PageSchema = z.object({ data: z.array(z.object({ key: z.string() })), cursor: z.string().optional() });
const keysOf = ({ body }: Answer): string[] => PageSchema.parse(body).data.map((record) => record.key);
const cursorOf = ({ body }: Answer) => PageSchema.parse(body).cursor;

beforeEach(() => {
  kvs = openKvs();
});

async function readAll(page: (cursor: string | undefined) => Promise<Answer>): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const answer = await page(cursor);
    pages.push(keysOf(answer));
    cursor = cursorOf(answer);
  }
  return pages;
}

describe('a query of plain keys', () => {
  const fill = async (count: number) => {
    for (let n = 0; n < count; n += 1)
      await kvs.post('set', { key: `a-${String(n).padStart(3, '0')}`, value: n });
  };
  const where = (begin: string) => [{ property: 'key', condition: 'BEGINS_WITH', values: [begin] }];

  it('gives 10 rows when no limit is given and at most 100', async () => {
    await fill(101);
    expect(keysOf(await kvs.post('query', {}))).toHaveLength(10);
    expect(keysOf(await kvs.post('query', { limit: 100 }))).toHaveLength(100);
    for (const limit of [0, 101])
      expect((await kvs.post('query', { limit })).body).toEqual(code('LIST_QUERY_LIMIT_EXCEEDED'));
  });

  it('pages by prefix with a cursor, each row once', async () => {
    await fill(250);
    await kvs.post('set', { key: 'b', value: 1 });
    const pages = await readAll((after) => kvs.post('query', { limit: 100, where: where('a-'), after }));
    expect(pages.map((page) => page.length)).toEqual([100, 100, 50]);
    expect(new Set(pages.flat()).size).toBe(250);
    expect(keysOf(await kvs.post('query', { where: where('a-24'), limit: 100 }))).toHaveLength(10);
  });

  it.each([
    ['two conditions', [...where('a'), ...where('b')], 'QUERY_WHERE_INVALID'],
    ['another field', [{ ...where('a')[0], property: 'value' }], 'QUERY_WHERE_FIELD_INVALID'],
    ['another condition', [{ ...where('a')[0], condition: 'EQUAL_TO' }], 'INVALID_FILTER_CONDITION'],
    ['two values', [{ ...where('a')[0], values: ['a', 'b'] }], 'INVALID_FILTER_VALUES'],
    ['a number', [{ ...where('a')[0], values: [1] }], 'INVALID_FILTER_VALUES'],
  ])('refuses %s', async (_name, wrong, expected) => {
    expect(await kvs.post('query', { where: wrong })).toEqual({ status: 400, body: code(expected) });
  });

  it('refuses the cursor of another query', async () => {
    await fill(20);
    const after = cursorOf(await kvs.post('query', { where: where('a-') }));
    expect((await kvs.post('query', { where: where('a-0'), after })).body).toEqual(code('INVALID_CURSOR'));
    expect((await kvs.post('query', { after: 'zzz' })).body).toEqual(code('INVALID_CURSOR'));
  });
});

describe('a query of an entity', () => {
  const byDue = { entityName: 'task', indexName: 'by-issue-due', partition: ['10'] };
  const query = (more: object) => kvs.post('entity/query', { ...byDue, ...more });
  const filter = (property: string, condition: string, ...values: unknown[]) => ({
    property,
    condition,
    values,
  });

  async function fill(): Promise<void> {
    for (const [key, dueAt, isOpen] of [
      ['t1', -5, true],
      ['t2', 20, false],
      ['t3', 100, true],
    ] as const) {
      await kvs.post('entity/set', task(key, { issueId: '10', dueAt, isOpen }));
    }
    await kvs.post('entity/set', task('other', { issueId: '11', dueAt: 1 }));
    await kvs.post('entity/set', task('unindexed', { issueId: '10' }));
  }

  it.each([
    ['all of a partition in order', {}, ['t1', 't2', 't3']],
    ['descending', { sort: 'DESC' }, ['t3', 't2', 't1']],
    ['EQUAL_TO', { range: { condition: 'EQUAL_TO', values: [20] } }, ['t2']],
    ['GREATER_THAN', { range: { condition: 'GREATER_THAN', values: [20] } }, ['t3']],
    ['GREATER_THAN_EQUAL_TO', { range: { condition: 'GREATER_THAN_EQUAL_TO', values: [20] } }, ['t2', 't3']],
    ['LESS_THAN', { range: { condition: 'LESS_THAN', values: [20] } }, ['t1']],
    ['LESS_THAN_EQUAL_TO', { range: { condition: 'LESS_THAN_EQUAL_TO', values: [20] } }, ['t1', 't2']],
    [
      'LESS_THAN_EQUAL_TO, descending',
      { sort: 'DESC', range: { condition: 'LESS_THAN_EQUAL_TO', values: [20] } },
      ['t2', 't1'],
    ],
    ['BETWEEN, both ends in', { range: { condition: 'BETWEEN', values: [-5, 20] } }, ['t1', 't2']],
    [
      'BETWEEN, descending',
      { sort: 'DESC', range: { condition: 'BETWEEN', values: [0, 100] } },
      ['t3', 't2'],
    ],
    ['an and filter', { filters: { and: [filter('isOpen', 'EQUAL_TO', true)] } }, ['t1', 't3']],
    [
      'an or filter',
      { filters: { or: [filter('dueAt', 'EQUAL_TO', 20), filter('dueAt', 'LESS_THAN', 0)] } },
      ['t1', 't2'],
    ],
    ['NOT_EXISTS', { filters: { and: [filter('score', 'NOT_EXISTS', true)] } }, ['t1', 't2', 't3']],
    ['CONTAINS', { filters: { and: [filter('issueId', 'CONTAINS', '0')] } }, ['t1', 't2', 't3']],
    ['NOT_CONTAINS', { filters: { and: [filter('issueId', 'NOT_CONTAINS', '0')] } }, []],
    ['NOT_EQUAL_TO', { filters: { and: [filter('dueAt', 'NOT_EQUAL_TO', 20)] } }, ['t1', 't3']],
  ])('finds %s', async (_name, more, expected) => {
    await fill();
    expect(keysOf(await query(more))).toEqual(expected);
  });

  it('gives an empty page with a cursor when the filter drops the whole page', async () => {
    await fill();
    const filters = { and: [filter('dueAt', 'EQUAL_TO', 100)] };
    const first = await query({ limit: 1, filters });
    expect(first.body).toEqual({ data: [], cursor: expect.any(String) });
    expect(await readAll((cursor) => query({ limit: 1, filters, cursor }))).toEqual([[], [], ['t3']]);
  });

  it('gives 10 rows when no limit is given, and pages in both directions', async () => {
    for (let n = 0; n < 25; n += 1)
      await kvs.post('entity/set', task(`t${n}`, { issueId: '10', dueAt: Math.floor(n / 2) }));
    expect(keysOf(await query({}))).toHaveLength(10);
    const up = await readAll((cursor) => query({ limit: 7, cursor }));
    const down = await readAll((cursor) => query({ limit: 7, sort: 'DESC', cursor }));
    expect(up.map((page) => page.length)).toEqual([7, 7, 7, 4]);
    expect(down.flat()).toEqual(up.flat().reverse());
  });

  it('follows the record when its indexed attribute changes, and forgets it when it goes', async () => {
    await fill();
    await kvs.post('entity/set', task('t1', { issueId: '10', dueAt: 500 }));
    await kvs.post('entity/delete', { entityName: 'task', key: 't2' });
    expect(keysOf(await query({}))).toEqual(['t3', 't1']);
  });

  it('works by the short-form index, by a boolean and by the built-in by-key', async () => {
    await fill();
    const by = (indexName: string, condition: string, value: unknown) =>
      kvs.post('entity/query', {
        entityName: 'task',
        indexName,
        range: { condition, values: [value] },
      });
    expect(keysOf(await by('issueId', 'EQUAL_TO', '11'))).toEqual(['other']);
    expect(keysOf(await by('issueId', 'BEGINS_WITH', '1'))).toHaveLength(5);
    expect(keysOf(await by('by-open', 'EQUAL_TO', true))).toEqual(['t1', 't3']);
    expect(keysOf(await by('by-key', 'BEGINS_WITH', 't'))).toEqual(['t1', 't2', 't3']);
    expect(keysOf(await by('by-key', 'LESS_THAN', 't1'))).toEqual(['other']);
  });

  const many = (count: number) => Array.from({ length: count }, () => filter('dueAt', 'GREATER_THAN', -10));

  it('takes 100 conditions together and refuses 101', async () => {
    await fill();
    const range = { condition: 'GREATER_THAN', values: [-10] };
    expect(keysOf(await query({ range, filters: { and: many(99) } }))).toHaveLength(3);
    expect((await query({ range, filters: { and: many(100) } })).body).toEqual(code('VALIDATION_FAILED'));
  });

  it('refuses a filter on an attribute of type any with 422', async () => {
    const answer = await query({ filters: { and: [filter('body', 'EXISTS', true)] } });
    expect(answer).toEqual({ status: 422, body: code('INVALID_FILTER_CONDITION') });
  });

  it.each([
    ['an undeclared index', { indexName: 'by-colour' }, 'INVALID_ENTITY_INDEX'],
    ['an unknown entity', { entityName: 'job' }, 'ENTITY_TYPE_NOT_FOUND'],
    ['a missing partition', { partition: [] }, 'INVALID_ENTITY_PARTITION'],
    ['a partition of an index without one', { indexName: 'issueId' }, 'INVALID_ENTITY_PARTITION'],
    ['a partition of the wrong type', { partition: [10] }, 'INVALID_ENTITY_VALUE'],
    ['a partition over 1,700 bytes', { partition: ['x'.repeat(1_701)] }, 'MAX_SIZE'],
    ['a page above 100', { limit: 101 }, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'],
    ['an empty page', { limit: 0 }, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'],
    ['one value for BETWEEN', { range: { condition: 'BETWEEN', values: [1] } }, 'INSUFFICIENT_FILTER_VALUES'],
    [
      'three values for BETWEEN',
      { range: { condition: 'BETWEEN', values: [1, 2, 3] } },
      'INVALID_FILTER_VALUES',
    ],
    [
      'two values for EQUAL_TO',
      { range: { condition: 'EQUAL_TO', values: [1, 2] } },
      'INVALID_FILTER_VALUES',
    ],
    ['text for an integer', { range: { condition: 'EQUAL_TO', values: ['1'] } }, 'INVALID_ENTITY_VALUE'],
    [
      'BEGINS_WITH on an integer',
      { range: { condition: 'BEGINS_WITH', values: [1] } },
      'INVALID_FILTER_CONDITION',
    ],
    ['CONTAINS as a range', { range: { condition: 'CONTAINS', values: [1] } }, 'VALIDATION_FAILED'],
    [
      'a filter on an undeclared attribute',
      { filters: { and: [filter('x', 'EXISTS', true)] } },
      'QUERY_WHERE_FIELD_INVALID',
    ],
    [
      'CONTAINS on an integer',
      { filters: { and: [filter('dueAt', 'CONTAINS', 1)] } },
      'INVALID_FILTER_CONDITION',
    ],
    [
      'GREATER_THAN on a boolean',
      { filters: { and: [filter('isOpen', 'GREATER_THAN', true)] } },
      'INVALID_FILTER_CONDITION',
    ],
    ['EXISTS with false', { filters: { and: [filter('score', 'EXISTS', false)] } }, 'INVALID_FILTER_VALUES'],
    ['and beside or', { filters: { and: many(1), or: many(1) } }, 'INVALID_FILTER_OPERATORS_COMBINATION'],
    ['an empty and', { filters: { and: [] } }, 'EMPTY_FILTER_OPERATOR'],
    ['no operator', { filters: {} }, 'EMPTY_FILTER_OPERATOR'],
    ['a made-up cursor', { cursor: 'zzz' }, 'INVALID_CURSOR'],
  ])('refuses %s', async (_name, more, expected) => {
    expect(await query(more)).toEqual({ status: 400, body: code(expected) });
  });
});
