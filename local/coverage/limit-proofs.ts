/** What shows a limit biting; without tests, the note says what happens instead. */
export interface LimitProof {
  readonly tests?: readonly string[];
  readonly note?: string;
}

const FORGE = 'local/forge';
const KVS = `${FORGE}/kvs`;
const RUNTIME = `${FORGE}/runtime.test.ts`;
const JQL_FUNCTION = 'local/jira/jql/app-function.test.ts';
const MANIFEST = `${FORGE}/manifest.test.ts`;
const APP_ROUTES = 'local/site/app-routes.test.ts';
const PUSH = `${FORGE}/queue-push.test.ts`;
const DELIVERY = `${FORGE}/queue-delivery.test.ts`;
const RATES = `${FORGE}/doors/jira-rates.test.ts`;

const by = (file: string, ...titles: readonly string[]): LimitProof => ({
  tests: titles.map((title) => `${file} › ${title}`),
});
const noted = (note: string, proof: LimitProof = {}): LimitProof => ({ ...proof, note });

const TIMES =
  'are 25 s for what people and events start, and 55 s or the manifest’s for consumers and schedules';
const SHORT =
  'The tests show shorter limits biting, set past the manifest. Code that never awaits is not interrupted, and ends when it lets go.';
const IN_FRAME = noted(
  'Counted by @forge/bridge itself, inside the frame; the site adds nothing.',
  by(
    `${FORGE}/bridge-limit.test.ts`,
    'lets a frame invoke 500 times in 25 s, then throws before it asks the page',
  ),
);

/** Limits of invocations, the queue, events, schedules and the bridge. */
export const PLATFORM_LIMITS = {
  resolverTimeout: noted(
    SHORT,
    by(RUNTIME, TIMES, 'end a resolver, and nothing of it has an effect any more', 'end a trigger'),
  ),
  backgroundTimeout: noted(
    SHORT,
    by(
      RUNTIME,
      TIMES,
      'end a consumer, whose event comes again with the reason',
      'end a schedule, which is not tried again',
    ),
  ),
  longestTimeout: by(
    MANIFEST,
    'is taken from 1 to 900 on a function of the background: %s',
    'is refused on a function that a screen or a trigger uses: %s',
  ),
  memory: noted('Not enforced: the app shares the memory of the site. memoryMB above 1,024 is refused.'),
  invokeRequest: by(APP_ROUTES, 'has at most 500 KB'),
  invocationPayload: by(RUNTIME, 'of a payload end at 5 MB, counted in bytes'),
  invocationResponse: by(RUNTIME, 'of a response end at 5 MB'),
  invokesPerUserMinute: by(
    APP_ROUTES,
    'is answered with 429 over 1,200 a minute of one person, and then again',
  ),
  invokesPerInstallationMinute: by(APP_ROUTES, 'of everybody are at most 7,000 a minute'),
  invokesPerInstallationSecond: by(APP_ROUTES, 'of everybody are at most 300 a second'),
  logLinesPerMinute: by(
    RUNTIME,
    'keeps 100 lines a minute of the time limit and drops the rest with one note',
    'counts the lines inside a text',
  ),
  logBytesPerInvocation: by(RUNTIME, 'keeps 200 KB of an invocation'),
  outboundRequest: noted(
    'Not enforced on its own: the time limit of the function ends every call before it.',
  ),
  bridgeInvokes: IN_FRAME,
  bridgeInvokesWindow: IN_FRAME,

  reportAccounts: by('local/forge/doors/accounts-door.test.ts', 'takes 90 accounts and refuses 91 and none'),
  pushEvents: by(PUSH, 'takes 50 events and refuses 51, by the SDK and at the door'),
  pushBytes: by(PUSH, 'takes 200 KB and refuses one byte more'),
  longConsumerEventBytes: by(PUSH, 'takes 100 KB an event for a consumer that may run over 55 seconds'),
  queueEventsPerMinute: by(PUSH, 'is 500 in a minute, and one more raises RateLimitError'),
  queueDelay: by(PUSH, 'takes a delay of 0 to 900 whole seconds'),
  retryAfter: by(DELIVERY, 'takes a retryAfter %s'),
  retryDataBytes: by(DELIVERY, '$does and delivers again'),
  retryWindow: by(DELIVERY, 'is given within 24 hours of the push only'),
  cyclicPushes: by(PUSH, 'counts 1,000 push requests of an invocation and of all consumers that it led to'),

  productEventBytes: by(`${FORGE}/triggers.test.ts`, 'gets no event of more than 200 KB'),
  productEventRetries: by(
    `${FORGE}/host.test.ts`,
    'try a failing trigger four more times and then let the event go',
  ),
  jiraExpression: by('local/expressions/evaluate.test.ts', 'refuses by name %s'),
  jqlPrecomputation: by(JQL_FUNCTION, 'is asked again a week after its last use'),
  jqlFailure: by(JQL_FUNCTION, 'shows %s, and asks again after a minute'),
  filterExpression: by(MANIFEST, 'are refused for an expression that is not evaluated here: %s'),
  scheduledTriggers: by(MANIFEST, 'are at most five'),
  fiveMinuteTriggers: by(MANIFEST, 'have at most one every five minutes'),
} as const satisfies Record<string, LimitProof>;

const VALUES = `${KVS}/kvs-values.test.ts`;
const GROUPS = `${KVS}/kvs-groups.test.ts`;
const QUERY = `${KVS}/kvs-query.test.ts`;
const KVS_RATES = `${KVS}/kvs-rates.test.ts`;
const DECLARED = by(`${KVS}/entity-rules.test.ts`, 'takes %s', 'refuses %s');
const KEYS = by(VALUES, 'refuses %s', 'takes the documented extremes');
const ENTITY_VALUES = by(VALUES, 'refuse %s', 'take %s');

