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

describe('guardrails on 240 KB', () => {
  it.each(BAITS)('%j takes under two seconds', (bait) => {
    const text = bait.repeat(Math.ceil(SIZE / bait.length)).slice(0, SIZE);
    const started = performance.now();
    guardOutput(text);
    expect(performance.now() - started).toBeLessThan(LIMIT_MS);
  });
});
