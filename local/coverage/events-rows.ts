import { DOCUMENTED_EVENTS } from '../forge/product-events';
import { EMITTED_EVENTS } from '../jira/event-of';
import type { CoverageRow } from './row';

const TRIGGERS = 'local/forge/triggers.test.ts';
const FILTERS = 'local/expressions/evaluate.test.ts';
const MANIFEST = 'local/forge/manifest.test.ts';
const JIRA_PAGE = 'platform/forge/events-reference/jira';
const FILTER_PAGE = 'platform/forge/events-reference/product_events';

const row = (more: Pick<CoverageRow, 'name' | 'tests'> & Partial<CoverageRow>): CoverageRow => ({
  area: 'events',
  status: 'supported',
  note: '',
  source: FILTER_PAGE,
  ...more,
});

const EMITTED = EMITTED_EVENTS.map((name) =>
  row({
    name,
    tests: ['local/forge/events.test.ts › reaches the trigger that names it: %s'],
    source: JIRA_PAGE,
  }),
);

const NEVER_SENT = [...DOCUMENTED_EVENTS.keys()]
  .filter((name) => !EMITTED_EVENTS.some((emitted) => emitted === name))
  .map((name) =>
    row({
      name,
      status: 'not_started',
      note: 'Never sent; a manifest with a trigger on it is refused at start, by its name.',
      tests: [],
      source: JIRA_PAGE,
    }),
  );

const BEHAVIOUR: readonly CoverageRow[] = [
  row({
    name: 'scopes of triggers',
    tests: [
      `${MANIFEST} › need the scope of their event, or all of its granular ones`,
      `${MANIFEST} › know the events and scopes that @forge/manifest knows`,
    ],
    source: '@forge/manifest 13.7.0',
  }),
  row({
    name: 'events of the app and its installation',
    status: 'not_started',
    note: 'avi:forge:installed:app and avi:forge:upgraded:app are never sent; a trigger on them is refused at start.',
    tests: [],
  }),
  row({
    name: 'filter ignoreSelf',
    tests: [`${TRIGGERS} › with the filter %j gets what the app did itself, or not`],
  }),
  row({
    name: 'filter expression',
    status: 'partial',
    note:
      'Properties, indexes, literals, lists, comparisons, && || !, brackets, length and includes; anything else is ' +
      'refused at start. ?. gives null also for a property that an object does not have, which no page states.',
    tests: [
      `${FILTERS} › %s is %s`,
      `${FILTERS} › fails for %s`,
      `${TRIGGERS} › gets only what its expression lets pass`,
      `${MANIFEST} › are refused for an expression that is not evaluated here: %s`,
    ],
  }),
  row({ name: 'filter onError', tests: [`${TRIGGERS} › whose expression fails has the event %s: %j`] }),
  row({
    name: 'filters of single events',
    status: 'not_started',
    note: 'Events given as objects, and payload.include, are refused at start.',
    tests: [],
  }),
  row({
    name: 'late, doubled, overtaken and lost deliveries',
    note: 'By faults of the door events; without one, events come at once, in order and once.',
    tests: [
      `${TRIGGERS} › may be late`,
      `${TRIGGERS} › may come twice`,
      `${TRIGGERS} › may be overtaken by a later one`,
      `${TRIGGERS} › may never come`,
    ],
  }),
];

/** Coverage of the area `events`. */
export const EVENTS_ROWS: readonly CoverageRow[] = [...EMITTED, ...NEVER_SENT, ...BEHAVIOUR];
