import type { CoverageRow } from './row';

const KVS = 'local/forge/kvs';
const VALUES = `${KVS}/kvs-values.test.ts`;
const QUERY = `${KVS}/kvs-query.test.ts`;
const GROUPS = `${KVS}/kvs-groups.test.ts`;
const SDK = `${KVS}/kvs-sdk.test.ts`;
const LAG = `${KVS}/query-lag.test.ts`;
const RATES = `${KVS}/kvs-rates.test.ts`;
const ENTITIES = `${KVS}/entity-rules.test.ts`;
const CRASH = `${KVS}/kvs-crash.test.ts › $when the effect of $path leaves the $kind store readable, indexes and records agreed`;

type Served = Omit<CoverageRow, 'area' | 'status' | 'note'> & { readonly note?: string };
const served = ({ note = '', ...row }: Served): CoverageRow => ({
  area: 'kvs',
  status: 'supported',
  note,
  ...row,
});
const partial = (row: Omit<CoverageRow, 'area' | 'status'>): CoverageRow => ({
  area: 'kvs',
  status: 'partial',
  ...row,
});
const missing = (name: string, note: string, source: string): CoverageRow => ({
  area: 'kvs',
  name,
  status: 'not_started',
  note,
  tests: [],
  source,
});

const API = 'platform/forge/storage-reference/kvs-api';
const ENTITY_API = 'platform/forge/storage-reference/entities-api';
const LIMITS_PAGE = 'platform/forge/limits-kvs-ce';

/** The paths of the storage API. */
const PATH_ROWS: readonly CoverageRow[] = [
  served({
    name: '/api/v1/get',
    tests: [
      `${VALUES} › answers KEY_NOT_FOUND with 404 for what was never set or was deleted`,
      `${SDK} › sets, gets and deletes plain keys, and a missing key is undefined`,
      CRASH,
    ],
    source: API,
  }),
  served({
    name: '/api/v1/set',
    note: 'A null or absent value, and options that are not of their form, have no documented code: VALIDATION_FAILED.',
    tests: [`${VALUES} › refuses %s`, `${VALUES} › takes the documented extremes`, CRASH],
    source: API,
  }),
  served({
    name: '/api/v1/delete',
    tests: [`${VALUES} › answers KEY_NOT_FOUND with 404 for what was never set or was deleted`, CRASH],
    source: API,
  }),
  served({
    name: '/api/v1/query',
    note: 'A cursor is refused by every query but its own.',
    tests: [
      `${QUERY} › gives 10 rows when no limit is given and at most 100`,
      `${QUERY} › pages by prefix with a cursor, each row once`,
      `${SDK} › queries plain keys and entities page by page`,
      CRASH,
    ],
    source: 'platform/forge/storage-reference/kvs-api-query',
  }),
  ...['get', 'set', 'delete'].map((verb) =>
    served({
      name: `/api/v1/secret/${verb}`,
      tests: [
        `${VALUES} › are kept apart from plain keys`,
        `${VALUES} › have at most 128 KiB`,
        `${SDK} › keeps secrets apart`,
        CRASH,
      ],
      source: 'platform/forge/storage-reference/kvs-api-secret',
    }),
  ),
  served({
    name: '/api/v1/entity/get',
    tests: [`${VALUES} › take %s`, `${SDK} › writes a transaction with conditions, and a batch`, CRASH],
    source: ENTITY_API,
  }),
  served({
    name: '/api/v1/entity/set',
    tests: [`${VALUES} › refuse %s`, `${VALUES} › take %s`, CRASH],
    source: ENTITY_API,
  }),
  served({
    name: '/api/v1/entity/delete',
    tests: [
      `${QUERY} › follows the record when its indexed attribute changes, and forgets it when it goes`,
      CRASH,
    ],
    source: ENTITY_API,
  }),
  served({
    name: '/api/v1/entity/query',
    tests: [
      `${QUERY} › finds %s`,
      `${QUERY} › gives an empty page with a cursor when the filter drops the whole page`,
      `${QUERY} › takes 100 conditions together and refuses 101`,
      `${QUERY} › refuses a filter on an attribute of type any with 422`,
      CRASH,
    ],
    source: 'platform/forge/storage-reference/entities-api-query',
  }),
  ...['get', 'set', 'delete'].map((verb) =>
    served({
      name: `/api/v1/batch/${verb}`,
      tests: [
        `${GROUPS} › lets each item succeed or fail alone`,
        `${GROUPS} › of %s takes 25 items and fails whole with 26, none, or one twice`,
        CRASH,
      ],
      source: 'platform/forge/storage-reference/kvs-batch',
    }),
  ),
  served({
    name: '/api/v1/transaction',
    tests: [
      `${GROUPS} › writes all or nothing`,
      `${GROUPS} › takes 25 operations and refuses 26 and none`,
      `${GROUPS} › takes 4 MB and refuses more`,
      `${SDK} › writes a transaction with conditions, and a batch`,
      CRASH,
    ],
    source: 'platform/forge/storage-reference/kvs-transactions',
  }),
];

