import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  changeTogether,
  createCrowdedSite,
  handOffTogether,
  toCrowdLine,
  type CrowdedSite,
} from './concurrency';

const LONGEST_MS = 300_000;
/** `npm run faults` plays twenty issues, so two hundred hand-offs. */
const ISSUES = 4;

let crowded: CrowdedSite | null = null;

const started = (): CrowdedSite => {
  if (crowded === null) throw new Error('the site is started in beforeAll');
  return crowded;
};

beforeAll(async () => {
  crowded = await createCrowdedSite(() => import('../../src/index'));
}, LONGEST_MS);
afterAll(() => crowded?.site.host.close());
beforeEach(() => started().site.rewind());

describe('many people at once', () => {
  it(
    'do ten hand-offs on each of several issues, each written back once',
    async () => {
      const { site, mostInConsumers } = started();
      const crowding = await handOffTogether(site, ISSUES);
      process.stdout.write(`concurrency: ${toCrowdLine(crowding)}, ${mostInConsumers()} consumers at once\n`);
      expect(crowding.violations).toEqual([]);
      expect(crowding.handoffs).toBe(10 * ISSUES);
      expect(crowding.told.get('conflict')).toBeGreaterThan(0);
      expect(mostInConsumers()).toBeGreaterThanOrEqual(2);
    },
    LONGEST_MS,
  );

  it(
    'change policy and switch, and no entry of the site is lost',
    async () => {
      const crowding = await changeTogether(started().site);
      expect(crowding.violations).toEqual([]);
      expect(crowding.told.get('conflict')).toBeGreaterThan(0);
    },
    LONGEST_MS,
  );
});
