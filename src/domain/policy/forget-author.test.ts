import { describe, expect, it } from '@jest/globals';
import type { PolicyDraft } from '../../contract/policy-life';
import { DEFAULT_POLICY } from './default-policy';
import { delegationOf } from './policy-samples';
import {
  forgetInDraft,
  forgetInSimulation,
  forgetInStops,
  forgetInSummary,
  forgetInVersion,
} from './forget-author';

const AT = '2026-11-18T10:00:00.000Z';
const DIGEST = 'a'.repeat(64);
const forgotten = {
  accountId: 'admin-ada',
  ref: 'actor-00000000-0000-4000-8000-00000000000e',
} as const;
const { ref } = forgotten;
const document = {
  ...DEFAULT_POLICY,
  governance: ['admin-ada'],
  delegations: [delegationOf({ from: 'admin-ada' })],
};

/** What is left when the reference is put back: nothing else changed. */
const restored = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(ref, 'admin-ada'));

describe('forgetting an author', () => {
  it('puts the reference in a version, and leaves its document as it is', () => {
    const version = {
      version: 2,
      digest: DIGEST,
      publishedAt: AT,
      publishedBy: 'admin-ada',
      authors: ['admin-max', 'admin-ada'],
      document,
    };
    const after = forgetInVersion(version, forgotten);
    expect(after).toEqual({ ...version, publishedBy: ref, authors: ['admin-max', ref] });
    expect(after.document).toEqual(document);
  });

  it.each([
    ['admin-ada', 'admin-max', ref, 'admin-max'],
    ['admin-max', 'admin-ada', 'admin-max', ref],
    ['admin-max', null, 'admin-max', null],
  ])('puts the reference in a line of the list: %s, reviewed by %s', (publishedBy, reviewedBy, ...after) => {
    const line = {
      version: 2,
      state: 'past' as const,
      publishedAt: AT,
      publishedBy,
      reviewedBy,
      change: 'admin-ada asked',
      digest: DIGEST,
    };
    expect(forgetInSummary(line, forgotten)).toEqual({
      ...line,
      publishedBy: after[0],
      reviewedBy: after[1],
    });
  });

  it('puts the reference wherever a draft names who did an act', () => {
    const draft: PolicyDraft = {
      revision: 3,
      baseVersion: 1,
      stage: 'canary',
      document,
      digest: DIGEST,
      change: '',
      authors: ['admin-ada', 'admin-max'],
      updatedAt: AT,
      submitted: { by: 'admin-ada', at: AT },
      review: { by: 'admin-ada', at: AT, verdict: 'approve', note: '' },
      canary: { version: 2, projects: ['INC'], by: 'admin-ada', since: AT },
    };
    const after = forgetInDraft(draft, forgotten);
    expect([after.authors, after.submitted?.by, after.review?.by, after.canary?.by]).toEqual([
      [ref, 'admin-max'],
      ref,
      ref,
      ref,
    ]);
    expect(restored(after)).toEqual(draft);
    const fresh = { ...draft, authors: ['admin-max'], submitted: null, review: null, canary: null };
    expect(forgetInDraft(fresh, forgotten)).toEqual(fresh);
  });

  it('puts the reference in a simulation and in stops', () => {
    const tally = { total: 0, eligible: 0, approvalBound: 0, blocked: 0 };
    const none = { before: tally, after: tally };
    const simulation = {
      digest: DIGEST,
      baseVersion: 1,
      startedBy: 'admin-ada',
      startedAt: AT,
      finishedAt: null,
      phase: 'issues' as const,
      done: 3,
      replay: { decisions: none, issues: none, looser: 0, stricter: 0, byGroup: [], flips: [] },
    };
    expect(forgetInSimulation(simulation, forgotten)).toEqual({ ...simulation, startedBy: ref });
    const stop = { class: 'evidence-gathering', who: 'business', role: null, since: AT } as const;
    const stops = [
      { ...stop, accountId: 'admin-ada', told: 'admin-ada' },
      { ...stop, accountId: null, told: 'admin-max' },
    ];
    expect(forgetInStops(stops, forgotten)).toEqual([
      { ...stop, accountId: ref, told: ref },
      { ...stop, accountId: null, told: 'admin-max' },
    ]);
  });
});
