import { JiraError } from '../jira-error';

/** What Jira's JQL has and this site has not: 501, naming it, as for an operation that is not served. */
export function notServed(what: string): JiraError {
  return new JiraError(501, [`This local site does not serve ${what} in JQL.`]);
}
