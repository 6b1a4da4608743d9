import { describe, expect, it } from '@jest/globals';
import type { Source } from '../../contract/output';
import { sourceOf } from '../testing';
import { compose } from './compose';

const WORDS =
  'gateway tunnel session latency office printer queue share ledger badge router client server log time loss'.split(
    ' ',
  );

/** A comment of three sentences; every word depends on its number, so that no two are alike. */
const commentOf = (number: number): Source => {
  const word = (at: number): string =>
    WORDS[(number * 7 + at * 5 + Math.floor(number / 9)) % WORDS.length] ?? 'line';
  const text = `The ${word(1)} of the ${word(2)} failed with ${number} ms in hall ${number % 40}. We restarted the ${word(3)} and the ${word(4)} after it. Users cannot open the ${word(5)} with the ${word(6)}.`;
  return sourceOf({ number, at: `2026-11-02T09:${String(number % 60).padStart(2, '0')}:00.000Z`, text });
};

const comments = (count: number): readonly Source[] =>
  Array.from({ length: count }, (_, index) => commentOf(index + 1));

/** Time of this process on a processor, the best of some: what else the machine does is not counted. */
function millisecondsFor(sources: readonly Source[]): number {
  const runs = Array.from({ length: 7 }, () => {
    const started = process.cpuUsage();
    compose('prepare-incident-packet', sources, { maxClaims: 40, maxOutputCharacters: 20_000 });
    return process.cpuUsage(started).user / 1_000;
  });
  return Math.min(...runs);
}

describe('the time of compose', () => {
  it('grows with the number of comments, not with its square', () => {
    const [half, whole] = [comments(250), comments(500)];
    millisecondsFor(half);
    expect(millisecondsFor(whole) / millisecondsFor(half)).toBeLessThan(2.8);
  });

  it('stays far under a second for five hundred comments', () => {
    expect(millisecondsFor(comments(500))).toBeLessThan(900);
  });
});
