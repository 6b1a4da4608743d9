import { describe, expect, it } from '@jest/globals';
import type { Section } from '../../contract/output';
import { outputOf } from '../testing';
import { whatIsMissing } from './what-is-missing';

const [base] = outputOf().sections;
const sectionOf = (gaps: Section['gaps'], struck: readonly boolean[] = []): Section => ({
  step: 'diagnostics',
  title: 'Evidence pack',
  contradictions: [],
  gaps,
  claims: struck.flatMap((isStruck, index) =>
    (base?.claims ?? []).map((claim) => ({ ...claim, number: index + 1, struck: isStruck ? 'No' : null })),
  ),
});
const gap = (index: number) => ({ text: `No log ${index}`, ask: 'the assignee' });

describe('whatIsMissing', () => {
  it('names each gap once and whom to ask', () => {
    expect(whatIsMissing([sectionOf([gap(1), gap(2)]), sectionOf([gap(1)])])).toBe(
      'Missing: No log 1 (ask the assignee); No log 2 (ask the assignee).',
    );
  });

  it('says how many claims could not stand, and counts gaps that it has no room for', () => {
    const gaps = Array.from({ length: 8 }, (_one, index) => gap(index));
    const words = whatIsMissing([sectionOf(gaps, [true, false, true])]);
    expect(words).toMatch(/^2 of 3 claims could not stand on their sources\. Missing: No log 0 /u);
    expect(words).toMatch(/No log 5 \(ask the assignee\)\. And 2 more\.$/u);
  });

  it('says what to do where nothing is known to be missing', () => {
    expect(whatIsMissing([sectionOf([])])).toBe(
      'No source says enough: add what is known to the issue and ask again, or go on by hand.',
    );
  });
});
