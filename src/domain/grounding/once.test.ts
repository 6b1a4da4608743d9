import { describe, expect, it } from '@jest/globals';
import { once } from './once';

describe('once', () => {
  it.each([['a value'], [undefined], [null]])(
    'computes %j when it is first asked for, and never again',
    (value) => {
      let times = 0;
      const kept = once(() => {
        times += 1;
        return value;
      });
      expect(times).toBe(0);
      expect([kept(), kept()]).toEqual([value, value]);
      expect(times).toBe(1);
    },
  );
});