/** Limits of the storage. */
export const STORAGE_LIMITS = {
  kvsKey: KEYS,
  kvsValue: KEYS,
  kvsSecretValue: by(VALUES, 'have at most 128 KiB'),
  kvsDepth: KEYS,
  kvsRequestsPerSecond: by(KVS_RATES, 'take 1,000 requests in a second and refuse one more with 429'),
  kvsReadUnitsPerMinute: by(KVS_RATES, 'take 4,000 read units in a minute and refuse one more'),
  kvsWriteUnitsPerMinute: by(
    KVS_RATES,
    'take 4,000 write units in a minute and refuse one more, leaving the value as it was',
  ),
  kvsUnit: by(KVS_RATES, 'count in units of 10 KB, rounded up'),
  kvsTransactionOperations: by(GROUPS, 'takes 25 operations and refuses 26 and none'),
  kvsTransactionBytes: by(GROUPS, 'takes 4 MB and refuses more'),
  kvsBatchItems: by(GROUPS, 'of %s takes 25 items and fails whole with 26, none, or one twice'),
  kvsBatchBytes: by(GROUPS, 'of set takes 4 MB and refuses more'),
  kvsQueryDefault: by(QUERY, 'gives 10 rows when no limit is given and at most 100'),
  kvsQueryPage: by(QUERY, 'gives 10 rows when no limit is given and at most 100'),
  kvsQueryConditions: by(QUERY, 'takes 100 conditions together and refuses 101'),
  kvsTtl: by(VALUES, 'is at most a year'),
  kvsTtlDelay: by(VALUES, 'still reads an expired value for 48 hours, and not after'),
  kvsIndexRange: ENTITY_VALUES,
  kvsIndexPartition: ENTITY_VALUES,
  kvsInteger: ENTITY_VALUES,
  kvsEntities: DECLARED,
  kvsIndexes: DECLARED,
  kvsAttributes: DECLARED,
} as const satisfies Record<string, LimitProof>;

const BURSTS = noted(
  'Sliding second an endpoint of the tenant, for every caller; the capacity of Jira’s buckets is not published.',
  {
    tests: [
      `${RATES} › of %s end at so many a second on one endpoint`,
      `${RATES} › reach the app as 429 with the reason`,
      'local/site/rest-routes.test.ts › is answered with 429 and the headers of Jira over the burst of an endpoint',
    ],
  },
);
const BY_NAME =
  'For every caller. By the id or key in the path, which are counted apart; links and bulk calls are not counted.';
const SHORT_WRITES = noted(BY_NAME, {
  tests: [
    `${RATES} › end at 20 within 2 s, whatever the operation`,
    'local/site/rest-routes.test.ts › is answered with 429 over 20 writes to one issue within 2 s',
  ],
});
const LONG_WRITES = noted(BY_NAME, by(RATES, 'end at 100 within 30 s'));
const FIELDS = by('local/jira/screens.test.ts', 'hold %s to its limit');
const SEARCH = 'local/jira/search.test.ts';
const PAGING = 'local/jira/search-paging.test.ts';
const AT_ONCE = 'local/jira/limits.test.ts';
const BULK = by(SEARCH, 'takes 100 issues and not 101, and 1,000 where light fields are named');

/** Limits of Jira: rates first, then sizes. */
export const JIRA_LIMITS = {
  jiraPointsPerHour: noted(
    'Of the app’s own calls, one pool for all tenants; calls of a frame cost none. Good answers carry no RateLimit headers.',
    by(
      RATES,
      'end at 65,000 an hour and come back with the next hour of UTC',
      'are not used up by one point less',
      'cost 1 and 1 an object, 2 a person; a write and a refusal cost 1',
    ),
  ),
  jiraBurstGet: BURSTS,
  jiraBurstGetIssue: BURSTS,
  jiraBurstChangelog: BURSTS,
  jiraBurstUser: BURSTS,
  jiraBurstPost: BURSTS,
  jiraBurstPutDelete: BURSTS,
  jiraIssueWrites: SHORT_WRITES,
  jiraIssueWritesWindow: SHORT_WRITES,
  jiraIssueWritesLong: LONG_WRITES,
  jiraIssueWritesLongWindow: LONG_WRITES,

  jiraTextField: FIELDS,
  jiraSummary: FIELDS,
  jiraPropertyValue: by(
    'local/jira/writes.test.ts',
    'stores an issue property and refuses one over the limit',
  ),
  jiraPropertyKey: by(AT_ONCE, 'is a property key of 255 characters and not 256'),
  jiraSearchPage: by(PAGING, 'hold 5,000 issues at most with keys alone'),
  jiraSearchPageWithFields: by(PAGING, 'hold 50 issues unless asked otherwise, and 100 at most with fields'),
  jiraSearchOrderFields: by('local/jira/jql/refusals.test.ts', 'has at most seven fields in ORDER BY'),
  jiraReconcileIssues: by(SEARCH, 'takes 50 issues to reconcile and not 51'),
  jiraSearchProperties: by(SEARCH, 'takes 5 properties and not 6'),
  jiraSearchTokenAge: by(PAGING, 'holds for 7 days'),
  jiraBulkFetch: BULK,
  jiraBulkFetchNamed: BULK,
  jiraCommentList: by(AT_ONCE, 'is 1,000 comments by id and not 1,001'),
  jiraPermissionItems: by(AT_ONCE, 'is a permission check of 1,000 %s and not 1,001'),
} as const satisfies Record<string, LimitProof>;
