import { describe, expect, it } from '@jest/globals';
import { messageOf } from './http';

describe('messageOf', () => {
  it.each([
    [{ errorMessages: ['No issue.'], errors: {} }, 'No issue.'],
    [{ errorMessages: [], errors: { comment: 'Too long.' } }, 'Too long.'],
    [{ error: { code: 'not-found', message: 'Gone.' } }, 'Gone.'],
    [undefined, 'The site answered with status 500.'],
    ['<html>', 'The site answered with status 500.'],
  ])('reads %j', (body, message) => {
    expect(messageOf(body, 500)).toBe(message);
  });
});
