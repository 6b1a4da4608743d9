import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFaultySite } from './faulty-site';
import { FLOWS, ISSUE_KEYS, type Flow } from './flows';
import { createPlay, type Play } from './play';
import { crashes, disorders, pairs, refusals, sample, storms } from './schedules';
import { performAll, rehearse, sumOf, toLine, type Rehearsal, type Schedule, type Tally } from './stage';

const LONGEST_MS = 300_000;

/** What each flow meets here; `npm run faults` plays all there is. */
const FAMILIES: Readonly<Record<string, (rehearsal: Rehearsal) => readonly Schedule[]>> = {
  /** The app is ended at one platform call, before or after its effect. */
  crash: (rehearsal) => sample(crashes(rehearsal), 6),
  /** The platform answers one call with 429 or 503, or many in a row. */
  refusal: (rehearsal) => sample([...refusals(rehearsal, false), ...storms(rehearsal, false)], 4),
  /** Events are lost, doubled or overtaken; the app is ended twice. */
  disorder: (rehearsal) => [...sample(disorders(rehearsal), 3), ...sample(pairs(rehearsal), 1)],
};

let play: Play | null = null;
const tallies = new Map<string, Tally>();

beforeAll(async () => {
  play = await createPlay(await createFaultySite(() => import('../../src/index')), ISSUE_KEYS);
}, LONGEST_MS);
afterAll(() => {
  play?.site.host.close();
  for (const [family, tally] of tallies) process.stdout.write(`${family}: ${toLine(tally)}\n`);
});

describe('a flow keeps every invariant whatever the platform does', () => {
  it.each(FLOWS.map((flow): [string, Flow] => [flow.name, flow]))(
    '%s',
    async (_name, flow) => {
      if (play === null) throw new Error('the site is started in beforeAll');
      const rehearsal = await rehearse(play, flow);
      for (const [family, schedulesOf] of Object.entries(FAMILIES)) {
        const tally = await performAll(play, rehearsal, schedulesOf(rehearsal));
        const before = tallies.get(family);
        tallies.set(family, before === undefined ? tally : sumOf([before, tally]));
        expect(tally.violations.join('\n\n')).toBe('');
      }
    },
    LONGEST_MS,
  );
});
