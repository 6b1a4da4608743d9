import { describe, expect, it } from '@jest/globals';
import { RateWindow } from './rate-window';

describe('a rate window', () => {
  it('takes up to its limit and refuses one more', () => {
    const window = new RateWindow(2, 1_000);
    expect([window.take(0), window.take(10), window.take(20)]).toEqual([
      { ok: true },
      { ok: true },
      { ok: false, retryAfterMs: 980 },
    ]);
  });

  it('slides: a unit is free again one window after it was taken, not earlier', () => {
    const window = new RateWindow(2, 1_000);
    window.take(0);
    window.take(600);
    expect(window.take(999).ok).toBe(false);
    expect(window.take(1_000).ok).toBe(true);
    expect(window.take(1_001)).toEqual({ ok: false, retryAfterMs: 599 });
  });

  it('counts units together and says when enough of them are free', () => {
    const window = new RateWindow(10, 1_000);
    window.take(0, 3);
    window.take(100, 4);
    expect(window.take(200, 7)).toEqual({ ok: false, retryAfterMs: 900 });
    expect(window.take(200, 3).ok).toBe(true);
    expect(window.left(200)).toBe(0);
  });

  it('does not count what it refused', () => {
    const window = new RateWindow(1, 1_000);
    window.take(0);
    for (let at = 1; at < 1_000; at += 1) window.take(at);
    expect(window.take(1_000).ok).toBe(true);
  });

  it('never takes more units at once than its limit', () => {
    expect(new RateWindow(5, 1_000).take(0, 6)).toEqual({ ok: false, retryAfterMs: 1_000 });
  });

  it('counts anew when the clock was set back, as a reset of the site does', () => {
    const window = new RateWindow(1, 1_000);
    window.take(90_000);
    expect(window.take(5).ok).toBe(true);
    expect(window.take(6).ok).toBe(false);
  });

  it('is exact and quick over a hundred thousand takes', () => {
    const window = new RateWindow(50_000, 50_000);
    const taken = Array.from({ length: 100_000 }, (_, at) => window.take(at));
    expect(taken.every(({ ok }) => ok)).toBe(true);
    expect(window.left(99_999)).toBe(0);
  });
});
