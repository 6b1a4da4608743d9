import type { FAULT_MODES } from '../forge/faults';
import type { CoverageRow } from './row';

const TESTS = 'local/forge/faults.test.ts';
const TRIGGERS = 'local/forge/triggers.test.ts';
const QUEUE = 'local/forge/queue-delivery.test.ts';

interface Proof {
  readonly note: string;
  readonly tests: readonly string[];
}

const ALL_DOORS = 'Doors jira, kvs, queue and llm; before the effect or after it.';

const MODES: Readonly<Record<(typeof FAULT_MODES)[number], Proof>> = {
  status: { note: ALL_DOORS, tests: [`${TESTS} › a status is answered, %s the effect`] },
  crash: {
    note: ALL_DOORS,
    tests: [`${TESTS} › a crash %s the effect ends the invocation, and the site goes on`],
  },
  delay: {
    note: 'All doors. In real time, so that the time limits bite.',
    tests: [`${TESTS} › a delay comes before the effect`, `${TRIGGERS} › may be late`],
  },
  duplicate: {
    note: 'All doors: of a call its effect, at queue and events the delivery.',
    tests: [
      `${TESTS} › a doubled call is answered once`,
      `${TESTS} › %s changes what is delivered and not the answer`,
      `${TRIGGERS} › may come twice`,
    ],
  },
  drop: {
    note: 'All doors: a call fails as without a network, a delivery never comes.',
    tests: [`${TESTS} › a dropped call has no effect and no answer`, `${TRIGGERS} › may never come`],
  },
  reorder: {
    note: 'Doors queue and events; refused for the others.',
    tests: [`${TRIGGERS} › may be overtaken by a later one`, `${QUEUE} › deliver out of order`],
  },
};

/** Coverage of the area `faults`. */
export const FAULTS_ROWS: readonly CoverageRow[] = [
  ...Object.entries(MODES).map(([name, proof]): CoverageRow => ({
    area: 'faults',
    name,
    status: 'supported',
    source: 'interfaces.md',
    ...proof,
  })),
  {
    area: 'faults',
    name: 'orders that are no faults',
    status: 'supported',
    note: 'Answered with 400 and what is accepted.',
    tests: [
      `${TESTS} › is refused for %s, saying what is accepted`,
      'local/site/site.test.ts › orders and clears faults, and refuses those that it does not know',
    ],
    source: 'interfaces.md',
  },
];
