import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eraseTexts } from './erase-texts';
import { entriesOf, refOf, type Bench } from './testing/bench';
import { close, completed, held, verifyAll } from './testing/erasure';
import { writeCheckpoint } from './write-checkpoint';

const DAY = 24 * 3_600_000;

type Erasing = 'ana' | 'ben' | 'cho' | 'texts' | 'checkpoint';
const ERASING: Readonly<Record<Erasing, (bench: Bench) => Promise<unknown>>> = {
  ana: (bench) => close(bench, 'agent-ana'),
  ben: (bench) => close(bench, 'agent-ben'),
  cho: (bench) => close(bench, 'commander-cho'),
  texts: async ({ clock, world }) => {
    clock.advance(365 * DAY);
    await eraseTexts(world);
  },
  checkpoint: async ({ clock, world }) => {
    clock.advance(DAY);
    await writeCheckpoint(world);
  },
};

describe('erasure and the chains (LOG-06)', () => {
  it('all chains verify, nothing erased is left, nobody erased can be found, in every order', async () => {
    const names = Object.keys(ERASING) as Erasing[];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(names, { minLength: 5 }), async (order) => {
        const bench = await completed();
        const refs = ['agent-ana', 'agent-ben', 'commander-cho'].map((accountId) => refOf(bench, accountId));
        const before = entriesOf(bench);
        for (const step of order) {
          bench.clock.advance(8 * DAY);
          await ERASING[step](bench);
          verifyAll(bench);
        }
        expect(entriesOf(bench).slice(0, before.length)).toEqual(before);
        const rest = held(bench);
        for (const gone of [
          'agent-ana',
          'Ana Sousa',
          'agent-ben',
          'Ben Fischer',
          'Cho Min-ji',
          'restarted the trunk',
          'asked me',
        ])
          expect(rest).not.toContain(gone);
        expect(await bench.world.registry.accountsOf(refs)).toEqual(new Map());
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
