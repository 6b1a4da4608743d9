import { describe, expect, it } from '@jest/globals';
import { relativeTime } from './relative-time';

const NOW = Date.parse('2026-11-20T12:00:00.000Z');

describe('relativeTime', () => {
  it.each([
    ['2026-11-20T11:59:50.000Z', 'just now'],
    ['2026-11-20T11:48:00.000Z', '12 min ago'],
    ['2026-11-20T15:00:00.000Z', 'in 3 h'],
    ['2026-11-19T12:00:00.000Z', '1 day ago'],
    ['2026-11-16T12:00:00.000Z', '4 days ago'],
  ])('says %s as %s', (at, words) => {
    expect(relativeTime(at, NOW)).toBe(words);
  });
});
