import type { ReactNode } from 'react';
import { issuePath } from '../bridge/locations';
import { Link } from '../parts/link';
import type { IssueView } from './issue-view';
import type { Issue } from './model';
import { StatusMenu } from './status-menu';

/** Where the issue stands, what it is called, and its status. */
export function IssueHead({ issue, view }: { readonly issue: Issue; readonly view: IssueView }): ReactNode {
  return (
    <div className="issue-head">
      <nav aria-label="Breadcrumb" className="breadcrumb">
        <ol>
          <li>
            <Link to={`/jira/queue?project=${encodeURIComponent(issue.projectKey)}`}>
              {issue.projectName}
            </Link>
          </li>
          {issue.parent !== undefined && (
            <li>
              <Link to={issuePath(issue.parent.key)}>{issue.parent.key}</Link>
            </li>
          )}
          <li>
            <Link to={issuePath(issue.key)} isCurrent>
              {issue.key}
            </Link>
          </li>
        </ol>
      </nav>
      <h1>{issue.summary}</h1>
      <div className="issue-actions">
        <StatusMenu issueKey={issue.key} status={issue.status} onMoved={view.reload} />
        <span className="subtle">{issue.type}</span>
      </div>
    </div>
  );
}
