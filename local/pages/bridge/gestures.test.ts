import { describe, expect, it } from '@jest/globals';
import { createGestures } from './gestures';

describe('createGestures', () => {
  it('counts the opening of the page as the first gesture, for two seconds', () => {
    let now = 0;
    const { current } = createGestures('0123456789', () => now);
    expect(current()).toBe('01234567-0');
    now = 2_000;
    expect(current()).toBe('01234567-0');
    now = 2_001;
    expect(current()).toBe('none');
  });

  it('takes press and click of one moment as one gesture, and a later click as the next', () => {
    let now = 10_000;
    const { begin, current } = createGestures('frame', () => now);
    now = 20_000;
    begin();
    now = 20_100;
    begin();
    expect(current()).toBe('frame-1');
    now = 20_700;
    begin();
    expect(current()).toBe('frame-2');
  });
});
