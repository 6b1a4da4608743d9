import { describe } from '@jest/globals';
import { disorders, pairs, sample } from './schedules';
import { testFlows } from './suite';

/** `npm run faults` plays all. */
const DISORDERS_A_FLOW = 3;
const PAIRS_A_FLOW = 1;

describe('events that are lost, doubled or overtaken, and pairs of ends', () => {
  testFlows('disorder', (rehearsal) => [
    ...sample(disorders(rehearsal), DISORDERS_A_FLOW),
    ...sample(pairs(rehearsal), PAIRS_A_FLOW),
  ]);
});
