import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { FailureNotice } from '../parts/notice';
import { Skeleton } from '../parts/skeleton';
import { pageBridge } from '../site/page-bridge';
import { useStore } from '../site/store';
import { usePageTitle } from '../site/use-page-title';
import { Activity } from './activity';
import { ContextPanels, IssuePanels } from './app-panels';
import { Attachments, Description, LinkedIssues, Subtasks } from './content';
import { Details } from './details';
import { IssueHead } from './issue-head';
import { createIssueView, type IssueView } from './issue-view';

const CHECK_MS = 5_000;
/** Jira's event comes a few seconds after the change (forge-facts §1.6): an app must not count on it being there at once. */
const EVENT_LATE_MS = 2_000;

function useFreshness(view: IssueView): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void view.check();
    }, CHECK_MS);
    return () => clearInterval(timer);
  }, [view]);
  // Jira tells an app's frames of a change to the issue that they stand on.
  useEffect(() => {
    const late = new Set<ReturnType<typeof setTimeout>>();
    const end = view.onChange((changes) => {
      const issue = view.issue.get().value?.issue;
      if (issue === undefined || changes.length === 0) return;
      const { id: issueId, projectId } = issue;
      const tell = (): void => pageBridge?.events.emit('JIRA_ISSUE_CHANGED', { issueId, projectId, changes });
      late.add(setTimeout(tell, EVENT_LATE_MS));
    });
    return () => {
      end();
      for (const timer of late) clearTimeout(timer);
    };
  }, [view]);
}

/** The page of one issue. */
export function IssuePage({ issueKey }: { readonly issueKey: string }): ReactNode {
  const [title, setTitle] = useState(issueKey);
  usePageTitle(title);
  return <IssueCard issueKey={issueKey} onTitle={setTitle} />;
}

interface IssueCardProps {
  readonly issueKey: string;
  /** Told the issue's name once it is known. */
  readonly onTitle?: (title: string) => void;
}

/** All of one issue. It keeps itself fresh without losing what is being typed. */
export function IssueCard({ issueKey, onTitle }: IssueCardProps): ReactNode {
  const view = useMemo(() => createIssueView(issueKey), [issueKey]);
  const { value, failure } = useStore(view.issue);
  useFreshness(view);
  useEffect(() => {
    if (value !== undefined) onTitle?.(`[${value.issue.key}] ${value.issue.summary}`);
  }, [value, onTitle]);
  if (failure !== undefined) return <FailureNotice failure={failure} what={issueKey} />;
  if (value === undefined) return <LoadingIssue />;
  const { issue, subtasks } = value;
  return (
    <div className="issue">
      <IssueHead issue={issue} view={view} />
      <div className="issue-columns">
        <div className="issue-main">
          <Description document={issue.description} />
          <IssuePanels view={view} />
        </div>
        <aside className="issue-side" aria-label="Details and apps">
          <ContextPanels view={view} />
          <Details details={issue.details} />
        </aside>
        <div className="issue-rest">
          <Subtasks rows={subtasks} />
          <LinkedIssues links={issue.links} />
          <Attachments files={issue.attachments} />
          <Activity issue={issue} view={view} />
        </div>
      </div>
    </div>
  );
}

function LoadingIssue(): ReactNode {
  return (
    <div className="issue">
      <Skeleton lines={2} label="Loading the issue" />
      <div className="issue-columns">
        <div className="issue-main">
          <Skeleton lines={12} label="Loading the description" />
        </div>
        <div className="issue-side">
          <Skeleton lines={9} label="Loading the details" />
        </div>
      </div>
    </div>
  );
}
