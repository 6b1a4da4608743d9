import { describe, expect, it } from '@jest/globals';
import type { Source } from '../../contract/output';
import { sourceOf } from '../testing';
import { estimateTokens, fitSources } from './budget';

const source = (number: number, over: Partial<Source>): Source => sourceOf({ number, ...over });
const numbers = (sources: readonly Source[]): readonly number[] => sources.map(({ number }) => number);

describe('estimateTokens', () => {
  it('counts a token for three bytes of UTF-8, rounded up', () => {
    expect(['', 'abc', 'abcd', 'ü', '你', '你好'].map(estimateTokens)).toEqual([0, 1, 2, 1, 1, 2]);
  });
});

describe('fitSources', () => {
  const sources = [
    source(1, { kind: 'similar-issue', text: 'a'.repeat(3_000) }),
    source(2, { kind: 'comment', at: '2026-11-01T00:00:00.000Z', text: 'b'.repeat(3_000) }),
    source(3, { kind: 'comment', at: '2026-11-02T00:00:00.000Z', text: 'c'.repeat(3_000) }),
    source(4, { kind: 'description', text: 'd'.repeat(3_000) }),
  ];

  it('keeps all of what fits, as it is, and has nothing to say then', () => {
    expect(fitSources(sources)).toEqual({ sources, notDone: [] });
    expect(fitSources(sources, 4_000)).toEqual({ sources, notDone: [] });
    expect(fitSources([])).toEqual({ sources: [], notDone: [] });
  });

  it('gives up what is needed least, the older comment before the newer, and says so', () => {
    const { sources: kept, notDone } = fitSources(sources, 2_000);
    expect(numbers(kept)).toEqual([3, 4]);
    expect(notDone).toEqual(['The model was not given source 1, 2: too much text for one question.']);
  });

  it('cuts the first that does not fit where a piece says enough, and says so', () => {
    const { sources: kept, notDone } = fitSources(sources, 2_500);
    expect(numbers(kept)).toEqual([2, 3, 4]);
    expect(kept[0]).toMatchObject({ number: 2, text: 'b'.repeat(1_500), isTruncated: true });
    expect(notDone).toEqual([
      'The model was not given source 1: too much text for one question.',
      'The model was not given source 2 beyond its beginning: too much text for one question.',
    ]);
  });

  it('keeps a small one after a large one that does not fit', () => {
    const small = source(5, { kind: 'similar-issue', at: null, text: 'small' });
    const { sources: kept } = fitSources([...sources, small], 2_100);
    expect(numbers(kept)).toEqual([3, 4, 5]);
  });

  it('never cuts a character in two', () => {
    const [cut] = fitSources([source(1, { text: '😀'.repeat(400) })], 351).sources;
    expect(cut?.text).toBe('😀'.repeat(263));
  });

  it('is the same for the same sources in any order', () => {
    const same = [
      ...sources,
      source(6, { kind: 'comment', at: '2026-11-02T00:00:00.000Z', text: 'e'.repeat(3_000) }),
    ];
    expect(fitSources([...same].reverse(), 2_500)).toEqual(fitSources(same, 2_500));
    expect(numbers(fitSources(same, 2_000).sources)).toEqual([3, 4]);
  });

  it('counts in a sentence what it cannot list (INJ-09)', () => {
    const many = Array.from({ length: 50 }, (_none, at) => source(at + 1, { text: 'x'.repeat(3_000) }));
    const [sentence] = fitSources(many, 1_000).notDone;
    expect(sentence).toMatch(/^The model was not given source 2, 3, .*, 21 and 29 more: /u);
    expect(sentence?.length).toBeLessThan(300);
  });
});
