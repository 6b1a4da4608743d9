import { describe, expect, it } from '@jest/globals';
import { correction, EDITED, REJECTED } from '../../testing/quality-fixtures';
import { addReviewed, byEngine, byReason } from './group-corrections';
import { actsInWords, reasonInWords, shareOf } from './quality-words';

const REVIEWED = [{ operation: 'prepare-incident-packet', count: 4, claims: 40 }] as const;

describe('the report by reason', () => {
  it('puts together what says the same of the same part, the most frequent first', () => {
    const groups = byReason(
      [REJECTED, correction(), EDITED, correction({ issueKey: 'INC-2' })],
      [...REVIEWED],
    );
    expect(groups.map((group) => [group.first.what, group.corrections.length, shareOf(group)])).toEqual([
      ['struck', 2, '2 of 40 claims (5\u00A0%)'],
      ['rejected', 1, '1 of 4 outputs (25\u00A0%)'],
      ['edited', 1, '1 of 40 claims (2.5\u00A0%)'],
    ]);
  });

  it.each([
    ['the operation', { operation: 'gather-evidence' }],
    ['the part', { step: 'baseline' }],
    ['the part that is none', { step: null }],
    ['who', { by: 'reviewer' }],
    ['what was done', { what: 'edited' }],
    ['the reason', { reason: 'unclear' }],
    ['whether it is one claim', { claim: null }],
  ] as const)('keeps apart what differs by %s', (_, extra) => {
    expect(byReason([correction(), correction(extra)], [...REVIEWED])).toHaveLength(2);
  });

  it.each([
    ['the engine', { engine: 'composer 1.0.0' }],
    ['the text', { text: 'Another claim' }],
    ['the number', { claim: 9 }],
  ] as const)('does not keep apart what differs by %s alone', (_, extra) => {
    expect(byReason([correction(), correction(extra)], [...REVIEWED])).toHaveLength(1);
  });

  it('names no share where the whole is not known', () => {
    expect(byReason([correction()], []).map(shareOf)).toEqual(['1 claim']);
  });
});

describe('the report by engine', () => {
  it.each([
    ['engine', { engine: 'composer 1.0.0' }],
    ['model', { model: 'claude-haiku' }],
    ['prompt', { prompt: 'claims 2' }],
    ['mode', { mode: 'manual-template' }],
  ] as const)('keeps apart what another %s made', (_, extra) => {
    const groups = byEngine([correction(extra), correction(), correction({ reason: 'unclear' })]);
    expect(groups.map(({ corrections }) => corrections.length)).toEqual([2, 1]);
  });
});

describe('reviewed hand-offs of several pages', () => {
  it('are added up by operation', () => {
    const other = { operation: 'gather-evidence', count: 1, claims: 5 } as const;
    expect(addReviewed([...REVIEWED], [other, { ...REVIEWED[0], count: 1, claims: 2 }])).toEqual([
      { operation: 'prepare-incident-packet', count: 5, claims: 42 },
      other,
    ]);
  });
});

describe('words', () => {
  it('say a reason of a list as its sentence, and a rule as one', () => {
    expect(reasonInWords('not-in-source')).toBe('Its source does not say that');
    expect(reasonInWords('wrong-scope')).toBe('It does not do what was asked');
    expect(reasonInWords('grounding-quote')).toBe('rule grounding-quote');
  });

  it('name what was done, and that nothing was', () => {
    expect(actsInWords([correction(), EDITED, correction()])).toBe('2 struck, 1 put in other words');
    expect(actsInWords([])).toBe('nothing was struck, changed or refused');
  });
});
