import type { CoverageRow } from './row';

const PUSH = 'local/forge/queue-push.test.ts';
const DELIVERY = 'local/forge/queue-delivery.test.ts';
const HOST = 'local/forge/host.test.ts';
const CRASH = 'local/forge/kvs/kvs-crash.test.ts';
const ACCOUNTS = 'local/forge/doors/accounts-door.test.ts';
const API = 'platform/forge/runtime-reference/async-events-api';
const LIMITS_PAGE = 'platform/forge/limits-async-events';

type Served = Omit<CoverageRow, 'area' | 'status' | 'note'> & { readonly note?: string };
const served = ({ note = '', ...row }: Served): CoverageRow => ({
  area: 'queue',
  status: 'supported',
  note,
  ...row,
});
const missing = (name: string, note: string, source: string): CoverageRow => ({
  area: 'queue',
  name,
  status: 'not_started',
  note,
  tests: [],
  source,
});

/** Coverage of the area `queue`: its paths, and how it behaves in words. */
export const QUEUE_ROWS: readonly CoverageRow[] = [
  served({
    name: '/webhook/queue/publish',
    note: 'A delay that is no whole number of seconds is refused: what Forge makes of it is unknown.',
    tests: [
      `${PUSH} › takes 50 events and refuses 51, by the SDK and at the door`,
      `${PUSH} › takes 200 KB and refuses one byte more`,
      `${PUSH} › takes 100 KB an event for a consumer that may run over 55 seconds`,
      `${PUSH} › takes a delay of 0 to 900 whole seconds`,
      `${CRASH} › $when the effect of a push leaves the queue of the $kind store whole`,
    ],
    source: API,
  }),
  served({
    name: '/app/report-accounts',
    note: 'privacy.reportPersonalData, at this door because the same gateway serves both. Chosen, for the guide is silent: 403 without the scope report:personal-data, 400 for other fields and for the id unknown, nothing to do for ids of nobody. Left out: Cycle-Period, the unnumbered rate, and noticing reports that come too often.',
    tests: [
      `${ACCOUNTS} › asks for nothing where no account changed, and stands in the traffic`,
      `${ACCOUNTS} › says which accounts are closed, however new the data of the app are`,
      `${ACCOUNTS} › says which accounts were updated after the data of the app were read`,
      `${ACCOUNTS} › says nothing of accounts that are inactive in Jira, of apps, or of nobody`,
      `${ACCOUNTS} › takes 90 accounts and refuses 91 and none`,
      `${ACCOUNTS} › refuses %s with 400`,
      `${ACCOUNTS} › needs the scope of the manifest, which the refusal names`,
      `${ACCOUNTS} › is a status in the words of its API`,
    ],
    source: 'platform/forge/user-privacy-guidelines',
  }),
  served({
    name: '/webhook/queue/stats',
    note: 'Cancelled events leave inProgress and count as neither success nor failed. A job is forgotten after 96 hours.',
    tests: [
      `${PUSH} › count what succeeded, is in progress and failed`,
      `${PUSH} › are kept over a restart and forgotten after 96 hours`,
      `${PUSH} › of an unknown job, or of a job of another queue, raise JobDoesNotExistError`,
    ],
    source: API,
  }),
  served({
    name: '/webhook/queue/cancel',
    tests: [
      `${PUSH} › starts nothing more, also no retry, and lets what runs end`,
      `${PUSH} › leaves other jobs alone, and an unknown job raises JobDoesNotExistError`,
    ],
    source: API,
  }),
  served({
    name: 'rate of events',
    note: 'Over any minute of the clock of the site; a push that would go over it is refused whole.',
    tests: [`${PUSH} › is 500 in a minute, and one more raises RateLimitError`],
    source: LIMITS_PAGE,
  }),
  served({
    name: 'cyclic pushes',
    note: 'Counted over the invocation that pushed first and all consumers that it led to; a product event starts anew.',
    tests: [
      `${PUSH} › counts 1,000 push requests of an invocation and of all consumers that it led to`,
      `${PUSH} › holds over many hops and over a restart between them`,
    ],
    source: LIMITS_PAGE,
  }),
  served({
    name: 'requested retry',
    tests: [
      `${DELIVERY} › comes after the time that InvocationError names, with a retry context`,
      `${DELIVERY} › takes a retryAfter %s`,
      `${DELIVERY} › $does and delivers again`,
      `${DELIVERY} › is given within 24 hours of the push only`,
    ],
    source: API,
  }),
  served({
    name: 'retry after an error',
    note: 'Starts at one second and doubles to 15 minutes; an invocation that was cut off is not in retryCount.',
    tests: [
      `${DELIVERY} › repeats an event later each time, at most 15 minutes`,
      `${DELIVERY} › is not counted as a retry of the app when the invocation was cut off`,
      `${DELIVERY} › does not repeat a schedule`,
      `${HOST} › try a failing trigger four more times and then let the event go`,
    ],
    source: API,
  }),
  served({
    name: 'concurrency of events',
    note: 'At most four deliveries run side by side, with a key or without; Forge runs as many as the invocation limits allow.',
    tests: [`${DELIVERY} › is limited by key, across queues`, `${DELIVERY} › is not limited without a key`],
    source: API,
  }),
  served({
    name: 'at least once, in no order',
    note: 'Repeats come from a kill or an ordered fault, under the same eventId.',
    tests: [
      `${HOST} › keeps an event over a stop at any moment`,
      `${DELIVERY} › deliver a duplicate under the same event id, which no job counts twice`,
      `${DELIVERY} › deliver out of order`,
    ],
    source: API,
  }),
  missing(
    'partial success of a push',
    'A push is taken or refused whole: the answer 202, which raises PartialSuccessError, never comes.',
    '@forge/events 3.0.8',
  ),
  missing(
    'longer retention of 72 hours',
    'The window is 24 hours for every cause; Forge lengthens it for trouble of its own.',
    API,
  ),
  missing(
    'POST /forge/events/v1/app-events',
    'appEvents.publish is refused: the call ends with an error that names the path.',
    '@forge/events 3.0.8',
  ),
];
