import { describe } from '@jest/globals';
import { crashes, sample } from './schedules';
import { testFlows } from './suite';

/** `npm run faults` plays all, at every call. */
const A_FLOW = 6;

describe('an app that is ended at any one platform call, before or after its effect', () => {
  testFlows('crash', (rehearsal) => sample(crashes(rehearsal), A_FLOW));
});
