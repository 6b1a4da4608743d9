import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../../contract/policy';
import type { DraftView } from '../../contract/policy-life';
import type { Caller } from '../world';
import { createBench, entriesIn, type Bench } from '../testing/bench';
import {
  ada,
  approved,
  max,
  mia,
  published,
  save,
  simulateAll,
  submitted,
  withReviewHours,
} from '../testing/policy-acts';
import { expectRefusal, expectSilentRefusal } from '../testing/refusal';
import { reviewDraft } from './review-draft';
import { rollBack } from './roll-back';
import { saveDraft } from './save-draft';
import { submitDraft } from './submit-draft';

const actsIn = (bench: Bench): readonly string[] =>
  entriesIn(bench, 'site').flatMap((entry) => (entry.event === 'policy.draft' ? [entry.details.act] : []));

const submit = async (bench: Bench, { draft }: DraftView, by: (bench: Bench) => Promise<Caller> = ada) =>
  submitDraft(bench.world, await by(bench), { revision: draft.revision });

/** The shipped policy with one test of its own, which asks for what the policy does not say. */
const withFailingTest = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  tests: [
    {
      name: 'nothing is ever offered',
      input: {
        operation: 'gather-diagnostics',
        facts: {
          projectKey: 'NOWHERE',
          issueType: 'Task',
          kind: null,
          severity: null,
          dataClass: null,
          impact: null,
          environment: null,
          customerFacing: null,
          ownerAccountId: null,
          requesterRoles: null,
          labels: null,
          components: null,
        },
        at: '2026-11-18T10:00:00.000Z',
        draw: null,
        stopped: [],
        bypassIds: [],
      },
      expect: { outcome: 'eligible', rules: [] },
    },
  ],
});

describe('submitting a draft', () => {
  it('hands a simulated draft to a reviewer, on record', async () => {
    const bench = createBench();
    const { draft } = await submitted(bench);
    expect(draft).toMatchObject({ stage: 'submitted', submitted: { by: 'admin-ada' }, review: null });
    expect(actsIn(bench)).toEqual(['saved', 'simulated', 'submitted']);
  });

  it.each([
    ['that was not simulated', withReviewHours(10), 'Simulate it'],
    [
      'with an error',
      (document: PolicyDocument) => ({
        ...document,
        rules: [...document.rules, ...document.rules.slice(0, 1)],
      }),
      'error',
    ],
    ['whose own test fails', withFailingTest, 'nothing is ever offered'],
    ['that changes nothing', (document: PolicyDocument) => document, 'changes nothing'],
  ])('refuses one %s, and says why', async (_what, edit, words) => {
    const bench = createBench();
    const view = await save(bench, edit);
    await expectSilentRefusal(bench, () => submit(bench, view), 'not-ready');
    await expect(submit(bench, view)).rejects.toThrow(words);
  });

  it('refuses one whose simulation stands in the middle, or was of another document', async () => {
    const bench = createBench();
    const view = await save(bench);
    await simulateAll(bench, view);
    const other = await save(bench, withReviewHours(11));
    await expectSilentRefusal(bench, () => submit(bench, other), 'not-ready');
    await simulateAll(bench, other);
    for (const [key, row] of bench.memory.simulations)
      bench.memory.simulations.set(key, { ...row, simulation: { ...row.simulation, phase: 'issues' } });
    await expectSilentRefusal(bench, () => submit(bench, other), 'not-ready');
  });

  it('refuses one that does not say what changes', async () => {
    const bench = createBench();
    const { draft } = await save(bench);
    const { revision, baseVersion, document } = draft;
    const caller = await ada(bench);
    const view = await saveDraft(bench.world, caller, { revision, baseVersion, document, change: '' });
    await simulateAll(bench, view);
    await expectSilentRefusal(bench, () => submit(bench, view), 'not-ready');
  });

  it('refuses one that was submitted, and one of another revision', async () => {
    const bench = createBench();
    const first = await save(bench);
    await simulateAll(bench, first);
    const view = await submit(bench, first);
    await expectSilentRefusal(bench, () => submit(bench, view), 'not-ready');
    await expectSilentRefusal(bench, () => submit(bench, first), 'conflict');
  });

  it('refuses one on a version that is not in force any more, until it is saved on the one that is', async () => {
    const bench = createBench();
    await published(bench, withReviewHours(20));
    const view = await save(bench, withReviewHours(30));
    await simulateAll(bench, view);
    await rollBack(bench.world, await max(bench), { baseVersion: 2, version: 1, reason: 'Too slow' });
    const { draft } = await bench.world.policies.slot();
    expect(draft).toMatchObject({ stage: 'editing', baseVersion: 2 });
    const stale = { ...view, draft: { ...view.draft, revision: draft?.revision ?? 0 } };
    await expectSilentRefusal(bench, () => submit(bench, stale), 'not-ready');
    const again = await save(bench, withReviewHours(30));
    await simulateAll(bench, again);
    expect((await submit(bench, again)).draft.baseVersion).toBe(3);
  });
});

