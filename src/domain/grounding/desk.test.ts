import { describe, expect, it } from '@jest/globals';
import { sourceOf } from '../testing';
import { groundSections } from './ground';
import { DESK_LIES, DESK_TRUTHS, sectionOf } from './testing';

/** The rule that strikes a claim which quotes all of a comment by Ana Silva; null where it stands. */
function ruleFor(text: string, claim: string): string | null {
  const source = sourceOf({ text, author: 'Ana Silva', at: null });
  const quote = text.replace(/[.?]$/u, '');
  const section = sectionOf([
    { number: 1, text: claim, citations: [{ source: 1, quote }], struck: null, struckBy: null, was: null },
  ]);
  const [judged] = groundSections([section], [source], ['Ana Silva', 'Ben Okoro']);
  return judged?.claims[0]?.struckBy ?? null;
}

describe('sentences of a service desk', () => {
  it.each(DESK_TRUTHS)('let stand “$claim” on “$source”', ({ source, claim }) => {
    expect(ruleFor(source, claim)).toBeNull();
  });

  it.each(DESK_LIES.filter(({ rule }) => rule !== null))(
    'strike “$claim” on “$source” ($rule)',
    ({ source, claim, rule }) => {
      expect(ruleFor(source, claim)).toBe(rule);
    },
  );

  it('are too much for the ledger in one: docs/grounding.md tells which', () => {
    const escaping = DESK_LIES.filter(({ rule }) => rule === null);
    expect(escaping.filter(({ source, claim }) => ruleFor(source, claim) !== null)).toEqual([]);
    expect([DESK_LIES.length, escaping.length, DESK_TRUTHS.length]).toEqual([83, 1, 80]);
  });
});

describe('the sentence around a quote', () => {
  const judge = (text: string, quote: string, claim: string): string | null => {
    const citation = { source: 1, quote };
    const section = sectionOf([
      { number: 1, text: claim, citations: [citation], struck: null, struckBy: null, was: null },
    ]);
    const [judged] = groundSections([section], [sourceOf({ text, author: null })]);
    return judged?.claims[0]?.struckBy ?? null;
  };

  it.each([
    [
      'opens a plan',
      'Plan: gateway restarted by noon.',
      'gateway restarted by noon',
      'The gateway was restarted by noon.',
      'grounding-action',
    ],
    [
      'opens a question',
      'Was the gateway restarted?',
      'gateway restarted',
      'The gateway was restarted.',
      'grounding-action',
    ],
    [
      'is read across odd spaces',
      'Was  the gateway\u00A0restarted?',
      'the gateway restarted',
      'The gateway was restarted.',
      'grounding-action',
    ],
    [
      'is not the one before',
      'Was it down? The gateway restarted at noon.',
      'gateway restarted at noon',
      'The gateway was restarted at noon.',
      null,
    ],
    [
      'is not the one behind',
      'The gateway was restarted. Was it down?',
      'The gateway was restarted.',
      'The gateway was restarted.',
      null,
    ],
    [
      'is not the line before',
      'Was it down?\nThe gateway was restarted',
      'gateway was restarted',
      'The gateway was restarted.',
      null,
    ],
    [
      'goes on behind a short form',
      'Will cust. restarted gateway be ok?',
      'restarted gateway',
      'The gateway was restarted.',
      'grounding-action',
    ],
    [
      'adds no deed to a quote',
      'Cho approved it and the gateway is slow.',
      'the gateway is slow',
      'Cho approved the slow gateway.',
      'grounding-decision',
    ],
    [
      'lends its nouns',
      'Error rate of the gateway rose to 14 % at 09:02.',
      'rose to 14 % at 09:02',
      'The error rate of the gateway rose to 14 %.',
      null,
    ],
    [
      'lends no figure',
      'Error rate rose to 14 % at 09:02.',
      'rose to 14 %',
      'The error rate rose at 09:02.',
      'grounding-date',
    ],
    [
      'ends far away from a quote',
      `Was ${'x '.repeat(400)}the gateway restarted`,
      'the gateway restarted',
      'The gateway was restarted.',
      null,
    ],
  ] as const)('%s', (...[, text, quote, claim, rule]) => {
    expect(judge(text, quote, claim)).toBe(rule);
  });
});
