import { JIRA_BEHAVIOUR_ROWS } from './jira-behaviour-rows';
import { JIRA_OPERATION_ROWS, UNSERVED_OPERATION_ROWS } from './jira-operation-rows';
import { JQL_ROWS } from './jql-rows';
import type { CoverageRow } from './row';

/** Coverage of the area `jira`. */
export const JIRA_ROWS: readonly CoverageRow[] = [
  ...JIRA_OPERATION_ROWS,
  ...UNSERVED_OPERATION_ROWS,
  ...JIRA_BEHAVIOUR_ROWS,
  ...JQL_ROWS,
];
