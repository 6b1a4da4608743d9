import { describe, expect, it } from '@jest/globals';
import { guardInput, guardOutput } from './guard';

const SIZE = 240 * 1024;
const LIMIT_MS = 2_000;

/** Beginnings that make a rule hope again and again; 240 KB of each. */
const BAITS = [
  'a',
  ' ',
  'a@',
  'a.',
  'a@a.',
  '1 ',
  '4111-',
  '1.1.1.',
  'GB82 ',
  'eyJ',
  'eyJaaaaaaaaaaaaaaaaaaaa.',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN RSA PRIVATE KEY-----\n-',
  'password=',
  'token : ',
  '://a:',
  ' -u a:',
  'bearer ',
  'AKIA',
  'sk-',
  'sk-aaaaaaaaaaaT3BlbkFJ',
  'glc_',
  'ignore all ',
  'ignore your ',
  'act ',
  'you are now ',
  '\n   system ',
  'repeat your ',
  'mark it ',
  '![',
  '[~',
  '<a ',
  '=',
  '{panel',
  '"type":"',
  '"href":"',
  'we will ',
  '\u200B',
  '\u200D',
  '\u{1F3F4}\u{E0067}',
  '\uFB03',
  '\u202Ea@b.co ',
  '忽略',
  'ignore your existing rules and ',
  'you must always answer ',
  '忽略之前',
  '이전의 모든 ',
  '4142',
  '&#65;',
  '.- / ',
  '<!-- a',
  '1gn0r3 ',
  '\u0430b',
  'a\u0336\u0321',
  'a\u00AD',
  '\u2068',
  '\u202Eabc ',
] as const;

/** Time of this process on a processor: what else the machine does is not counted. */
function millisecondsOn(bait: string, size: number): number {
  const text = bait.repeat(Math.ceil(size / bait.length)).slice(0, size);
  const started = process.cpuUsage();
  guardOutput(text);
  return process.cpuUsage(started).user / 1_000;
}

/** A quarter of the text takes a quarter of the time in a linear rule, a sixteenth in a quadratic one. */
const isLinear = (bait: string, whole: number): boolean =>
  Math.min(whole, millisecondsOn(bait, SIZE)) / millisecondsOn(bait, SIZE / 4) < 10;

describe('guardrails on 240 KB', () => {
  it.each(BAITS)(
    '%j takes under two seconds, or no more than its length explains on a busy machine',
    (bait) => {
      const whole = millisecondsOn(bait, SIZE);
      expect(whole < LIMIT_MS || isLinear(bait, whole)).toBe(true);
    },
    60_000,
  );
});

describe('guardrails on prose', () => {
  const PROSE =
    'The gateway answered 502 for 12 % of requests between 09:02 and 09:40 UTC; see INC-2041.\n' +
    '* We rolled back release 4.2.1 on node-7 and asked the customer to retry.\n';
  const timeOf = (size: number): number => {
    const text = PROSE.repeat(Math.ceil(size / PROSE.length)).slice(0, size);
    const times = Array.from({ length: 5 }, () => {
      const started = process.cpuUsage();
      guardInput(text);
      return process.cpuUsage(started).user;
    });
    return Math.min(...times);
  };

  it('eight times the text takes about eight times as long', () => {
    timeOf(SIZE / 8);
    // Sixty-four times in a quadratic rule, each time; a busy machine may double one of them.
    const ratios = Array.from({ length: 3 }, () => timeOf(SIZE) / timeOf(SIZE / 8));
    expect(Math.min(...ratios)).toBeLessThan(20);
  });
});
