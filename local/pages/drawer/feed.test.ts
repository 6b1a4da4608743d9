import { describe, expect, it } from '@jest/globals';
import { joinFeed, type Feed } from './feed';

const known: Feed = {
  epoch: 1,
  isLoaded: true,
  steps: [],
  calls: [
    {
      n: 1,
      at: '',
      door: 'kvs',
      provider: 'app',
      method: 'POST',
      path: '/',
      status: 200,
      ms: 1,
      invocation: 'i',
    },
  ],
};
const numbers = ({ calls }: Feed): readonly number[] => calls.map(({ n }) => n);

describe('joinFeed', () => {
  it('adds new calls to those that are known', () => {
    expect(numbers(joinFeed(known, { epoch: 1, calls: [{ n: 2 }], steps: [] }))).toEqual([1, 2]);
  });

  it('forgets what was known when the site counts anew', () => {
    expect(numbers(joinFeed(known, { epoch: 2, calls: [{ n: 1 }], steps: [] }))).toEqual([1]);
    expect(numbers(joinFeed(known, { epoch: 2, calls: [], steps: [] }))).toEqual([]);
  });

  it('stays the same object when nothing is new, and loses an old problem', () => {
    const nothing = { epoch: 1, calls: [], steps: [] };
    expect(joinFeed(known, nothing)).toBe(known);
    expect(joinFeed({ ...known, problem: 'no answer' }, nothing).problem).toBeUndefined();
  });

  it('keeps the newest 5,000', () => {
    const calls = Array.from({ length: 5_001 }, (_, index) => ({ n: index + 2 }));
    const joined = joinFeed(known, { epoch: 1, calls, steps: [] });
    expect([joined.calls.length, joined.calls[0]?.n]).toEqual([5_000, 3]);
  });
});
