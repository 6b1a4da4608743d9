/** How far a part of the platform is served here. */
type CoverageStatus = 'supported' | 'partial' | 'not_started';

/** One row of the coverage table. */
export interface CoverageRow {
  readonly door:
    'manifest' | 'runtime' | 'jira' | 'kvs' | 'queue' | 'events' | 'schedules' | 'llm' | 'page' | 'faults';
  readonly name: string;
  readonly status: CoverageStatus;
  readonly note: string;
}

const row = (
  door: CoverageRow['door'],
  name: string,
  [status, note]: readonly [CoverageStatus, string],
): CoverageRow => ({
  door,
  name,
  status,
  note,
});
const supported = (note = '') => ['supported', note] as const;
const partial = (note: string) => ['partial', note] as const;
const missing = (note = '') => ['not_started', note] as const;

/** What the local site emulates of Forge; what is not here is refused by name, never stubbed. */
export const COVERAGE: readonly CoverageRow[] = [
  row('manifest', 'jira:issuePanel', supported()),
  row('manifest', 'jira:issueContext', supported('with dynamicProperties')),
  row('manifest', 'jira:adminPage', supported('with useAsConfig')),
  row('manifest', 'jira:globalPage', supported()),
  row('manifest', 'workflow modules', missing()),
  row('manifest', 'jira:entityProperty', partial('declared; JQL reads properties without it')),
  row('runtime', 'time-outs', supported('25 s, consumers and schedules 55 s or timeoutSeconds')),
  row('runtime', 'payload sizes', supported('invoke 500 KB in, 5 MB out')),
  row('runtime', 'egress', partial('global fetch refused; node:http is not')),
  row('runtime', 'memory limit', missing()),
  row('runtime', '500 invokes per 25 s', partial('by @forge/bridge itself')),
  row('jira', 'classic scopes per operation', supported()),
  row('jira', 'granular scopes', missing()),
  row('jira', 'offline impersonation', missing('asUser(accountId) of others is refused')),
  row('jira', 'rate limits and points', missing()),
  row('kvs', 'get, set, delete', supported('plain, secret and entity')),
  row('kvs', 'FAIL_IF_EXISTS, returnValue', supported()),
  row('kvs', 'query', supported('BEGINS_WITH, limit, cursor')),
  row('kvs', 'entity query', supported('declared indexes, partition, range, filters per page, sort, cursor')),
  row('kvs', 'transaction', supported('conditions on entities')),
  row('kvs', 'batch', supported()),
  row('kvs', 'ttl', supported('expired values stay readable for 48 h')),
  row('kvs', 'eventually consistent queries', missing('queries see every write at once')),
  row('kvs', 'rate limits', missing()),
  row('queue', 'push', supported('sizes, delays, concurrency key')),
  row('queue', 'retry', supported('InvocationError, throw, time-out; 24 h window')),
  row('queue', 'stats and cancel', missing('answered with 501')),
  row('queue', '500 events per minute', missing()),
  row('events', 'Jira product events', supported('ignoreSelf; four retries')),
  row('events', 'filter expressions', missing('a manifest with one is refused')),
  row('schedules', 'fiveMinute, hour, day, week', supported('a missed time runs once')),
  row('llm', 'list and chat without a model', supported()),
  row('llm', 'LLM_BASE_URL, LLM_SCRIPT', missing('refused at start')),
  row('page', 'content security policy', supported('of @forge/csp, never looser')),
  row('faults', 'status, crash, delay, duplicate, drop', supported()),
  row('faults', 'reorder', partial('doors queue and events')),
];
