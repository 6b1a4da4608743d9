import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createFaultySite } from './faulty-site';
import { FLOWS, ISSUE_KEYS, type Flow } from './flows';
import { createPlay, type Play } from './play';
import { performAll, rehearse, sumOf, toLine, type Rehearsal, type Schedule, type Tally } from './stage';

const LONGEST_MS = 300_000;

/** One test a flow: it keeps every invariant under each of these schedules. Prints what was played in the end. */
export function testFlows(family: string, schedulesOf: (rehearsal: Rehearsal) => readonly Schedule[]): void {
  let play: Play | null = null;
  const tallies: Tally[] = [];
  beforeAll(async () => {
    play = await createPlay(await createFaultySite(() => import('../../src/index')), ISSUE_KEYS);
  }, LONGEST_MS);
  afterAll(() => {
    play?.site.host.close();
    process.stdout.write(`${family}: ${toLine(sumOf(tallies))}\n`);
  });
  it.each(FLOWS.map((flow): [string, Flow] => [flow.name, flow]))(
    '%s',
    async (_name, flow) => {
      if (play === null) throw new Error('the site is started in beforeAll');
      const rehearsal = await rehearse(play, flow);
      const tally = await performAll(play, rehearsal, schedulesOf(rehearsal));
      tallies.push(tally);
      expect(tally.violations.join('\n\n')).toBe('');
    },
    LONGEST_MS,
  );
}
