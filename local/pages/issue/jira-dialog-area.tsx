import type { ReactNode } from 'react';
import { Modal } from '../parts/modal';
import { closeJiraDialog, jiraDialog } from '../site/jira-dialogs';
import { useStore } from '../site/store';
import { CreateForm } from './create-form';
import { IssueCard } from './issue-page';

/** The dialogs of Jira's own that an app may open: an issue, or the form for a new one. */
export function JiraDialogArea(): ReactNode {
  const dialog = useStore(jiraDialog);
  if (dialog === undefined) return null;
  if (dialog.kind === 'view') {
    const { issueKey } = dialog.request;
    return (
      <Modal title={issueKey} style={{ width: 1100 }} onClose={() => closeJiraDialog()}>
        <IssueCard issueKey={issueKey} />
      </Modal>
    );
  }
  return (
    <Modal
      title="Create"
      style={{ width: 600 }}
      closeOnOverlayClick={false}
      onClose={() => closeJiraDialog()}
    >
      <CreateForm context={dialog.request.context} onCreated={(issueId) => closeJiraDialog([issueId])} />
    </Modal>
  );
}
