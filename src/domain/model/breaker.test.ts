import { describe, expect, it } from '@jest/globals';
import { FRESH_RECORD, isHeld, onAsk, onResult, tokensOn, type Asked, type ModelRecord } from './breaker';

const AT = '2026-11-02T12:00:00.000Z';
const at = (ms: number): string => new Date(Date.parse(AT) + ms).toISOString();
const MINUTE = 60_000;

const asked = (over: Partial<Asked> = {}): Asked => ({
  at: AT,
  tokens: 0,
  result: 'fault',
  retryAfterSeconds: null,
  ...over,
});

/** The record after so many faults in a row at the same moment. */
const failed = (times: number): ModelRecord =>
  Array.from({ length: times }, () => asked()).reduce<ModelRecord>(onResult, FRESH_RECORD);

describe('the tokens of a day', () => {
  it('add up with what a question is estimated at and corrected by what it took', () => {
    const onTheWay = onAsk(FRESH_RECORD, AT, 500);
    expect(onTheWay).toEqual({ failures: 0, heldUntil: null, day: '2026-11-02', tokens: 500 });
    const done = onResult(onTheWay ?? FRESH_RECORD, asked({ result: 'answered', tokens: -120 }));
    expect(tokensOn(done, AT)).toBe(380);
    expect(tokensOn(onAsk(done, AT, 20) ?? done, AT)).toBe(400);
  });

  it('begin anew at midnight UTC, and never fall below nothing', () => {
    const used = onAsk(FRESH_RECORD, AT, 500) ?? FRESH_RECORD;
    const nextDay = '2026-11-03T00:00:00.000Z';
    expect(tokensOn(used, '2026-11-02T23:59:59.999Z')).toBe(500);
    expect(tokensOn(used, nextDay)).toBe(0);
    expect(onResult(used, asked({ at: nextDay, tokens: -500 }))).toMatchObject({
      day: '2026-11-03',
      tokens: 0,
    });
  });
});

describe('the circuit', () => {
  it('stays closed for two faults in a row, and opens with the third for two minutes', () => {
    expect(isHeld(failed(2), AT)).toBe(false);
    const third = failed(3);
    expect(third.heldUntil).toBe(at(2 * MINUTE));
    expect(isHeld(third, at(2 * MINUTE - 1))).toBe(true);
    expect(onAsk(third, at(MINUTE), 1)).toBeNull();
    expect(isHeld(third, at(2 * MINUTE))).toBe(false);
  });

  it('lets one probe through when the hold is over, and nobody beside it', () => {
    const probe = onAsk(failed(3), at(2 * MINUTE), 1);
    expect(probe?.heldUntil).toBe(at(5 * MINUTE));
    expect(onAsk(probe ?? FRESH_RECORD, at(3 * MINUTE), 1)).toBeNull();
    // A probe whose run was cut off does not hold the model for ever.
    expect(onAsk(probe ?? FRESH_RECORD, at(5 * MINUTE), 1)).not.toBeNull();
  });

  it('closes with any answer, also one that cannot be used', () => {
    expect(onResult(failed(3), asked({ result: 'answered' }))).toMatchObject({
      failures: 0,
      heldUntil: null,
    });
  });

  it.each([
    [4, 4],
    [5, 8],
    [7, 32],
    [8, 60],
    [40, 60],
  ])('after %i faults stays open for %i minutes', (times, minutes) => {
    expect(failed(times).heldUntil).toBe(at(minutes * MINUTE));
  });

  it.each([
    [1, 30, 30_000],
    [1, 100_000, 60 * MINUTE],
    [3, 30, 2 * MINUTE],
    [3, 300, 5 * MINUTE],
  ])('after %i faults and Retry-After %i holds for %i ms', (times, retryAfterSeconds, ms) => {
    expect(onResult(failed(times - 1), asked({ retryAfterSeconds })).heldUntil).toBe(at(ms));
  });

  it('opens at once, for an hour, for a model that the site may not use', () => {
    expect(onResult(FRESH_RECORD, asked({ result: 'forbidden' }))).toMatchObject({
      failures: 1,
      heldUntil: at(60 * MINUTE),
    });
  });
});
