import { describe, expect, it } from '@jest/globals';
import { ClaimReasonSchema } from '../../contract/vocabulary';
import { outputOf, sourceOf } from '../testing';
import { byReason, whyNotCorrected } from './apply-review';
import type { OutputContext } from './check-output';

const CONTEXT: OutputContext = {
  operation: 'gather-diagnostics',
  sources: [sourceOf()],
  denylist: [],
  names: [],
};
const [section] = outputOf().sections;
const OUTPUT = outputOf({
  sections:
    section === undefined
      ? []
      : [
          {
            ...section,
            claims: [1, 2, 3].flatMap((number) => section.claims.map((claim) => ({ ...claim, number }))),
          },
        ],
});
const edit = (number: number, text: string) => ({ number, reason: 'unclear' as const, text });
const strike = (number: number) => ({ number, reason: 'outdated' as const });
const why = (struck: readonly number[], edits: readonly ReturnType<typeof edit>[]): string | null =>
  whyNotCorrected({ struck: struck.map(strike), edits }, OUTPUT, CONTEXT);

describe('whyNotCorrected', () => {
  it.each([
    ['nothing', [], []],
    ['a strike and an edit', [1], [edit(2, 'Since 08:10 latency is 480 ms.')]],
  ])('takes %s', (_what, struck, edits) => {
    expect(why(struck, edits)).toBeNull();
  });

  it.each<readonly [string, readonly number[], readonly ReturnType<typeof edit>[], string | RegExp]>([
    ['a claim that is not there', [9], [], 'There is no claim 9.'],
    ['an edit of one that is not there', [], [edit(9, 'x')], 'There is no claim 9.'],
    ['a claim struck twice', [1, 1], [], /^Claim 1 is named twice/u],
    ['a claim struck and edited', [1], [edit(1, 'x')], /^Claim 1 is named twice/u],
    [
      'an edit that changes nothing',
      [],
      [edit(1, 'Latency is 480 ms since 08:10.')],
      'Claim 1 is not changed.',
    ],
    [
      'an edit that no source says',
      [],
      [edit(2, 'Latency is 470 ms.')],
      'Claim 2 cannot stand in these words: No source says 470 ms.',
    ],
    [
      'too many words',
      [],
      [1, 2, 3].map((number) => edit(number, 'Latency '.repeat(251))),
      /room for 6000 .* have 6024\.$/u,
    ],
  ])('refuses %s', (_what, ...[struck, edits, expected]) => {
    expect(why(struck, edits)).toMatch(expected);
  });
});

describe('byReason', () => {
  it('lists numbers by reason, and stays within what an entry holds for the largest review', () => {
    expect(byReason([strike(7), { number: 2, reason: 'unclear' }, strike(3)])).toBe(
      'outdated: 7, 3; unclear: 2',
    );
    expect(byReason([])).toBe('');
    const reasons = ClaimReasonSchema.options;
    const most = Array.from({ length: 200 }, (_one, index) => ({
      number: 301 + index,
      reason: reasons[index % reasons.length] ?? ('other' as const),
    }));
    expect(byReason(most).length).toBeLessThanOrEqual(1_200);
    expect(byReason(most.slice(0, 20)).length).toBeLessThanOrEqual(400);
  });
});
