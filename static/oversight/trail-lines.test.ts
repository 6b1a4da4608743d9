import { describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '../../src/contract/audit';
import { entryOf } from '../testing/audit-fixtures';
import { linesOf } from './trail-lines';

const at = (index: number): AuditEntry => entryOf('effect.done', { effect: 'sync-property' }, { index });
const read = (...indexes: readonly number[]): readonly (number | string)[] =>
  readUpTo(Math.max(-1, ...indexes) + 1, indexes);
const readUpTo = (length: number, indexes: readonly number[]): readonly (number | string)[] =>
  linesOf(indexes.map(at), length).map((line) => ('entry' in line ? line.entry.index : line.warning));

describe('linesOf', () => {
  it('is the entries alone where none is missing', () => {
    expect(read(0, 1, 2)).toEqual([0, 1, 2]);
    expect(read()).toEqual([]);
  });

  it('warns of what is missing in the middle, one or many', () => {
    expect(read(0, 2, 5)).toEqual([0, 'Entry 1 is missing here.', 2, 'Entries 3 to 4 are missing here.', 5]);
  });

  it('warns when the chain does not begin at 0', () => {
    expect(read(2)).toEqual(['Entries 0 to 1 are missing here.', 2]);
  });

  it('warns of a tail that was cut off, and of a chain of which nothing is left', () => {
    expect(readUpTo(3, [0, 1])).toEqual([0, 1, 'Entry 2 is missing here.']);
    expect(readUpTo(2, [])).toEqual(['Entries 0 to 1 are missing here.']);
  });

  it('warns of a repeat and of a swap', () => {
    expect(read(0, 0, 1)).toEqual([0, 'Entry 0 stands here a second time or out of order.', 0, 1]);
    expect(read(0, 2, 1)).toEqual([
      0,
      'Entry 1 is missing here.',
      2,
      'Entry 1 stands here a second time or out of order.',
      1,
    ]);
  });
});
