import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFaultySite } from './faulty-site';
import type { Flow } from './flow';
import { FLOWS, ISSUE_KEYS } from './flows';
import { createPlay, type Play } from './play';
import { crashes, disorders, pairs, refusals, sample, storms } from './schedules';
import { performAll, rehearse, sumOf, toLine, type Rehearsal, type Schedule, type Tally } from './stage';

const LONGEST_MS = 300_000;

/** How many schedules of each family a flow meets here; `npm run faults` plays all there are. Runs with a model take longest. */
const COUNTS = { crash: 6, atModel: 0, refusal: 4, disorder: 3, pair: 1 };
const WITH_MODEL = { crash: 0, atModel: 1, refusal: 1, disorder: 1, pair: 0 };

/** Whether it strikes when a model is asked. */
const isAtModel = ({ name }: Schedule): boolean => name.includes('POST llm/');

/** What a flow meets. */
const FAMILIES: Readonly<
  Record<string, (rehearsal: Rehearsal, counts: typeof COUNTS) => readonly Schedule[]>
> = {
  /** The app is ended at one platform call, before or after its effect. */
  crash: (rehearsal, { crash, atModel }) => [
    ...sample(crashes(rehearsal), crash),
    ...sample(crashes(rehearsal).filter(isAtModel), atModel),
  ],
  /** The platform answers one call with 429 or 503, or many in a row. */
  refusal: (rehearsal, { refusal }) =>
    sample([...refusals(rehearsal, false), ...storms(rehearsal, false)], refusal),
  /** Events are lost, doubled or overtaken; the app is ended twice. */
  disorder: (rehearsal, { disorder, pair }) => [
    ...sample(disorders(rehearsal), disorder),
    ...sample(pairs(rehearsal), pair),
  ],
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
        const tally = await performAll(
          play,
          rehearsal,
          schedulesOf(rehearsal, flow.model === undefined ? COUNTS : WITH_MODEL),
        );
        const before = tallies.get(family);
        tallies.set(family, before === undefined ? tally : sumOf([before, tally]));
        expect(tally.violations.join('\n\n')).toBe('');
      }
    },
    LONGEST_MS,
  );
});