describe('reviewing a draft', () => {
  interface Verdict {
    readonly verdict: 'approve' | 'return';
    readonly note: string;
  }
  const APPROVE: Verdict = { verdict: 'approve', note: '' };

  const review = async (
    bench: Bench,
    { draft }: DraftView,
    { by, ...verdict }: { readonly by: (bench: Bench) => Promise<Caller> } & Partial<Verdict>,
  ) => reviewDraft(bench.world, await by(bench), { revision: draft.revision, ...APPROVE, ...verdict });

  it('approves what somebody else wrote, on record', async () => {
    const bench = createBench();
    const view = await review(bench, await submitted(bench), { by: max });
    expect(view.draft).toMatchObject({ stage: 'approved', review: { by: 'admin-max', verdict: 'approve' } });
    expect(actsIn(bench).at(-1)).toBe('approved');
  });

  it('is refused to every author and to whoever submitted it', async () => {
    const bench = createBench();
    await save(bench, withReviewHours(10), max);
    const view = await save(bench, withReviewHours(11), ada);
    await simulateAll(bench, view);
    const sent = await submit(bench, view, mia);
    for (const by of [ada, max, mia])
      await expectSilentRefusal(bench, () => review(bench, sent, { by }), 'own-work');
    expect((await bench.world.policies.slot()).draft?.stage).toBe('submitted');
  });

  it('returns a draft with a note, which the chain does not keep', async () => {
    const bench = createBench();
    const sent = await submitted(bench);
    const silent = { verdict: 'return' as const, note: '' };
    await expectSilentRefusal(bench, () => review(bench, sent, { by: max, ...silent }), 'reason-required');
    const view = await review(bench, sent, { by: max, verdict: 'return', note: 'Ask Mia first' });
    expect(view.draft).toMatchObject({
      stage: 'editing',
      review: { verdict: 'return', note: 'Ask Mia first' },
    });
    expect(actsIn(bench).at(-1)).toBe('returned');
    expect(JSON.stringify(entriesIn(bench, 'site'))).not.toContain('Ask Mia first');
    expect((await submit(bench, view)).draft.review).toBeNull();
  });

  it('is refused for a draft that is not submitted, or was changed since', async () => {
    const bench = createBench();
    const editing = await save(bench);
    await expectSilentRefusal(bench, () => review(bench, editing, { by: max }), 'not-ready');
    const done = await approved(bench);
    await expectSilentRefusal(bench, () => review(bench, done, { by: mia }), 'not-ready');
    await expectSilentRefusal(bench, () => review(bench, editing, { by: max }), 'conflict');
  });

  it('counts one of two reviewers who decide at the same moment', async () => {
    const bench = createBench();
    const sent = await submitted(bench);
    const outcomes = await Promise.allSettled([
      review(bench, sent, { by: max }),
      review(bench, sent, { by: mia, verdict: 'return', note: 'No' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expectRefusal(review(bench, sent, { by: max }), 'conflict');
    expect(actsIn(bench).slice(3)).toHaveLength(1);
  });
});
