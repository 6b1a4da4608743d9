import { describe, expect, it } from '@jest/globals';
import { guardOutput } from './guard';

const SIZE = 240 * 1024;
const LIMIT_MS = 2_000;

/** Beginnings that make a pattern hope again and again; 240 KB of each. */
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
] as const;

/** Time of this process on a processor: what else the machine does is not counted. */
function millisecondsOn(bait: string, size: number): number {
  const text = bait.repeat(Math.ceil(size / bait.length)).slice(0, size);
  const started = process.cpuUsage();
  guardOutput(text);
  return process.cpuUsage(started).user / 1_000;
}

/** A quarter of the text takes a quarter of the time in a linear pattern, a sixteenth in a quadratic one. */
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
