import { type ReactNode, useEffect, useMemo } from 'react';
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

function useFreshness(view: IssueView): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void view.check();
    }, CHECK_MS);
    return () => clearInterval(timer);
  }, [view]);
  // Jira tells an app's frames of a change to the issue that they stand on.
  useEffect(
    () =>
      view.onChange((changes) => {
        const issue = view.issue.get().value?.issue;
        if (issue === undefined || changes.length === 0) return;
        const { id: issueId, projectId } = issue;
        pageBridge?.events.emit('JIRA_ISSUE_CHANGED', { issueId, projectId, changes });
      }),
    [view],
  );
}

/** The page of one issue. It keeps itself fresh without losing what is being typed. */
export function IssuePage({ issueKey }: { readonly issueKey: string }): ReactNode {
  const view = useMemo(() => createIssueView(issueKey), [issueKey]);
  const { value, failure } = useStore(view.issue);
  useFreshness(view);
  usePageTitle(value === undefined ? issueKey : `[${value.issue.key}] ${value.issue.summary}`);
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
