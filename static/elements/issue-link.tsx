import type { ReactElement, ReactNode } from 'react';
import { usePort } from '../app-port';

interface IssueLinkProps {
  readonly issueKey: string;
  /** What the link says where it is not the key. */
  readonly children?: ReactNode;
  /** Whether it opens in this tab, as the next thing to do. */
  readonly isHere?: boolean;
}

/** An issue's key, or other words, that open the issue through Jira's own router. */
export function IssueLink({ issueKey, children = issueKey, isHere = false }: IssueLinkProps): ReactElement {
  const port = usePort();
  return (
    <button
      type="button"
      className="link"
      title={`Open ${issueKey}`}
      onClick={() => (isHere ? port.goToIssue(issueKey) : port.openIssue(issueKey))}
    >
      {children}
    </button>
  );
}
