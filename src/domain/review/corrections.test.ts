import { describe, expect, it } from '@jest/globals';
import { CorrectionSchema } from '../../contract/quality';
import type { Claim, Output } from '../../contract/output';
import type { ReviewRecord } from '../handoff/handoff';
import { decisionOf, gateOf, handoffOf, NOON, outputOf } from '../testing';
import { correctionsOf, isReviewed } from './corrections';

const claimOf = (number: number, over: Partial<Claim> = {}): Claim => ({
  number,
  text: `claim ${number}`,
  citations: [
    { source: 1, quote: `quote ${number}` },
    { source: 2, quote: 'more' },
  ],
  struck: null,
  struckBy: null,
  was: null,
  ...over,
});
const OUTPUT: Output = {
  ...outputOf(),
  mode: 'lower-model',
  engine: { name: 'model', version: '3', tier: 1, model: 'small-1', prompt: 'set@3 abc' },
  sections: [
    {
      step: 'diagnostics',
      title: 'Evidence pack',
      claims: [claimOf(1), claimOf(2, { struck: 'No source says 5', struckBy: 'grounding-figure' })],
      contradictions: [],
      gaps: [],
    },
    { step: 'baseline', title: 'Baseline', claims: [claimOf(3), claimOf(4)], contradictions: [], gaps: [] },
  ],
};
const REVIEW: ReviewRecord = {
  verdict: 'accept',
  by: { accountId: 'agent-ben', displayName: 'Ben Fischer' },
  at: NOON,
  reason: 'none',
  note: 'secret words of a note',
  struck: [{ number: 3, reason: 'outdated' }],
  edits: [
    { number: 1, reason: 'unclear', text: 'clearer' },
    { number: 2, reason: 'wrong-facts', text: 'right' },
  ],
  audience: 'internal',
};
const reviewed = (over: Partial<ReviewRecord> = {}, gates = [gateOf('use', 'approve')]) => ({
  ...handoffOf({ gates }),
  review: { ...REVIEW, ...over },
});

describe('correctionsOf', () => {
  it('tells claim by claim what guardrails and the reviewer did, with quotes and what made it', () => {
    const all = correctionsOf(reviewed(), OUTPUT);
    for (const one of all) expect(CorrectionSchema.parse(one)).toEqual(one);
    expect(
      all.map(({ claim, by, what, reason, text, corrected }) => [claim, by, what, reason, text, corrected]),
    ).toEqual([
      [1, 'reviewer', 'edited', 'unclear', 'claim 1', 'clearer'],
      [2, 'guardrail', 'struck', 'grounding-figure', 'claim 2', null],
      [2, 'reviewer', 'edited', 'wrong-facts', 'claim 2', 'right'],
      [3, 'reviewer', 'struck', 'outdated', 'claim 3', null],
    ]);
    expect(all[3]).toMatchObject({
      step: 'baseline',
      quotes: ['quote 3', 'more'],
      issueKey: 'INC-2041',
      operation: 'gather-diagnostics',
      operationTitle: 'Gather diagnostics',
      class: 'evidence-gathering',
      engine: 'model 3',
      model: 'small-1',
      prompt: 'set@3 abc',
      mode: 'lower-model',
      at: NOON,
    });
    expect(JSON.stringify(all)).not.toContain('secret words');
  });

  it.each([
    ['reject', 'rejected'],
    ['escalate', 'escalated'],
  ] as const)('tells a review that says %s of the whole, in the words that were left', (verdict, what) => {
    const [whole, ...more] = correctionsOf(
      reviewed({ verdict, reason: 'wrong-facts', struck: [], edits: [] }),
      OUTPUT,
    ).slice(1);
    expect(more).toEqual([]);
    expect(whole).toMatchObject({
      by: 'reviewer',
      what,
      reason: 'wrong-facts',
      claim: null,
      step: null,
      text: 'claim 1\nclaim 3\nclaim 4',
      quotes: [],
    });
  });

  it('tells a refusal at the use gate, and none at the run gate, which no output had yet', () => {
    const refusing = (gate: 'run' | 'use') => {
      const record = gateOf(gate);
      const decision = decisionOf(gate, 'reject', { reason: 'missing-evidence' });
      return { ...record, seats: record.seats.map((seat) => ({ ...seat, decision })) };
    };
    const review = { struck: [], edits: [] };
    const { at } = decisionOf('use', 'reject');
    expect(correctionsOf(reviewed(review, [refusing('run')]), OUTPUT)).toHaveLength(1);
    expect(correctionsOf(reviewed(review, [refusing('use')]), OUTPUT)[1]).toMatchObject({
      by: 'approver',
      what: 'rejected',
      reason: 'missing-evidence',
      at,
    });
  });

  it('cuts the words of a whole output', () => {
    const [section] = OUTPUT.sections;
    const claims = Array.from({ length: 10 }, (_one, index) =>
      claimOf(index + 1, { text: 'x'.repeat(1_000) }),
    );
    const long: Output = { ...OUTPUT, sections: section === undefined ? [] : [{ ...section, claims }] };
    const [whole] = correctionsOf(reviewed({ verdict: 'reject', struck: [], edits: [] }), long);
    expect(whole?.text).toHaveLength(4_000);
  });

  it('knows a hand-off that nobody reviewed', () => {
    expect([isReviewed(handoffOf()), isReviewed(reviewed())]).toEqual([false, true]);
  });
});
