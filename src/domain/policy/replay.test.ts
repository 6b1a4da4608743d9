import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DecisionInput } from '../../contract/decision';
import { ReplaySchema } from '../../contract/policy-life';
import type { Effect } from '../../contract/rule';
import type { DataClass } from '../../contract/vocabulary';
import { inForce, inputOf } from '../testing';
import { bypass } from './check/testing';
import { compile, type CompiledPolicy } from './compile';
import { ruleOf, sampleDocument } from './policy-samples';
import { EMPTY_REPLAY, replayInto, type ReplayItem } from './replay';

type Word = 'eligible' | 'approval-bound' | 'blocked';

const EFFECTS: Readonly<Record<Word, Effect>> = {
  eligible: { type: 'allow' },
  'approval-bound': { type: 'require-approval', gate: 'use' },
  blocked: { type: 'block' },
};

/** A policy that decides each data class as it is told. */
const deciding = (words: Readonly<Partial<Record<DataClass, Word>>>, id = 'data') => {
  const rules = Object.entries(words).map(([dataClass, word], at) =>
    ruleOf({
      id: `${id}-${at + 1}`,
      category: 'data',
      when: { dataClasses: [dataClass as DataClass] },
      effect: EFFECTS[word],
    }),
  );
  const others = sampleDocument().rules.filter(({ category }) => category !== 'data');
  return compile(inForce(sampleDocument({ rules: [...others, ...rules] })));
};

const inputFor = (dataClass: DataClass, over: Partial<DecisionInput['facts']> = {}): DecisionInput =>
  inputOf({
    operation: 'gather-evidence',
    facts: { ...inputOf().facts, projectKey: 'NEW', kind: 'novelty', dataClass, ...over },
  });

const itemOf = (dataClass: DataClass, over: Partial<ReplayItem> = {}): ReplayItem => ({
  source: 'decision',
  issueKey: 'NEW-1',
  at: '2026-11-02T12:00:00.000Z',
  before: inputFor(dataClass),
  after: inputFor(dataClass),
  ...over,
});

const before = deciding({
  public: 'blocked',
  internal: 'approval-bound',
  confidential: 'eligible',
  restricted: 'blocked',
});
const after = deciding({
  public: 'eligible',
  internal: 'blocked',
  confidential: 'approval-bound',
  restricted: 'blocked',
});
const policies = { before, after };

