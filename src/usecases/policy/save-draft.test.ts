import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../../contract/policy';
import { digestOf } from '../../domain/canonical/canonical';
import { ONE_APPROVER } from '../../domain/policy/default-policy';
import { delegationOf } from '../../domain/policy/policy-samples';
import { PortError } from '../../ports/port-error';
import { callerOn, createBench, entriesIn, refOf, type Bench } from '../testing/bench';
import { ada, approved, max, onTrial, published, save, withReviewHours } from '../testing/policy-acts';
import { expectSilentRefusal } from '../testing/refusal';
import { discardDraft } from './discard-draft';
import { mergeDraft } from './merge-draft';
import { saveDraft } from './save-draft';

const inForce = (bench: Bench): PolicyDocument => bench.memory.policy.document;

/** What Ada's page sends, changed as the test says. */
const inputOf = (bench: Bench, over: Partial<Parameters<typeof saveDraft>[2]> = {}) => ({
  revision: 0,
  baseVersion: 1,
  document: withReviewHours(10)(inForce(bench)),
  change: 'Ten hours',
  ...over,
});

describe('saving a draft', () => {
  it('keeps it with what it changes, and puts nothing in force', async () => {
    const bench = createBench();
    const view = await saveDraft(bench.world, await ada(bench), inputOf(bench));
    expect(view.draft).toMatchObject({
      revision: 1,
      baseVersion: 1,
      stage: 'editing',
      change: 'Ten hours',
      authors: ['admin-ada'],
      digest: digestOf(view.draft.document),
    });
    expect(view.changes.map(({ place }) => place)).toEqual(['limits/reviewHours']);
    expect([view.simulation, view.problems.filter(({ level }) => level === 'error')]).toEqual([null, []]);
    expect((await bench.world.policies.control()).policy.version).toBe(1);
    expect(await bench.world.policies.slot()).toMatchObject({ draft: view.draft });
    expect(entriesIn(bench, 'site')).toMatchObject([
      {
        event: 'policy.draft',
        actor: { ref: refOf(bench, 'admin-ada'), role: 'policy-admin' },
        details: { act: 'saved', note: 'Ten hours', digest: view.draft.digest },
      },
    ]);
  });

  it('counts everybody who saved it as an author, and drops what was approved', async () => {
    const bench = createBench();
    const before = await approved(bench);
    expect(before.draft).toMatchObject({ stage: 'approved', review: { by: 'admin-max' } });
    const after = await save(bench, withReviewHours(11), max);
    expect(after.draft).toMatchObject({
      stage: 'editing',
      authors: ['admin-ada', 'admin-max'],
      submitted: null,
      review: null,
    });
  });

  it('is a conflict for the second of two pages, whose edits can be put on top', async () => {
    const bench = createBench();
    const base = inForce(bench);
    await save(bench, withReviewHours(10));
    const late = inputOf(bench, { document: { ...base, reviewBy: '2027-01-31' } });
    const second = await max(bench);
    await expectSilentRefusal(bench, () => saveDraft(bench.world, second, late), 'conflict');
    const merged = await mergeDraft(bench.world, second, { base, mine: late.document });
    expect(merged).toMatchObject({ revision: 1, baseVersion: 1, conflicts: [] });
    expect(merged.theirs.map(({ place }) => place)).toEqual(['limits/reviewHours']);
    const { revision, baseVersion, document } = merged;
    const view = await saveDraft(bench.world, second, { ...late, revision, baseVersion, document });
    expect(view.draft.document).toMatchObject({ reviewBy: '2027-01-31', limits: { reviewHours: 10 } });
  });

  it('stores one of two that are saved at the same moment', async () => {
    const bench = createBench();
    const callers = [await ada(bench), await max(bench)];
    const outcomes = await Promise.allSettled(
      callers.map((caller) => saveDraft(bench.world, caller, inputOf(bench))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    });
    expect(entriesIn(bench, 'site')).toHaveLength(1);
  });

  it('merges with the policy in force where there is no draft any more', async () => {
    const bench = createBench();
    const base = withReviewHours(10)(inForce(bench));
    const mine = { ...base, reviewBy: '2027-01-31' };
    const merged = await mergeDraft(bench.world, await ada(bench), { base, mine });
    expect(merged).toMatchObject({
      revision: 0,
      baseVersion: 1,
      conflicts: [],
      document: { reviewBy: '2027-01-31' },
    });
    expect(merged.document.limits.reviewHours).toBe(inForce(bench).limits.reviewHours);
  });

  it('passes on what storage says but a conflict', async () => {
    const bench = createBench();
    const caller = await ada(bench);
    bench.world.policies.saveSlot = async () => {
      throw new PortError('unavailable', 'Storage is away');
    };
    await expect(saveDraft(bench.world, caller, inputOf(bench))).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  it('is a conflict on a version that is not in force any more', async () => {
    const bench = createBench();
    await published(bench);
    const caller = await ada(bench);
    await expectSilentRefusal(bench, () => saveDraft(bench.world, caller, inputOf(bench)), 'conflict');
  });

  it('is refused while the draft is on trial', async () => {
    const bench = createBench();
    const { draft } = await onTrial(bench, ['INC']);
    const caller = await ada(bench);
    const input = inputOf(bench, { revision: draft.revision });
    await expectSilentRefusal(bench, () => saveDraft(bench.world, caller, input), 'not-ready');
  });

  it('takes a draft that has errors: they are shown, and stop the submission', async () => {
    const bench = createBench();
    const view = await save(bench, (document) => ({
      ...document,
      rules: [...document.rules, ...document.rules.slice(0, 1)],
    }));
    expect(view.problems.some(({ level }) => level === 'error')).toBe(true);
  });

  it('refuses a document that storage does not take, and authors beyond fifty', async () => {
    const bench = createBench();
    const caller = await ada(bench);
    const rule = inForce(bench).rules[0];
    if (rule === undefined) throw new Error('the shipped policy has no rule');
    const rules = Array.from({ length: 5_000 }, () => ({ ...rule, because: 'x'.repeat(240) }));
    const document = { ...inForce(bench), rules };
    const large = inputOf(bench, { document });
    await expectSilentRefusal(bench, () => saveDraft(bench.world, caller, large), 'too-many');
    const { draft } = await save(bench);
    const authors = Array.from({ length: 50 }, (_none, at) => `author-${at}`);
    bench.memory.draftSlot = { ...bench.memory.draftSlot, draft: { ...draft, authors } };
    const input = inputOf(bench, { revision: draft.revision });
    await expectSilentRefusal(bench, () => saveDraft(bench.world, caller, input), 'too-many');
  });
});

type Edit = (document: PolicyDocument, accountId: string) => PolicyDocument;

const NAMING: readonly (readonly [string, Edit])[] = [
  ['a reader of trails', (document, id) => ({ ...document, governance: [...document.governance, id] })],
  [
    'an approver',
    (document, accountId) => ({
      ...document,
      approvers: [
        {
          role: 'new-role',
          chain: [{ type: 'account', accountId }],
          backups: [],
          quorum: ONE_APPROVER,
        },
      ],
    }),
  ],
  [
    'a backup',
    (document, accountId) => ({
      ...document,
      approvers: [
        {
          role: 'new-role',
          chain: [],
          backups: [{ type: 'account', accountId }],
          quorum: ONE_APPROVER,
        },
      ],
    }),
  ],
  [
    'who delegates',
    (document, from) => ({ ...document, delegations: [delegationOf({ from, to: 'backup-bo' })] }),
  ],
  [
    'a delegate',
    (document, to) => ({ ...document, delegations: [delegationOf({ from: 'commander-cho', to })] }),
  ],
  [
    'an owner',
    (document, technical) => ({
      ...document,
      owners: document.owners.map((owners) => ({ ...owners, technical })),
    }),
  ],
  [
    'the backup of an owner',
    (document, backup) => ({ ...document, owners: document.owners.map((owners) => ({ ...owners, backup })) }),
  ],
  [
    'somebody with a bypass',
    (document, accountId) => ({
      ...document,
      bypasses: [
        {
          id: 'bypass-1',
          ruleIds: ['sev-1'],
          projects: ['INC'],
          operations: ['gather-diagnostics'],
          accountIds: [accountId],
          because: 'A drill',
          from: '2026-11-18T00:00:00.000Z',
          until: '2026-11-19T00:00:00.000Z',
          maxUses: 1,
        },
      ],
    }),
  ],
];

describe.each(NAMING)('naming %s', (_who, edit) => {
  it.each(['nobody-known', 'gone-gil', 'bot-automation'])('refuses %s, and writes nothing', async (id) => {
    const bench = createBench();
    const caller = await ada(bench);
    const input = inputOf(bench, { document: edit(inForce(bench), id) });
    await expectSilentRefusal(bench, () => saveDraft(bench.world, caller, input), 'invalid-input');
  });

  it('takes an active person', async () => {
    const bench = createBench();
    const view = await save(bench, (document) => edit(document, 'agent-ben'));
    expect(JSON.stringify(view.draft.document)).toContain('agent-ben');
  });

  it('does not ask again after one who was named before and has left', async () => {
    const bench = createBench();
    await save(bench, (document) => edit(document, 'agent-ben'));
    const ben = bench.jira.people.get('agent-ben');
    if (ben === undefined) throw new Error('Ben is unknown');
    bench.jira.people.set('agent-ben', { ...ben, isActive: false });
    const view = await save(bench, (document) => ({
      ...edit(document, 'agent-ben'),
      reviewBy: '2027-01-31',
    }));
    expect(view.draft.revision).toBe(2);
  });
});

describe('naming the issue of checkpoints', () => {
  const naming = (bench: Bench, checkpointIssueKey: string) => ({
    ...inForce(bench),
    audit: { ...inForce(bench).audit, checkpointIssueKey },
  });

  it('takes one that the app can see, and refuses one that it cannot', async () => {
    const bench = createBench();
    const caller = await ada(bench);
    const input = inputOf(bench, { document: naming(bench, 'NOPE-1') });
    await expectSilentRefusal(bench, () => saveDraft(bench.world, caller, input), 'invalid-input');
    const view = await save(bench, () => naming(bench, 'INC-1'));
    expect(view.draft.document.audit.checkpointIssueKey).toBe('INC-1');
  });
});

describe('discarding a draft', () => {
  it('takes it away, on record, and leaves no way to act on it', async () => {
    const bench = createBench();
    const { draft } = await save(bench);
    const caller = await max(bench);
    expect(await discardDraft(bench.world, caller, { revision: draft.revision })).toEqual({ draft: null });
    expect((await bench.world.policies.slot()).draft).toBeNull();
    expect(entriesIn(bench, 'site').at(-1)).toMatchObject({ details: { act: 'discarded' } });
    const again = await save(bench);
    expect(again.draft.revision).toBeGreaterThan(draft.revision);
    const stale = { revision: draft.revision };
    await expectSilentRefusal(bench, () => discardDraft(bench.world, caller, stale), 'conflict');
  });

  it('is refused while the draft is on trial, and where there is none', async () => {
    const bench = createBench();
    const caller = await callerOn(bench, 'admin-max');
    await expectSilentRefusal(bench, () => discardDraft(bench.world, caller, { revision: 1 }), 'conflict');
    const { draft } = await onTrial(bench, ['INC']);
    const { revision } = draft;
    await expectSilentRefusal(bench, () => discardDraft(bench.world, caller, { revision }), 'not-ready');
  });
});
