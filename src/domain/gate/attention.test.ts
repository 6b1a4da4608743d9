import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { outputOf, packetOf, sourceOf } from '../testing';
import {
  attentionAt,
  isOver,
  minSecondsFor,
  nextAttention,
  wordsOf,
  type AttentionAct,
  type AttentionRecord,
} from './attention';

const AT = '2026-11-02T12:00:00.000Z';
const later = (minutes: number): string => new Date(Date.parse(AT) + minutes * 60_000).toISOString();
const record: AttentionRecord = {
  day: '2026-11-02',
  decisions: 5,
  approvalsInARow: 4,
  quickInARow: 3,
  lastAt: AT,
};
const limits = {
  minSecondsPerThousandWords: 20,
  maxQuickInARow: 3,
  maxApprovalsInARow: 4,
  maxDecisionsPerDay: 5,
};
const WIDE = { ...limits, maxQuickInARow: 500, maxApprovalsInARow: 500, maxDecisionsPerDay: 500 };

describe('attentionAt', () => {
  it('is empty for somebody who never decided', () => {
    expect(attentionAt(null, AT)).toEqual({
      day: '2026-11-02',
      decisions: 0,
      approvalsInARow: 0,
      quickInARow: 0,
      lastAt: AT,
    });
  });

  it('keeps the row until the pause is half an hour long', () => {
    expect(attentionAt(record, later(29.9))).toMatchObject({
      decisions: 5,
      approvalsInARow: 4,
      quickInARow: 3,
    });
    expect(attentionAt(record, later(30))).toMatchObject({
      decisions: 5,
      approvalsInARow: 0,
      quickInARow: 0,
    });
  });

  it('counts a new day anew, and the row goes on over midnight', () => {
    const late = { ...record, lastAt: '2026-11-02T23:50:00.000Z' };
    expect(attentionAt(late, '2026-11-03T00:10:00.000Z')).toMatchObject({
      day: '2026-11-03',
      decisions: 0,
      approvalsInARow: 4,
    });
  });

  it('is not turned back by a decision that is found late', () => {
    expect(attentionAt(record, '2026-11-01T08:00:00.000Z')).toEqual(record);
  });
});

describe('isOver', () => {
  it.each([
    ['the day', { ...WIDE, maxDecisionsPerDay: 5 }, /^5 decisions .+ 5\.$/u],
    ['approvals in a row', { ...WIDE, maxApprovalsInARow: 4 }, /^4 approvals came in a row .+ 4\.$/u],
    [
      'quick approvals in a row',
      { ...WIDE, maxQuickInARow: 3 },
      /^3 approvals in a row were faster .+ 3\.$/u,
    ],
  ])('says which limit is reached: %s', (_what, reached, sentence) => {
    expect(isOver(reached, record, AT)).toMatch(sentence);
  });

  it.each([
    [
      'one below each',
      { ...limits, maxQuickInARow: 4, maxApprovalsInARow: 5, maxDecisionsPerDay: 6 },
      record,
    ],
    ['never having decided', limits, null],
  ])('is null at %s', (_what, reached, before) => {
    expect(isOver(reached, before, AT)).toBeNull();
  });
});

describe('nextAttention', () => {
  it.each<[string, Partial<AttentionAct>, Partial<AttentionRecord>]>([
    ['a quick approval', {}, { decisions: 6, approvalsInARow: 5, quickInARow: 4 }],
    ['a slow approval', { isQuick: false }, { decisions: 6, approvalsInARow: 5, quickInARow: 0 }],
    [
      'an approval of which nobody knows how long it took',
      { isQuick: null },
      { decisions: 6, approvalsInARow: 5, quickInARow: 3 },
    ],
    ['a rejection', { verdict: 'reject' }, { decisions: 6, approvalsInARow: 0, quickInARow: 0 }],
    [
      'an escalation',
      { verdict: 'escalate', isQuick: null },
      { decisions: 6, approvalsInARow: 0, quickInARow: 0 },
    ],
    [
      'a quick approval after a pause',
      { at: later(31) },
      { decisions: 6, approvalsInARow: 1, quickInARow: 1, lastAt: later(31) },
    ],
  ])('counts %s', (_what, act, after) => {
    expect(nextAttention(record, { at: AT, verdict: 'approve', isQuick: true, ...act })).toEqual({
      ...record,
      ...after,
    });
  });

  it('begins with the first decision', () => {
    expect(nextAttention(null, { at: AT, verdict: 'approve', isQuick: true })).toEqual({
      day: '2026-11-02',
      decisions: 1,
      approvalsInARow: 1,
      quickInARow: 1,
      lastAt: AT,
    });
  });
});

describe('wordsOf', () => {
  const scope = {
    mayRead: ['one two'],
    leftOut: ['three'],
    dropped: [],
    willProduce: ['four'],
    blockedActions: ['five'],
    stopConditions: ['six'],
  };
  const packet = packetOf({
    scope,
    sources: [sourceOf({ text: ' seven\neight  nine ' }), sourceOf({ text: '' })],
  });

  it('counts scope and sources before a run', () => {
    expect(wordsOf(packet, null)).toBe(9);
  });

  it('counts scope and what stands in an output, without struck claims', () => {
    const claim = { number: 1, text: 'a b', citations: [], struck: null, struckBy: null, was: null };
    const output = outputOf({
      sections: [
        {
          step: 'diagnostics',
          title: 'Title',
          claims: [claim, { ...claim, number: 2, text: 'c d e f', struck: 'why' }],
          contradictions: [{ text: 'g h i', citations: [] }],
          gaps: [{ text: 'j k', ask: 'Ben' }],
        },
      ],
    });
    expect(wordsOf(packet, output)).toBe(6 + 1 + 2 + 3 + 2);
  });
});

describe('minSecondsFor', () => {
  it.each([
    [0, 0],
    [1, 1],
    [1_000, 20],
    [1_001, 21],
  ])('asks for %i words %i seconds', (words, seconds) => {
    expect(minSecondsFor(DEFAULT_POLICY.gates.attention, words)).toBe(seconds);
  });
});
