import { describe, expect, it } from '@jest/globals';
import { simulationOf } from './policy-samples';
import { SITE, siteDraft } from './samples';
import { entriesOf, type WithStores } from './stores';

const DIGEST = 'a'.repeat(64);
const conflict = { name: 'PortError', code: 'conflict' };

/** What every PolicyStore promises of simulations. */
export function describeSimulations(withStores: WithStores): void {
  describe('simulations', () => {
    it('are found by document and base version, as the last slice left them', () =>
      withStores(async ({ policies }) => {
        expect(await policies.simulation(DIGEST, 1)).toBeNull();
        await policies.saveSimulation(simulationOf(1), null);
        await policies.saveSimulation(simulationOf(2), null);
        expect(await policies.simulation(DIGEST, 1)).toEqual(simulationOf(2));
        expect(await policies.simulation(DIGEST, 2)).toBeNull();
        expect(await policies.simulation('b'.repeat(64), 1)).toBeNull();
      }));

    it('are in conflict when somebody else saved a slice, and store neither it nor its entry', () =>
      withStores(async (stores) => {
        const { policies } = stores;
        await policies.saveSimulation(simulationOf(1), null);
        await policies.saveSimulation(simulationOf(2), null);
        const late = simulationOf(2, { phase: 'done', done: 9 });
        const entry = siteDraft('policy.draft');
        await expect(policies.saveSimulation(late, entry)).rejects.toMatchObject(conflict);
        await expect(policies.saveSimulation(simulationOf(1), null)).rejects.toMatchObject(conflict);
        expect(await policies.simulation(DIGEST, 1)).toEqual(simulationOf(2));
        expect(await entriesOf(stores, SITE)).toEqual([]);
      }));

    it('end together with their entry, in one slice too', () =>
      withStores(async (stores) => {
        const { policies } = stores;
        const whole = simulationOf(1, { phase: 'done', finishedAt: '2026-11-18T10:00:01.000Z' });
        await policies.saveSimulation(whole, siteDraft('policy.draft'));
        expect(await policies.simulation(DIGEST, 1)).toEqual(whole);
        expect(await entriesOf(stores, SITE)).toMatchObject([{ event: 'policy.draft' }]);
      }));

    it('are five at most: the oldest go', () =>
      withStores(async ({ policies }) => {
        for (let base = 1; base <= 7; base += 1) {
          const startedAt = `2026-11-18T10:00:0${base}.000Z`;
          await policies.saveSimulation(simulationOf(1, { baseVersion: base, startedAt }), null);
        }
        const kept = await Promise.all(
          [1, 2, 3, 4, 5, 6, 7].map(async (base) => (await policies.simulation(DIGEST, base)) !== null),
        );
        expect(kept).toEqual([false, false, true, true, true, true, true]);
      }));
  });
}
