import { describe, expect, it } from '@jest/globals';
import { groundSections } from './ground';
import { LEDGER_SOURCES, LIES, sectionOf, TRUTHS, type Told } from './testing';

function judged({ text, citations }: Told) {
  const claim = { number: 1, text, citations, struck: null, struckBy: null, was: null };
  return groundSections([sectionOf([claim])], LEDGER_SOURCES)[0]?.claims[0];
}

describe('the claim ledger', () => {
  it.each(TRUTHS)('lets stand $desc', (truth) => {
    expect(judged(truth)).toMatchObject({ struck: null, struckBy: null });
  });

  it.each(LIES)('strikes $desc ($rule), with a sentence', (lie) => {
    expect(judged(lie)?.struckBy).toBe(lie.rule);
    expect(judged(lie)?.struck).toMatch(/^[A-Z].{10,}[^.]$/u);
  });

  it('shows every rule', () => {
    const rules =
      'citation source quarantine quote figure date name identifier negation support action decision';
    expect(new Set(LIES.map(({ rule }) => rule))).toEqual(
      new Set(rules.split(' ').map((rule) => `grounding-${rule}`)),
    );
  });
});
