import { describe, expect, it } from '@jest/globals';
import { EMPTY_CHAIN } from '../../domain/audit/chain';
import { erasePeopleEffectOf } from '../../domain/handoff/effect';
import type { Handoff } from '../../domain/handoff/handoff';
import { newVersionOf, policyDraftOf, simulationOf, stepOn } from './policy-samples';
import { changeOf, draftOf, handoffOf, packetOf, siteDraft } from './samples';
import type { Stores, WithStores } from './stores';

const REF = 'actor-00000000-0000-4000-8000-00000000000e';

/** Stores a hand-off that ended at this time and has its texts. */
async function end(
  { handoffs }: Stores,
  number: number,
  over: Partial<Handoff> & { readonly eraseFrom: string | null },
) {
  const after = handoffOf(number, { state: 'withdrawn', dueAt: null, ...over });
  await handoffs.commit({
    before: null,
    after,
    chain: changeOf(after.id, EMPTY_CHAIN, [draftOf('handoff.requested')]),
    marks: [],
    effects: [],
    packet: packetOf(after),
  });
}

const at = (second: number): string =>
  new Date(Date.parse('2026-03-01T00:00:00.400Z') + second * 1_000).toISOString();

function itListsErasable(withStores: WithStores): void {
  it('lists ended hand-offs with texts oldest first, both ends included, in whole seconds', () =>
    withStores(async (stores) => {
      for (const second of [4, 1, 3, 2]) await end(stores, second, { eraseFrom: at(second) });
      await end(stores, 5, { eraseFrom: null });
      await end(stores, 6, { eraseFrom: at(2), state: 'rejected' });
      const list = async (before: number, from?: number) =>
        (
          await stores.handoffs.listErasable('withdrawn', at(before), from === undefined ? from : at(from))
        ).map(({ eraseFrom }) => eraseFrom);
      expect(await list(3)).toEqual([at(1), at(2), at(3)]);
      expect(await list(3, 2)).toEqual([at(2), at(3)]);
      expect(await list(2, 3)).toEqual([]);
      expect(await stores.handoffs.listErasable('withdrawn', '2026-03-01T00:00:02.000Z', at(2))).toHaveLength(
        1,
      );
    }));

  it('gives at most 100, and the others from where it ended', () =>
    withStores(async (stores) => {
      for (let second = 1; second <= 103; second += 1) await end(stores, second, { eraseFrom: at(second) });
      const first = await stores.handoffs.listErasable('withdrawn', at(200));
      expect(first.map(({ eraseFrom }) => eraseFrom).slice(-1)).toEqual([at(100)]);
      expect(await stores.handoffs.listErasable('withdrawn', at(200), at(100))).toHaveLength(4);
    }));
}

function itAsksEffects(withStores: WithStores): void {
  it('stores an effect that no commit asks for, once', () =>
    withStores(async ({ handoffs }) => {
      const effect = erasePeopleEffectOf([REF], at(0));
      await handoffs.askEffect(effect);
      await handoffs.saveEffect({ ...effect, attempts: 2 });
      await handoffs.askEffect(effect);
      expect(await handoffs.loadEffect(effect.id)).toEqual({ ...effect, attempts: 2 });
      expect(await handoffs.listPendingEffects(at(1))).toHaveLength(1);
    }));
}

/** All that the policy's store shows of people. */
const shown = async ({ policies }: Stores) => ({
  control: await policies.control(),
  slot: await policies.slot(),
  versions: await policies.versions(null),
  whole: await Promise.all([2, 3, 4, 5].map((version) => policies.version(version))),
  simulation: await policies.simulation('a'.repeat(64), 1),
});

/** Ada published two of three versions, put another on trial, drafted, simulated, halted the site and misses a class. */
async function live({ policies }: Stores): Promise<void> {
  for (const [version, author] of [
    [2, 'admin-ada'],
    [3, 'admin-max'],
    [4, 'admin-ada'],
  ] as const) {
    const { policy, ...rest } = newVersionOf(version, version);
    const entry = siteDraft('policy.changed', author);
    const next = { ...rest, policy: { ...policy, publishedBy: author, authors: [author] } };
    await policies.publish(next, await stepOn(policies, null, { entry, lastVersion: version }));
  }
  const act = { by: 'admin-ada', at: at(1) };
  const draft = policyDraftOf(9, {
    stage: 'canary',
    submitted: act,
    review: { ...act, verdict: 'approve', note: '' },
    canary: { version: 5, projects: ['INC'], by: 'admin-ada', since: at(1) },
  });
  const trial = { ...newVersionOf(5, 9), reviewedBy: 'admin-ada', projects: ['INC'] };
  await policies.startTrial(trial, await stepOn(policies, draft, { lastVersion: 5 }));
  await policies.saveSimulation(simulationOf(1), null);
  const stop = { class: 'evidence-gathering', who: 'business', role: null, since: at(1) } as const;
  await policies.setStops(
    [],
    [{ ...stop, accountId: 'admin-ada', told: 'admin-ada' }],
    siteDraft('class.changed', null),
  );
  await policies.setSwitch(
    { isHalted: true, reason: 'Drill', version: 0, changedBy: 'admin-ada', changedAt: at(9) },
    siteDraft('killswitch.changed'),
  );
}

function itForgetsAuthors(withStores: WithStores): void {
  it('puts a reference wherever an account took part in the policy’s life, and changes nothing else', () =>
    withStores(async (stores) => {
      const { policies } = stores;
      await live(stores);
      const before = await shown(stores);
      await policies.forgetAuthor('admin-ada', REF);
      const after = await shown(stores);
      expect(JSON.stringify(after)).not.toContain('admin-ada');
      expect(after.versions.items.map(({ publishedBy }) => publishedBy)).toEqual([
        REF,
        REF,
        'admin-max',
        REF,
        'shipped',
      ]);
      // The draft was changed, so whoever read it before is in conflict.
      expect(after.slot.revision).toBe(before.slot.revision + 1);
      const { revision } = before.slot;
      const slot = {
        ...after.slot,
        revision,
        draft: after.slot.draft === null ? null : { ...after.slot.draft, revision },
      };
      const restored: unknown = JSON.parse(JSON.stringify({ ...after, slot }).replaceAll(REF, 'admin-ada'));
      expect(restored).toEqual(before);
      await policies.forgetAuthor('nobody', REF);
      expect(await shown(stores)).toEqual(after);
    }));

  it('finds nobody where nothing was published yet', () =>
    withStores(async (stores) => {
      const before = await shown(stores);
      await stores.policies.forgetAuthor('admin-ada', REF);
      expect(await shown(stores)).toEqual(before);
    }));
}

/** What the stores promise to retention and to the erasure of people. */
export function describeErasure(name: string, withStores: WithStores): void {
  describe(`erasure ${name}`, () => {
    itListsErasable(withStores);
    itAsksEffects(withStores);
    itForgetsAuthors(withStores);
  });
}
