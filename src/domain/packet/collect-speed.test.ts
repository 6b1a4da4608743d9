import { describe, expect, it } from '@jest/globals';
import { readingOf } from '../testing';
import { collected, commentOf, courseReadingOf, similarOf } from './testing';

/** Time of the processor in milliseconds: a busy machine does not lengthen it. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Median of seven runs in milliseconds, after two that warm up. */
function medianOf(run: () => unknown): number {
  run();
  run();
  const times = Array.from({ length: 7 }, () => {
    const start = spent();
    run();
    return spent() - start;
  });
  return Number(times.sort((a, b) => a - b)[3]);
}

const WORDS =
  'Round-trip time through vpn-eu-1 rose from 20 ms to 180 ms at 09:12, and Mia Lang asked the carrier for a trace. ';
const comments = (count: number, length: number) =>
  Array.from({ length: count }, (_none, at) =>
    commentOf(String(at), { text: WORDS.repeat(Math.ceil(length / WORDS.length)).slice(0, length) }),
  );

describe('collecting the sources of a large issue (INJ-09)', () => {
  it('takes less than 150 ms for 500 comments with everything around them', () => {
    const reading = readingOf({
      fields: [{ id: 'summary', label: 'Summary', text: 'Round-trip time through vpn-eu-1' }],
      description: WORDS.repeat(20),
      comments: comments(500, 400),
      commentsTotal: 500,
    });
    const around = {
      similar: Array.from({ length: 30 }, (_none, at) =>
        similarOf({ key: `INC-${at}`, description: WORDS.repeat(5), lastComment: WORDS }),
      ),
      comparable: Array.from({ length: 50 }, (_none, at) => courseReadingOf({ key: `INC-${at}` })),
    };
    expect(medianOf(() => collected(reading, around, { redacts: true }))).toBeLessThan(150);
  });

  it('is bounded by the limits and not by the issue: a megabyte in 5,000 comments, and one of 20 MB', () => {
    const flood = readingOf({ comments: comments(5_000, 200), commentsTotal: 5_000 });
    const { sources, leftOut, dropped } = collected(flood);
    expect(sources).toHaveLength(120);
    expect(sources.at(-1)?.ref).toBe('4999');
    expect(leftOut).toEqual(['4880 sources over the limit']);
    expect(dropped).toHaveLength(100);
    expect(collected(flood)).toEqual(collected(flood));
    const giant = readingOf({ comments: comments(500, 40_000), commentsTotal: 500 });
    expect(collected(giant).sources.reduce((sum, { text }) => sum + text.length, 0)).toBe(40_000);
    expect(medianOf(() => collected(flood))).toBeLessThan(300);
    expect(medianOf(() => collected(giant))).toBeLessThan(600);
  });
});
