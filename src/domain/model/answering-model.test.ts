import { describe, expect, it } from '@jest/globals';
import { isAsked } from './answering-model';

describe('isAsked', () => {
  it.each([
    ['claude-haiku-4-5', null],
    ['claude-haiku-4-5', 'claude-haiku-4-5'],
    ['claude-haiku-4-5', 'claude-haiku-4-5-20251001'],
    ['claude-haiku-4-5-20251001', 'claude-haiku-4-5'],
    ['claude-haiku-4-5-20251001', 'claude-haiku-4-5-20251001'],
  ])('takes an answer to %s from %s', (asked, answered) => {
    expect(isAsked(asked, answered)).toBe(true);
  });

  it.each([
    ['claude-haiku-4-5', 'claude-opus-4-8'],
    ['claude-haiku-4-5-20251001', 'claude-haiku-4-5-20260101'],
    ['claude-haiku-4-5', 'claude-haiku-4-5-2025'],
    ['claude-haiku-4', 'claude-haiku-4-5-20251001'],
    ['claude-haiku-4-5', ''],
  ])('takes no answer to %s from %s (SUP-02)', (asked, answered) => {
    expect(isAsked(asked, answered)).toBe(false);
  });
});