/** How the storage behaves, beside its paths; these names are words. */
const BEHAVIOUR_ROWS: readonly CoverageRow[] = [
  served({
    name: 'key policy',
    note: 'An expired value that is still readable counts as existing.',
    tests: [
      `${VALUES} › answers KEY_CONFLICT with 409 for a second FAIL_IF_EXISTS at %s`,
      `${VALUES} › answers the previous or the latest record where returnValue asks for it`,
      `${GROUPS} › of set takes a ttl and no key policy`,
    ],
    source: API,
  }),
  served({
    name: 'time to live',
    note: 'Deletion is always as late as the documents allow: 48 hours.',
    tests: [
      `${VALUES} › counts in %s`,
      `${VALUES} › is at most a year`,
      `${VALUES} › still reads an expired value for 48 hours, and not after`,
      `${SDK} › shows when a value expires`,
    ],
    source: API,
  }),
  served({
    name: 'metadata fields',
    tests: [`${VALUES} › is answered only where it was asked for`],
    source: API,
  }),
  served({
    name: 'condition on a missing key',
    note: 'Undocumented on Forge. It fails, whatever it asks, unless the setting conditionOnMissing says that it passes.',
    tests: [`${GROUPS} › fails a condition %s on a missing key, unless the site is set to let it pass`],
    source: 'platform/forge/storage-reference/entities-transactions',
  }),
  served({
    name: 'query lag',
    note: 'Forge gives no figure: queries are as late as the setting queryLagMs says; gets are never late.',
    tests: [
      `${LAG} › hides a new row, shows an overwritten one as it was, and a deleted one still`,
      `${LAG} › shows in every order of writes what gets showed one lag before`,
      `${LAG} › keeps no history of writes that are old, and none at all without a lag`,
    ],
    source: 'platform/forge/storage-reference/kvs',
  }),
  partial({
    name: 'storage rates',
    note: 'Requests a second and units of 10 KB a minute, over any such stretch of time; the MB a second of one key or index value are not counted.',
    tests: [
      `${RATES} › take 1,000 requests in a second and refuse one more with 429`,
      `${RATES} › take 4,000 write units in a minute and refuse one more, leaving the value as it was`,
      `${RATES} › take 4,000 read units in a minute and refuse one more`,
      `${RATES} › count a batch and a transaction by their size together`,
      `${SDK} › raises RATE_LIMIT_EXCEEDED with 429 over the rate`,
    ],
    source: LIMITS_PAGE,
  }),
  served({
    name: 'declaration of entities',
    tests: [`${ENTITIES} › takes %s`, `${ENTITIES} › refuses %s`],
    source: 'platform/forge/storage-reference/entities-manifest',
  }),
  served({
    name: 'error codes',
    tests: [
      `${SDK} › raises ForgeKvsAPIError with the code of the platform and the status of the answer`,
      `${VALUES} › refuses %s`,
      `${QUERY} › refuses %s`,
    ],
    source: 'platform/forge/storage-reference/kvs-errorhandling',
  }),
  missing(
    'index build time',
    'An index works at once; on Forge it takes five minutes or more after a deploy, and the app cannot be installed before.',
    'platform/forge/storage-reference/entities-manifest',
  ),
  missing(
    'removed entities and indexes',
    'Removing one from manifest.yml is not refused: the site keeps no history of deploys.',
    'platform/forge/storage-reference/entities-manifest',
  ),
];

/** Coverage of the area `kvs`. */
export const KVS_ROWS: readonly CoverageRow[] = [...PATH_ROWS, ...BEHAVIOUR_ROWS];
