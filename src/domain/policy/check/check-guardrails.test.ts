import { describe, expect, it } from '@jest/globals';
import { checkPolicy } from '../check-policy';
import { sampleDocument } from '../policy-samples';
import { found } from './testing';

const withPatterns = (...patterns: readonly string[]) => ({
  guardrails: {
    onInjection: 'block' as const,
    denylist: patterns.map((pattern, at) => ({ id: `word-${at}`, pattern, why: 'It stays inside' })),
  },
});

describe('checkPolicy on the denylist', () => {
  it.each(['bluebird', 'blue\\s?bird|red bird', '\\bproject [a-z]{3,12}\\b', 'Größe', '^top secret'])(
    'accepts %j',
    (pattern) => {
      expect(found(withPatterns(pattern))).toEqual([]);
    },
  );

  it.each([
    ['is no pattern', '(open'],
    ['looks ahead, which takes more than linear time', 'a(?=b)'],
    ['refers back, which takes more than linear time', '(a)\\1'],
    ['matches the empty text', 'x*'],
    ['is only spaces', '   '],
  ])('refuses one that %s', (_what, pattern) => {
    expect(found(withPatterns('bluebird', pattern))).toEqual(['error guardrails.denylist.1.pattern']);
  });

  it('names the entry, what is wrong and what to do', () => {
    const [problem] = checkPolicy(sampleDocument(withPatterns('(open')));
    expect(problem?.message).toMatch(/^word-0: .{10,}\. Write another pattern or remove it\.$/u);
  });

  it('names an entry that is there twice', () => {
    const { guardrails } = withPatterns('bluebird');
    const denylist = [...guardrails.denylist, ...guardrails.denylist];
    expect(found({ guardrails: { ...guardrails, denylist } })).toEqual(['error guardrails.denylist.1.id']);
  });
});
