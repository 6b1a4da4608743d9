import { describe, expect, it } from '@jest/globals';
import { parseJiraTime, relativeTime } from './relative-time';

describe('parseJiraTime', () => {
  it.each([
    ['2026-04-28T15:41:27.114+0200', Date.UTC(2026, 3, 28, 13, 41, 27, 114)],
    ['2026-04-28T15:41:27.114+0000', Date.UTC(2026, 3, 28, 15, 41, 27, 114)],
    ['2026-04-28T15:41:27Z', Date.UTC(2026, 3, 28, 15, 41, 27)],
  ])('reads %s', (text, time) => {
    expect(parseJiraTime(text)).toBe(time);
  });

  it('reads nothing from another text', () => {
    expect(parseJiraTime('yesterday')).toBeUndefined();
  });
});

describe('relativeTime', () => {
  const now = Date.UTC(2026, 10, 20, 12);
  it.each([
    [-20_000, 'just now'],
    [20_000, 'just now'],
    [-61_000, '1 minute ago'],
    [-3 * 3_600_000, '3 hours ago'],
    [-47 * 3_600_000, 'yesterday'],
    [50 * 3_600_000, 'in 2 days'],
    [-400 * 86_400_000, 'last year'],
  ])('says for %i ms from now: %s', (offset, words) => {
    expect(relativeTime(now + offset, now)).toBe(words);
  });
});
