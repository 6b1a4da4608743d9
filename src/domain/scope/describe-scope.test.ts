import { describe, expect, it } from '@jest/globals';
import { SourceSchema } from '../../contract/output';
import { ScopeSchema } from '../../contract/scope';
import { HARD_BLOCKED_ACTIONS } from '../operations/catalogue';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { sourceOf } from '../testing';
import { describeScope } from './describe-scope';

const KINDS = SourceSchema.shape.kind.options;
const base = {
  operation: 'prepare-incident-packet',
  blockedActions: ['Change routing'],
  obligations: { tierAtMost: 0, redacts: false, isInternalOnly: false, hasSecondReviewer: false },
  leftOut: ['2 comments that AI wrote'],
  dropped: [],
  limits: { ...DEFAULT_POLICY.limits, maxClaims: 40, maxOutputCharacters: 20_000 },
} as const;

describe('describeScope', () => {
  it('says what is read, produced and blocked and when it stops', () => {
    const scope = describeScope({ ...base, sources: [sourceOf({ kind: 'field' })] });
    expect(ScopeSchema.parse(scope)).toEqual({
      mayRead: ['1 field of this issue'],
      leftOut: ['2 comments that AI wrote'],
      dropped: [],
      willProduce: [
        'Evidence pack, comparison and vendor escalation draft',
        'At most 40 claims and 20,000 characters, each claim with a quote from a source',
        'Only what a source says may be drafted; nothing is ever sent',
      ],
      blockedActions: ['Change routing', ...HARD_BLOCKED_ACTIONS],
      stopConditions: [
        'Fewer than 60 % of the claims stand on a quote',
        'The issue changes after you confirm',
        'The run takes longer than 4 minutes',
        'An admin halts AI operations',
      ],
    });
  });

  it('names one of each kind of source', () => {
    const sources = KINDS.map((kind, index) => sourceOf({ kind, number: index + 1 }));
    expect(describeScope({ ...base, sources }).mayRead).toEqual([
      '1 field of this issue',
      '1 description',
      '1 comment',
      '1 change in the history',
      '1 linked issue (key, summary, status)',
      '1 subtask (key, summary, status)',
      '1 attachment’s name, size and type',
      '1 part of the request (type, form)',
      '1 service-level goal',
      '1 earlier issue like this one, as you',
      '1 baseline of comparable issues, as you',
      '1 template of the policy',
    ]);
  });

  it('names several of each kind, and how many comments are internal', () => {
    const sources = KINDS.flatMap((kind) => [sourceOf({ kind }), sourceOf({ kind })]);
    const internal = sourceOf({ label: 'Internal comment' });
    expect(describeScope({ ...base, sources: [...sources, internal] }).mayRead).toEqual([
      '2 fields of this issue',
      '2 descriptions',
      '3 comments (1 internal)',
      '2 changes in the history',
      '2 linked issues (key, summary, status)',
      '2 subtasks (key, summary, status)',
      '2 attachments’ names, sizes and types',
      '2 parts of the request (type, form)',
      '2 service-level goals',
      '2 earlier issues like this one, as you',
      '2 baselines of comparable issues, as you',
      '2 templates of the policy',
    ]);
  });

  it('says what speaks to an AI and is kept from every engine, and does not count it as read', () => {
    const quarantine = { ruleIds: ['override'], spans: [{ start: 0, end: 6 }] };
    const one = sourceOf({ number: 2, quarantine });
    const scope = describeScope({ ...base, sources: [sourceOf(), one] });
    expect(scope.mayRead).toEqual(['1 comment']);
    expect(scope.leftOut).toEqual([
      '1 source speaks to an AI: kept from every engine, shown to reviewers',
      '2 comments that AI wrote',
    ]);
    expect(describeScope({ ...base, sources: [one, one] }).leftOut[0]).toBe(
      '2 sources speak to an AI: kept from every engine, shown to reviewers',
    );
  });

  it('lists what was dropped', () => {
    const dropped = [{ what: 'Comment', address: '/browse/INC-1', why: 'restricted' as const }];
    expect(describeScope({ ...base, sources: [], dropped }).dropped).toEqual(dropped);
  });

  it('says what a rule asks of the run', () => {
    const obligations = { ...base.obligations, redacts: true, isInternalOnly: true };
    const scope = describeScope({ ...base, obligations, sources: [] });
    expect(scope.mayRead).toEqual(['Texts without personal data: it is taken out before']);
    expect(scope.willProduce.at(-1)).toBe('An internal note, never one that customers see');
  });

  it('says of a class what it may never do', () => {
    const scope = describeScope({ ...base, operation: 'draft-update-note', sources: [] });
    expect(scope.mayRead).toEqual([]);
    expect(scope.willProduce).toContain(
      'AI may not close tickets, mark approvals complete or change service state',
    );
  });
});
