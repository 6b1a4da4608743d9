import { describe, expect, it } from '@jest/globals';
import { EMPTY_CHAIN } from '../../domain/audit/chain';
import { erasePeopleEffectOf } from '../../domain/handoff/effect';
import type { Handoff } from '../../domain/handoff/handoff';
import { DEFAULT_POLICY } from '../../domain/policy/default-policy';
import { digestOf } from '../../domain/canonical/canonical';
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

const versionOf = (version: number, publishedBy: string) => ({
  version,
  digest: digestOf(DEFAULT_POLICY),
  publishedAt: at(version),
  publishedBy,
  document: DEFAULT_POLICY,
});

function itForgetsAuthors(withStores: WithStores): void {
  it('puts a reference where an account published or switched, and changes nothing else', () =>
    withStores(async ({ policies }) => {
      for (const [version, author] of [
        [2, 'admin-ada'],
        [3, 'admin-max'],
        [4, 'admin-ada'],
      ] as const)
        await policies.publish(
          versionOf(version, author),
          `Version ${version}`,
          siteDraft('policy.changed', author),
        );
      await policies.setSwitch(
        { isHalted: true, reason: 'Drill', version: 0, changedBy: 'admin-ada', changedAt: at(9) },
        siteDraft('killswitch.changed'),
      );
      const before = { control: await policies.control(), versions: await policies.versions() };
      await policies.forgetAuthor('admin-ada', REF);
      const after = { control: await policies.control(), versions: await policies.versions() };
      expect(JSON.stringify(after)).not.toContain('admin-ada');
      expect(after.versions.map(({ publishedBy }) => publishedBy)).toEqual([
        REF,
        'admin-max',
        REF,
        'shipped',
      ]);
      expect(JSON.parse(JSON.stringify(after).replaceAll(REF, 'admin-ada'))).toEqual(before);
      await policies.forgetAuthor('nobody', REF);
      expect({ control: await policies.control(), versions: await policies.versions() }).toEqual(after);
    }));

  it('finds nobody where nothing was published yet', () =>
    withStores(async ({ policies }) => {
      const before = await policies.control();
      await policies.forgetAuthor('admin-ada', REF);
      expect(await policies.control()).toEqual(before);
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