describe('replayInto', () => {
  it('counts each source before and after', () => {
    const issue = { source: 'issue' } as const;
    const replay = replayInto(EMPTY_REPLAY, policies, [
      itemOf('public'),
      itemOf('internal'),
      itemOf('internal', issue),
      itemOf('restricted', issue),
      itemOf('confidential', issue),
    ]);
    expect(replay.decisions).toEqual({
      before: { total: 2, eligible: 0, approvalBound: 1, blocked: 1 },
      after: { total: 2, eligible: 1, approvalBound: 0, blocked: 1 },
    });
    expect(replay.issues).toEqual({
      before: { total: 3, eligible: 1, approvalBound: 1, blocked: 1 },
      after: { total: 3, eligible: 0, approvalBound: 1, blocked: 2 },
    });
    expect([replay.looser, replay.stricter]).toEqual([1, 3]);
    expect(ReplaySchema.parse(replay)).toEqual(replay);
  });

  it('tells of a flip what it was, what it is and what makes the difference', () => {
    const { flips } = replayInto(EMPTY_REPLAY, policies, [itemOf('public'), itemOf('restricted')]);
    expect(flips).toEqual([
      {
        source: 'decision',
        issueKey: 'NEW-1',
        projectKey: 'NEW',
        class: 'evidence-gathering',
        operation: 'gather-evidence',
        at: '2026-11-02T12:00:00.000Z',
        before: 'blocked',
        after: 'eligible',
        ruleIds: ['data-1'],
      },
    ]);
  });

  it.each<readonly [string, DataClass, readonly CompiledPolicy[], readonly string[]]>([
    [
      'a rule that does something else now',
      'restricted',
      [deciding({ restricted: 'blocked' }), deciding({ restricted: 'approval-bound' })],
      ['data-1'],
    ],
    [
      'a rule that went and one that came',
      'restricted',
      [deciding({ restricted: 'approval-bound' }, 'datum'), deciding({ restricted: 'blocked' })],
      ['datum-1', 'data-1'],
    ],
    [
      'the silence that ended',
      'internal',
      [deciding({}), deciding({ internal: 'eligible' })],
      ['default-data-class'],
    ],
  ])('names %s as the difference', (...[, dataClass, [was = before, is = after], ruleIds]) => {
    const { flips } = replayInto(EMPTY_REPLAY, { before: was, after: is }, [itemOf(dataClass)]);
    expect(flips.map((flip) => flip.ruleIds)).toEqual([ruleIds]);
  });

  it.each<readonly [string, Effect]>([
    ['an approval before the run', { type: 'require-approval', gate: 'run' }],
    ['an approval before use', { type: 'require-approval', gate: 'use' }],
    ['a second reviewer', { type: 'require-second-reviewer' }],
    ['a sample', { type: 'sample', percent: 100 }],
    ['a block', { type: 'block' }],
  ])('names a new rule that asks for %s, and none that only lowers or hides', (_what, effect) => {
    const { rules } = sampleDocument();
    const added = [
      ruleOf({ id: 'new-1', effect }),
      ruleOf({ id: 'new-2', effect: { type: 'redact' } }),
      ruleOf({ id: 'new-3', effect: { type: 'cap-tier', tier: 0 } }),
      ruleOf({ id: 'new-4', effect: { type: 'internal-only' } }),
      ruleOf({ id: 'new-5', effect: { type: 'allow' } }),
    ];
    const both = {
      before: compile(inForce(sampleDocument())),
      after: compile(inForce(sampleDocument({ rules: [...rules, ...added] }))),
    };
    const { flips } = replayInto(EMPTY_REPLAY, both, [itemOf('internal')]);
    expect(flips.map(({ ruleIds }) => ruleIds)).toEqual([['new-1']]);
  });

  it('names a block that a bypass lifts now', () => {
    const rules = sampleDocument().rules.map((rule) => (rule.id === 'data-1' ? { ...rule, when: {} } : rule));
    const both = {
      before: compile(inForce(sampleDocument({ rules }))),
      after: compile(inForce(sampleDocument({ rules, bypasses: [bypass] }))),
    };
    const input = { ...inputFor('restricted'), bypassIds: ['bypass-1'] };
    const { flips } = replayInto(EMPTY_REPLAY, both, [itemOf('restricted', { before: input, after: input })]);
    expect(flips).toEqual([
      expect.objectContaining({ before: 'blocked', after: 'approval-bound', ruleIds: ['data-2'] }),
    ]);
  });

  it('does not name a rule that asks for the same before and after', () => {
    const draft = { ...inputFor('internal', { kind: 'drafting' }), operation: 'draft-status-note' as const };
    const both = { before: deciding({ internal: 'eligible' }), after: deciding({ internal: 'blocked' }) };
    const { flips } = replayInto(EMPTY_REPLAY, both, [itemOf('internal', { before: draft, after: draft })]);
    expect(flips).toEqual([
      expect.objectContaining({ before: 'approval-bound', after: 'blocked', ruleIds: ['data-1'] }),
    ]);
  });

  it('lists what became looser first, by how much, and otherwise as it came', () => {
    const six: readonly (readonly [Word, Word])[] = [
      ['eligible', 'approval-bound'],
      ['approval-bound', 'blocked'],
      ['eligible', 'blocked'],
      ['approval-bound', 'eligible'],
      ['blocked', 'approval-bound'],
      ['blocked', 'eligible'],
    ];
    const all = [...six, ...six].reduce((replay, [was, is], at) => {
      const both = { before: deciding({ internal: was }), after: deciding({ internal: is }) };
      return replayInto(replay, both, [itemOf('internal', { issueKey: `NEW-${at + 1}` })]);
    }, EMPTY_REPLAY);
    expect(all.flips.map((flip) => `${flip.issueKey ?? ''} ${flip.before} ${flip.after}`)).toEqual([
      'NEW-6 blocked eligible',
      'NEW-12 blocked eligible',
      'NEW-5 blocked approval-bound',
      'NEW-11 blocked approval-bound',
      'NEW-4 approval-bound eligible',
      'NEW-10 approval-bound eligible',
      'NEW-3 eligible blocked',
      'NEW-9 eligible blocked',
      'NEW-2 approval-bound blocked',
      'NEW-8 approval-bound blocked',
      'NEW-1 eligible approval-bound',
      'NEW-7 eligible approval-bound',
    ]);
    expect([all.looser, all.stricter]).toEqual([6, 6]);
  });

  it('decides an issue by the input of each document', () => {
    const item = itemOf('internal', {
      source: 'issue',
      at: null,
      before: inputFor('confidential'),
      after: inputFor('public'),
    });
    const { flips, issues } = replayInto(EMPTY_REPLAY, { before, after: before }, [item]);
    expect(issues.before.eligible + issues.after.blocked).toBe(2);
    expect(flips).toEqual([
      expect.objectContaining({ source: 'issue', at: null, before: 'eligible', after: 'blocked' }),
    ]);
  });

  it('counts per project and class, the loosest first', () => {
    const inProject = (dataClass: DataClass, projectKey: string): ReplayItem => {
      const input = inputFor(dataClass, { projectKey });
      return itemOf(dataClass, { before: input, after: input });
    };
    const replay = replayInto(
      replayInto(EMPTY_REPLAY, policies, [inProject('internal', 'AAA'), inProject('public', 'BBB')]),
      policies,
      [
        inProject('internal', 'CCC'),
        inProject('confidential', 'CCC'),
        inProject('public', 'BBB'),
        inProject('internal', 'BBB'),
      ],
    );
    const group = { class: 'evidence-gathering' };
    expect(replay.byGroup).toEqual([
      { ...group, projectKey: 'BBB', looser: 2, stricter: 1 },
      { ...group, projectKey: 'CCC', looser: 0, stricter: 2 },
      { ...group, projectKey: 'AAA', looser: 0, stricter: 1 },
    ]);
  });

  it('keeps 300 flips and 400 groups, and counts all', () => {
    const items = Array.from({ length: 900 }, (_, at) => {
      const input = inputFor(at < 500 ? 'internal' : 'public', { projectKey: `P${at % 450}` });
      return itemOf('internal', { before: input, after: input, issueKey: `NEW-${at + 1}` });
    });
    const replay = replayInto(EMPTY_REPLAY, policies, items);
    expect(replay.flips).toHaveLength(300);
    expect(replay.flips[0]?.issueKey).toBe('NEW-501');
    expect(replay.flips.every((flip) => flip.after === 'eligible')).toBe(true);
    expect([replay.looser, replay.stricter]).toEqual([400, 500]);
    expect(replay.byGroup).toHaveLength(400);
    expect(replay.byGroup.some(({ projectKey }) => projectKey === 'P400')).toBe(false);
  });

  it('comes to the same in one go and in slices, and changes nothing that it was given', () => {
    const classes = fc.array(fc.constantFrom<DataClass>('public', 'internal', 'confidential', 'restricted'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(classes, fc.nat({ max: 40 }), (dataClasses, cut) => {
        const items = dataClasses.map((dataClass, at) => itemOf(dataClass, { issueKey: `NEW-${at + 1}` }));
        const first = replayInto(EMPTY_REPLAY, policies, items.slice(0, cut));
        const copy = structuredClone(first);
        const sliced = replayInto(first, policies, items.slice(cut));
        expect(first).toEqual(copy);
        expect(sliced).toEqual(replayInto(EMPTY_REPLAY, policies, items));
      }),
    );
    expect(EMPTY_REPLAY.decisions.before.total).toBe(0);
  });
});
