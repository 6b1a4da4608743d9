import { describe, expect, it } from '@jest/globals';
import { policyFor } from '../../domain/policy/policy-for';
import { createBench, entriesIn, type Bench } from '../testing/bench';
import {
  ada,
  approved,
  max,
  onTrial,
  published,
  save,
  submitted,
  withReviewHours,
} from '../testing/policy-acts';
import { expectSilentRefusal } from '../testing/refusal';
import { listVersions } from './list-versions';
import { loadVersion } from './load-version';
import { publishDraft } from './publish-draft';
import { rollBack } from './roll-back';
import { startCanary } from './start-canary';
import { stopCanary } from './stop-canary';

const statesIn = async (bench: Bench): Promise<readonly (readonly [number, string])[]> =>
  (await listVersions(bench.world, await ada(bench), { cursor: null })).versions.map(({ version, state }) => [
    version,
    state,
  ]);

/** Which version decides in these projects now. */
const decidingIn = async (bench: Bench, ...projects: readonly string[]): Promise<readonly number[]> => {
  const control = await bench.world.policies.control();
  return projects.map((project) => policyFor(control, project).version);
};

describe('publishing a draft', () => {
  it('puts what somebody else approved in force, by its own author too', async () => {
    const bench = createBench();
    const before = bench.memory.policy;
    const policy = await published(bench);
    expect(policy).toMatchObject({ version: 2, publishedBy: 'admin-ada', authors: ['admin-ada'] });
    expect((await bench.world.policies.control()).policy).toEqual(policy);
    expect((await bench.world.policies.slot()).draft).toBeNull();
    expect(entriesIn(bench, 'site').at(-1)).toMatchObject({
      event: 'policy.changed',
      versions: { policy: 2 },
      details: { change: 'Another policy', from: before.digest, to: policy.digest },
    });
    const { versions } = await listVersions(bench.world, await ada(bench), { cursor: null });
    expect(versions).toMatchObject([
      { version: 2, state: 'in-force', reviewedBy: 'admin-max', change: 'Another policy' },
      { version: 1, state: 'past', reviewedBy: null },
    ]);
  });

  it.each([
    ['editing', save],
    ['submitted', submitted],
  ])('refuses a draft that is %s', async (_stage, make) => {
    const bench = createBench();
    const { draft } = await make(bench);
    const caller = await max(bench);
    const { revision } = draft;
    await expectSilentRefusal(bench, () => publishDraft(bench.world, caller, { revision }), 'not-ready');
  });

  it('looks once more for errors, and for the version in force', async () => {
    const bench = createBench();
    const { draft } = await approved(bench);
    const caller = await ada(bench);
    const { revision, document } = draft;
    const broken = { ...document, rules: [...document.rules, ...document.rules.slice(0, 1)] };
    const { draftSlot } = bench.memory;
    bench.memory.draftSlot = { ...draftSlot, draft: { ...draft, document: broken } };
    bench.world.policies.slot = async () => bench.memory.draftSlot;
    await expectSilentRefusal(bench, () => publishDraft(bench.world, caller, { revision }), 'not-ready');
    bench.memory.draftSlot = { ...draftSlot, draft: { ...draft, baseVersion: 7 } };
    await expectSilentRefusal(bench, () => publishDraft(bench.world, caller, { revision }), 'not-ready');
  });

  it('publishes once when two do it at the same moment', async () => {
    const bench = createBench();
    const { draft } = await approved(bench);
    const callers = [await ada(bench), await max(bench)];
    const outcomes = await Promise.allSettled(
      callers.map((caller) => publishDraft(bench.world, caller, { revision: draft.revision })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    });
    expect(entriesIn(bench, 'site').filter(({ event }) => event === 'policy.changed')).toHaveLength(1);
  });
});

describe('a trial', () => {
  it('decides in its projects and nowhere else, until it is stopped', async () => {
    const bench = createBench();
    const view = await onTrial(bench, ['REQ', 'INC', 'REQ']);
    expect(view.draft).toMatchObject({
      stage: 'canary',
      canary: { version: 2, projects: ['INC', 'REQ'], by: 'admin-ada' },
    });
    expect(await decidingIn(bench, 'INC', 'REQ', 'SEC')).toEqual([2, 2, 1]);
    expect(await statesIn(bench)).toEqual([
      [2, 'canary'],
      [1, 'in-force'],
    ]);
    const stopped = await stopCanary(bench.world, await max(bench), { revision: view.draft.revision });
    expect(stopped.draft).toMatchObject({ stage: 'approved', canary: null, review: { by: 'admin-max' } });
    expect(await decidingIn(bench, 'INC', 'REQ', 'SEC')).toEqual([1, 1, 1]);
    expect(entriesIn(bench, 'site').slice(-2)).toMatchObject([
      { details: { act: 'canary-started', note: 'version 2 in INC, REQ' } },
      { details: { act: 'canary-stopped', note: 'version 2 in INC, REQ' } },
    ]);
  });

  it('comes into force under its own number', async () => {
    const bench = createBench();
    const { draft } = await onTrial(bench, ['INC']);
    bench.clock.advance(60_000);
    const policy = await publishDraft(bench.world, await max(bench), { revision: draft.revision });
    expect(policy).toMatchObject({ version: 2, publishedBy: 'admin-max', publishedAt: bench.clock.now() });
    expect((await bench.world.policies.control()).trial).toBeNull();
    expect(await decidingIn(bench, 'INC', 'SEC')).toEqual([2, 2]);
  });

  it('never gives its number to another version', async () => {
    const bench = createBench();
    const first = await onTrial(bench, ['INC']);
    const stopped = await stopCanary(bench.world, await ada(bench), { revision: first.draft.revision });
    const input = { revision: stopped.draft.revision, projects: ['SEC'] };
    const second = await startCanary(bench.world, await ada(bench), input);
    expect(second.draft.canary?.version).toBe(3);
    await stopCanary(bench.world, await ada(bench), { revision: second.draft.revision });
    const { draft } = await bench.world.policies.slot();
    const revision = draft?.revision ?? 0;
    expect((await publishDraft(bench.world, await ada(bench), { revision })).version).toBe(4);
    expect(await statesIn(bench)).toEqual([
      [4, 'in-force'],
      [3, 'dropped'],
      [2, 'dropped'],
      [1, 'past'],
    ]);
  });

  it('is refused for a draft that nobody approved, and for one that is on trial', async () => {
    const bench = createBench();
    const sent = await submitted(bench);
    const caller = await ada(bench);
    const start = (revision: number) => startCanary(bench.world, caller, { revision, projects: ['INC'] });
    await expectSilentRefusal(bench, () => start(sent.draft.revision), 'not-ready');
    const { draft } = await onTrial(bench, ['INC']);
    await expectSilentRefusal(bench, () => start(draft.revision), 'not-ready');
  });

  it('cannot be stopped where there is none', async () => {
    const bench = createBench();
    const { draft } = await approved(bench);
    const caller = await ada(bench);
    const { revision } = draft;
    await expectSilentRefusal(bench, () => stopCanary(bench.world, caller, { revision }), 'not-ready');
  });
});

