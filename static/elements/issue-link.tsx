import type { ReactElement } from 'react';
import { usePort } from '../app-port';

/** An issue's key that opens the issue through Jira's own router. */
export function IssueLink({ issueKey }: { readonly issueKey: string }): ReactElement {
  const port = usePort();
  return (
    <button
      type="button"
      className="link"
      title={`Open ${issueKey}`}
      onClick={() => port.openIssue(issueKey)}
    >
      {issueKey}
    </button>
  );
}
