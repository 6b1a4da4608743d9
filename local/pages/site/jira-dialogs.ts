import type { IssueCreateRequest, IssueViewRequest } from '../bridge/frame';
import { createStore } from './store';

/** A dialog of Jira's own that an app asked for. */
export type JiraDialog =
  | { readonly kind: 'view'; readonly request: IssueViewRequest }
  | { readonly kind: 'create'; readonly request: IssueCreateRequest };

/** The dialog of Jira's own that stands over the page: one at a time, as in Jira. */
export const jiraDialog = createStore<JiraDialog | undefined>(undefined);

/** Shows an issue over the page. */
export function openIssueView(request: IssueViewRequest): void {
  jiraDialog.set({ kind: 'view', request });
}

/** Shows the form for a new issue over the page. */
export function openIssueCreate(request: IssueCreateRequest): void {
  jiraDialog.set({ kind: 'create', request });
}

/** Takes the dialog away and tells the app; `created` are the ids of new issues. */
export function closeJiraDialog(created: readonly string[] = []): void {
  const dialog = jiraDialog.get();
  jiraDialog.set(undefined);
  if (dialog?.kind === 'view') dialog.request.onClose();
  if (dialog?.kind === 'create') dialog.request.onClose({ payload: created.map((issueId) => ({ issueId })) });
}
