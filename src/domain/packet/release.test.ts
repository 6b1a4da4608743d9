import { describe, expect, it } from '@jest/globals';
import type { Output } from '../../contract/output';
import { ACCEPTED, handoffOf, outputOf } from '../testing';
import { releaseOf } from './release';

const handoff = handoffOf({ review: ACCEPTED });
const output = outputOf();
const [section] = output.sections;
const withText = (text: string): Output =>
  outputOf({
    sections:
      section === undefined
        ? []
        : [{ ...section, claims: section.claims.map((claim) => ({ ...claim, text })) }],
  });

describe('releaseOf', () => {
  it('is an HMAC under the salt of the canonical JSON of reviewed sections and audience', () => {
    // Made once with `openssl dgst -sha256 -mac hmac -macopt hexkey:55…` over the text.
    expect(releaseOf(handoffOf(), outputOf({ sections: [] }))).toBe(
      '993222d0b756a9968a2eef74525e117ae376297904f150870a2555a4de314fe2',
    );
  });

  it('is the same for the same content, whatever else of the record changes', () => {
    const other = { ...handoff, version: 99, updatedAt: 'later', explanation: 'else' };
    expect(releaseOf(other, { ...output, counts: { ...output.counts, claims: 9 } })).toBe(
      releaseOf(handoff, output),
    );
  });

  it.each<[string, string | null]>([
    ['one character of a claim', releaseOf(handoff, withText('Latency is 480 ms since 08:11.'))],
    ['the audience', releaseOf({ ...handoff, review: { ...ACCEPTED, audience: 'customer' } }, output)],
    [
      'what was struck',
      releaseOf({ ...handoff, review: { ...ACCEPTED, struck: [{ number: 1, reason: 'other' }] } }, output),
    ],
    ['the salt', releaseOf({ ...handoff, salt: '6'.repeat(64) }, output)],
  ])('is another one with another value of %s', (_what, other) => {
    expect(other).toMatch(/^[0-9a-f]{64}$/u);
    expect(other).not.toBe(releaseOf(handoff, output));
  });

  it('means internal readers before a review', () => {
    expect(releaseOf(handoffOf(), output)).toBe(releaseOf(handoff, output));
  });

  it('cannot be made once the salt is erased', () => {
    expect(releaseOf({ ...handoff, salt: null }, output)).toBeNull();
  });
});
