import { describe, expect, it } from '@jest/globals';
import { OutputSchema, type Claim, type Output } from '../../contract/output';
import { handoffOf, outputOf as anOutput } from '../testing';
import { asReviewed, withReview } from './comment';
import { claimOf } from './testing';

const HANDOFF = handoffOf();

const outputOf = (parts: readonly { readonly claims: readonly Claim[] }[]): Output =>
  anOutput({
    sections: parts.map(({ claims }) => ({
      step: 'diagnostics',
      title: 'Evidence pack',
      claims: [...claims],
      contradictions: [],
      gaps: [],
    })),
  });

describe('withReview', () => {
  const before = outputOf([
    {
      claims: [
        claimOf(1, 'a'),
        claimOf(2, 'b', { struck: 'No source says 5', struckBy: 'grounding-figure' }),
        claimOf(3, 'c', { was: 'first words' }),
      ],
    },
    {
      claims: [
        claimOf(4, 'd'),
        claimOf(5, 'e', { struck: 'No source says 6', struckBy: 'grounding-figure' }),
      ],
    },
  ]);
  const after = OutputSchema.parse(
    withReview(before, {
      struck: [
        { number: 1, reason: 'wrong-facts' },
        { number: 5, reason: 'other' },
      ],
      edits: [
        { number: 2, reason: 'unclear', text: 'better' },
        { number: 3, reason: 'unclear', text: 'best' },
      ],
    }),
  );
  const claim = (number: number) =>
    after.sections.flatMap(({ claims }) => claims).find((one) => one.number === number);

  it('strikes what the reviewer struck, with the reason, and keeps earlier ones', () => {
    expect(claim(1)).toMatchObject({
      text: 'a',
      struck: 'Struck by the reviewer: wrong facts',
      struckBy: 'reviewer',
    });
    expect(claim(5)).toMatchObject({ struck: 'No source says 6', struckBy: 'grounding-figure' });
    expect(claim(4)).toEqual(claimOf(4, 'd'));
  });

  it('puts claims into the reviewer’s words, keeps the engine’s, and revives what was struck', () => {
    expect(claim(2)).toMatchObject({ text: 'better', was: 'b', struck: null, struckBy: null });
    expect(claim(3)).toMatchObject({ text: 'best', was: 'first words' });
  });

  it('changes nothing without corrections', () => {
    expect(withReview(before, { struck: [], edits: [] })).toEqual(before);
  });
});

describe('asReviewed', () => {
  const output = outputOf([{ claims: [claimOf(1, 'a'), claimOf(2, 'b')] }]);
  const review = {
    verdict: 'accept',
    by: HANDOFF.owner,
    at: HANDOFF.updatedAt,
    reason: 'none',
    note: '',
    struck: [{ number: 2, reason: 'other' }],
    edits: [],
    audience: 'internal',
  } as const;

  it('is the engine’s output before a review, and that with the strikes after it', () => {
    expect(asReviewed({ review: null }, output)).toBe(output);
    expect(asReviewed({ review }, output)).toEqual(withReview(output, { struck: review.struck, edits: [] }));
    expect(asReviewed({ review: { ...review, struck: [] } }, output)).toEqual(output);
  });
});
