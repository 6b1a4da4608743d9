/** One limit of the platform: its value, the unit, and the page that states it. */
export interface Limit {
  readonly value: number;
  readonly unit: Unit;
  /** Page below developer.atlassian.com, or the npm package whose code holds the number. */
  readonly source: string;
}

type Unit = 'ms' | 's' | 'h' | 'days' | 'bytes' | 'characters' | 'levels' | 'count' | 'MB' | 'percent';

const KIB = 1024;
const MIB = 1024 * 1024;

const from =
  (source: string) =>
  (value: number, unit: Unit = 'count'): Limit => ({ value, unit, source });
const invocation = from('platform/forge/limits-invocation');
const asyncEvents = from('platform/forge/limits-async-events');
const productEvents = from('platform/forge/events-reference/product_events');
const schedules = from('platform/forge/limits-scheduled-trigger');
const kvs = from('platform/forge/limits-kvs-ce');
const llm = from('platform/forge/limits-llm');
const privacy = from('platform/forge/user-privacy-guidelines');
const rates = from('cloud/jira/platform/rate-limiting');
const rest = from('cloud/jira/platform/rest/v3');
const jqlFunctions = from('cloud/jira/platform/jql-functions');
const bridge = from('@forge/bridge');

/** Every limit that the local site enforces or names, by the name that the coverage table uses. */
export const LIMITS = {
  resolverTimeout: invocation(25, 's'),
  backgroundTimeout: invocation(55, 's'),
  longestTimeout: invocation(900, 's'),
  memory: invocation(512, 'MB'),
  invokeRequest: invocation(500 * KIB, 'bytes'),
  invocationPayload: invocation(5 * MIB, 'bytes'),
  invocationResponse: invocation(5 * MIB, 'bytes'),
  invokesPerUserMinute: invocation(1_200),
  invokesPerInstallationMinute: invocation(7_000),
  invokesPerInstallationSecond: invocation(300),
  logLinesPerMinute: invocation(100),
  logBytesPerInvocation: invocation(200 * KIB, 'bytes'),
  outboundRequest: invocation(180, 's'),
  bridgeInvokes: bridge(500),
  bridgeInvokesWindow: bridge(25, 's'),

  pushEvents: asyncEvents(50),
  pushBytes: asyncEvents(200 * KIB, 'bytes'),
  longConsumerEventBytes: asyncEvents(100 * KIB, 'bytes'),
  queueEventsPerMinute: asyncEvents(500),
  queueDelay: asyncEvents(900, 's'),
  retryAfter: asyncEvents(900, 's'),
  retryDataBytes: asyncEvents(4 * KIB, 'bytes'),
  retryWindow: asyncEvents(24, 'h'),
  cyclicPushes: asyncEvents(1_000),

  productEventBytes: productEvents(200 * KIB, 'bytes'),
  productEventRetries: productEvents(4),
  filterExpression: productEvents(10_000, 'characters'),
  jiraExpression: rest(1_000, 'characters'),
  jqlPrecomputation: jqlFunctions(7, 'days'),
  jqlFailure: jqlFunctions(60, 's'),
  scheduledTriggers: schedules(5),
  fiveMinuteTriggers: schedules(1),

  kvsKey: kvs(500, 'characters'),
  kvsValue: kvs(240 * KIB, 'bytes'),
  kvsSecretValue: kvs(128 * KIB, 'bytes'),
  kvsDepth: kvs(31, 'levels'),
  kvsRequestsPerSecond: kvs(1_000),
  kvsReadUnitsPerMinute: kvs(4_000),
  kvsWriteUnitsPerMinute: kvs(4_000),
  kvsUnit: kvs(10 * KIB, 'bytes'),
  kvsTransactionOperations: kvs(25),
  kvsTransactionBytes: kvs(4 * MIB, 'bytes'),
  kvsBatchItems: kvs(25),
  kvsBatchBytes: kvs(4 * MIB, 'bytes'),
  kvsQueryDefault: kvs(10),
  kvsQueryPage: kvs(100),
  kvsQueryConditions: kvs(100),
  kvsTtl: kvs(365, 'days'),
  kvsTtlDelay: kvs(48, 'h'),
  kvsIndexRange: kvs(900, 'bytes'),
  kvsIndexPartition: kvs(1_700, 'bytes'),
  kvsInteger: kvs(2_147_483_647),
  kvsEntities: kvs(20),
  kvsIndexes: kvs(7),
  kvsAttributes: kvs(50),

  reportAccounts: privacy(90),

  llmRequestsPerMinute: llm(100),
  llmTokensPerMinute: llm(500_000),
  llmInference: llm(300, 's'),
  llmSmallInput: llm(200_000),
  llmSmallOutput: llm(64_000),
  llmLargeInput: llm(1_000_000),
  llmLargeOutput: llm(128_000),

  jiraPointsPerHour: rates(65_000),
  jiraBurstGet: rates(100),
  jiraBurstGetIssue: rates(150),
  jiraBurstChangelog: rates(200),
  jiraBurstUser: rates(150),
  jiraBurstPost: rates(100),
  jiraBurstPutDelete: rates(50),
  jiraIssueWrites: rates(20),
  jiraIssueWritesWindow: rates(2, 's'),
  jiraIssueWritesLong: rates(100),
  jiraIssueWritesLongWindow: rates(30, 's'),

  jiraTextField: rest(32_767, 'characters'),
  jiraSummary: rest(255, 'characters'),
  jiraPropertyValue: rest(32_768, 'characters'),
  jiraPropertyKey: rest(255, 'characters'),
  jiraSearchPage: rest(5_000),
  jiraSearchPageWithFields: rest(100),
  jiraSearchOrderFields: rest(7),
  jiraReconcileIssues: rest(50),
  jiraSearchProperties: rest(5),
  jiraSearchTokenAge: rest(7, 'days'),
  jiraBulkFetch: rest(100),
  jiraBulkFetchNamed: rest(1_000),
  jiraCommentList: rest(1_000),
  jiraPermissionItems: rest(1_000),
} as const satisfies Record<string, Limit>;

/** Name of a limit. */
export type LimitName = keyof typeof LIMITS;
