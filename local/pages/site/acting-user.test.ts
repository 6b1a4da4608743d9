import { describe, expect, it } from '@jest/globals';
import { accountIdOf } from './acting-user';

describe('accountIdOf', () => {
  it.each([
    ['actAs=agent-ben', 'agent-ben'],
    ['theme=x; actAs=712020%3Aab; other=1', '712020:ab'],
    ['actAs=%E0%A4%A', '%E0%A4%A'],
    ['notactAs=agent-ben', undefined],
    ['actAs=', undefined],
    ['', undefined],
  ])('reads %j', (cookies, accountId) => {
    expect(accountIdOf(cookies)).toBe(accountId);
  });
});
