import { describe, expect, it } from '@jest/globals';
import { toStoredPage } from './stored';

describe('toStoredPage', () => {
  it('reads rows with their times, and knows the last page', () => {
    const rows = [
      { space: 'entity', entity: 'handoff', key: 'h1', bytes: 812, createdAt: 0, updatedAt: 1_000 },
      { space: 'secret', entity: '', key: 's1', bytes: 12, expireTime: '2026-11-21T00:00:00.000Z' },
      { bytes: 1 },
    ];
    expect(toStoredPage({ rows, total: 2, first: 1, next: null, entities: ['handoff', 7] })).toEqual({
      rows: [
        {
          space: 'entity',
          entity: 'handoff',
          key: 'h1',
          bytes: 812,
          created: '1970-01-01T00:00:00.000Z',
          updated: '1970-01-01T00:00:01.000Z',
          expires: undefined,
        },
        {
          space: 'secret',
          entity: '',
          key: 's1',
          bytes: 12,
          created: undefined,
          updated: undefined,
          expires: '2026-11-21T00:00:00.000Z',
        },
      ],
      total: 2,
      first: 1,
      next: undefined,
      entities: ['handoff'],
    });
  });
});
