import { describe, expect, it } from '@jest/globals';
import type { Claim } from '../../contract/output';
import { compose } from '../composer/compose';
import { OPERATIONS } from '../operations/catalogue';
import { groundSections, standsIn } from './ground';
import { LEDGER_SOURCES, sectionOf } from './testing';

const judged = (claim: Claim): Claim | undefined =>
  groundSections([sectionOf([claim])], LEDGER_SOURCES)[0]?.claims[0];

describe('mutations of what the composer says', () => {
  const sources = LEDGER_SOURCES.filter(({ quarantine }) => quarantine === null);
  const claims = OPERATIONS.flatMap(({ id }) =>
    compose(id, sources, { maxClaims: 40, maxOutputCharacters: 20_000 }).sections.flatMap(
      (one) => one.claims,
    ),
  );
  const passing = (mutate: (claim: Claim) => Claim | null): readonly string[] =>
    claims.flatMap((claim) => {
      const mutant = mutate(claim);
      return mutant !== null && judged(mutant)?.struck === null ? [mutant.text] : [];
    });
  const holds = (number: number, quote: string): boolean =>
    LEDGER_SOURCES.some((source) => source.number === number && standsIn(quote, source));

  it('are of enough claims, which stand as they are', () => {
    expect(claims.length).toBeGreaterThan(100);
    expect(claims.filter((claim) => judged(claim)?.struck !== null)).toEqual([]);
  });

  it('are struck with no source, and with one that does not say it', () => {
    expect(passing((claim) => ({ ...claim, citations: [] }))).toEqual([]);
    expect(
      passing((claim) => {
        const [first, ...rest] = claim.citations;
        const other = LEDGER_SOURCES.find(({ number }) => first !== undefined && !holds(number, first.quote));
        if (first === undefined || other === undefined) return null;
        return { ...claim, citations: [{ ...first, source: other.number }, ...rest] };
      }),
    ).toEqual([]);
  });

  it('are struck with any digit changed', () => {
    const digits = claims.flatMap((claim) =>
      [...claim.text.matchAll(/\d/gu)].map(({ index }) => ({
        ...claim,
        text: `${claim.text.slice(0, index)}${(Number(claim.text[index]) + 1) % 10}${claim.text.slice(index + 1)}`,
      })),
    );
    expect(digits.length).toBeGreaterThan(300);
    expect(digits.filter((claim) => judged(claim)?.struck === null).map(({ text }) => text)).toEqual([]);
  });

  it('are struck with a “not” put into their words, or taken out', () => {
    const IS = /\b(is|was|are|were|has)\b(?! not)/u;
    const denied = claims.filter(({ text }) => IS.test(text) || text.includes(' not '));
    expect(denied.length).toBeGreaterThan(20);
    expect(
      passing((claim) => (IS.test(claim.text) ? { ...claim, text: claim.text.replace(IS, '$1 not') } : null)),
    ).toEqual([]);
    expect(
      passing((claim) =>
        claim.text.includes(' not ') ? { ...claim, text: claim.text.replace(' not ', ' ') } : null,
      ),
    ).toEqual([]);
  });
});