describe('rolling back', () => {
  const back = { baseVersion: 3, version: 2, reason: 'Too slow' };

  it('puts an earlier version in force again as a new one, in one act', async () => {
    const bench = createBench();
    await published(bench, withReviewHours(10));
    await published(bench, withReviewHours(20));
    const policy = await rollBack(bench.world, await max(bench), back);
    expect(policy).toMatchObject({
      version: 4,
      publishedBy: 'admin-max',
      authors: ['admin-max', 'admin-ada'],
      document: { limits: { reviewHours: 10 } },
    });
    expect((await bench.world.policies.control()).policy).toEqual(policy);
    expect(entriesIn(bench, 'site').at(-1)).toMatchObject({
      event: 'policy.changed',
      details: { change: 'Back to version 2: Too slow', to: policy.digest },
    });
    const shipped = { baseVersion: 4, version: 1, reason: 'As shipped' };
    expect((await rollBack(bench.world, await ada(bench), shipped)).version).toBe(5);
    const caller = await ada(bench);
    expect((await loadVersion(bench.world, caller, { version: 1 })).changes).toEqual([]);
    const { changes } = await loadVersion(bench.world, caller, { version: 3 });
    expect(changes).toMatchObject([{ place: 'limits/reviewHours', after: '20' }]);
    await expectSilentRefusal(bench, () => loadVersion(bench.world, caller, { version: 99 }), 'not-found');
  });

  it('ends a trial, and leaves the draft to be saved again', async () => {
    const bench = createBench();
    await published(bench);
    const { draft } = await onTrial(bench, ['INC'], withReviewHours(30));
    const input = { baseVersion: 2, version: 1, reason: 'As shipped' };
    await rollBack(bench.world, await max(bench), input);
    expect(await decidingIn(bench, 'INC', 'SEC')).toEqual([4, 4]);
    const { draft: left } = await bench.world.policies.slot();
    expect(left).toMatchObject({ stage: 'editing', review: null, submitted: null, canary: null });
    expect(left?.document).toEqual(draft.document);
    expect(await statesIn(bench)).toEqual([
      [4, 'in-force'],
      [3, 'dropped'],
      [2, 'past'],
      [1, 'past'],
    ]);
    const caller = await ada(bench);
    const revision = left?.revision ?? 0;
    await expectSilentRefusal(bench, () => publishDraft(bench.world, caller, { revision }), 'not-ready');
  });

  it('is a conflict on a version that is not in force any more', async () => {
    const bench = createBench();
    await published(bench);
    const caller = await max(bench);
    const stale = { ...back, baseVersion: 1 };
    await expectSilentRefusal(bench, () => rollBack(bench.world, caller, stale), 'conflict');
  });

  it.each([
    ['there is not', 9, 'not-found'],
    ['is in force', 3, 'not-ready'],
    ['never came further than its trial', 2, 'not-ready'],
  ] as const)('refuses a version that %s', async (_what, version, code) => {
    const bench = createBench();
    const { draft } = await onTrial(bench, ['INC']);
    const { draft: stopped } = await stopCanary(bench.world, await ada(bench), { revision: draft.revision });
    await publishDraft(bench.world, await ada(bench), { revision: stopped.revision });
    const caller = await max(bench);
    await expectSilentRefusal(bench, () => rollBack(bench.world, caller, { ...back, version }), code);
  });

  it('happens once when two admins do it, or one publishes, at the same moment', async () => {
    const bench = createBench();
    await published(bench);
    const { draft } = await approved(bench, withReviewHours(30));
    const input = { baseVersion: 2, version: 1, reason: 'As shipped' };
    const outcomes = await Promise.allSettled([
      rollBack(bench.world, await max(bench), input),
      rollBack(bench.world, await ada(bench), input),
      publishDraft(bench.world, await ada(bench), { revision: draft.revision }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await bench.world.policies.control()).policy.version).toBe(3);
  });
});
