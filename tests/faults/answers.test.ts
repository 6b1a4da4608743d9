import { describe } from '@jest/globals';
import { refusals, sample, storms } from './schedules';
import { testFlows } from './suite';

/** `npm run faults` plays all. */
const A_FLOW = 4;

describe('a platform that answers any one call with 429 or 503, or many in a row', () => {
  testFlows('refusal', (rehearsal) =>
    sample([...refusals(rehearsal, false), ...storms(rehearsal, false)], A_FLOW),
  );
});
