import { BRIDGE_ROWS } from './bridge-rows';
import { EVENTS_ROWS } from './events-rows';
import { FAULTS_ROWS } from './faults-rows';
import { JIRA_ROWS } from './jira-rows';
import { KVS_ROWS } from './kvs-rows';
import { LIMITS_ROWS } from './limits-rows';
import { LLM_ROWS } from './llm-rows';
import { MANIFEST_ROWS } from './manifest-rows';
import { QUEUE_ROWS } from './queue-rows';
import type { CoverageRow } from './row';
import { RUNTIME_ROWS } from './runtime-rows';
import { SCHEDULES_ROWS } from './schedules-rows';

/** What the local site emulates of Jira and Forge; what is not here is refused by name, never stubbed. */
export const COVERAGE: readonly CoverageRow[] = [
  ...JIRA_ROWS,
  ...KVS_ROWS,
  ...QUEUE_ROWS,
  ...LLM_ROWS,
  ...BRIDGE_ROWS,
  ...EVENTS_ROWS,
  ...SCHEDULES_ROWS,
  ...MANIFEST_ROWS,
  ...RUNTIME_ROWS,
  ...LIMITS_ROWS,
  ...FAULTS_ROWS,
];
