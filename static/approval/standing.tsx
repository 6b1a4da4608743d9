import type { ReactElement } from 'react';
import type { ApprovalPanel } from '../../src/contract/handoff';
import { IssueLink } from '../elements/issue-link';
import { Notice } from '../elements/notice';

/** What changed since the packet was sealed, and how it is asked for again; an approval covers one packet only (X5). */
export function Changed({ panel }: { readonly panel: ApprovalPanel }): ReactElement {
  return (
    <Notice tone="warning" title="This changed after the packet was sealed, so Approve is not offered.">
      <ul aria-label="What changed">
        {panel.changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      <p>
        Ask again: {panel.handoff.summary.requester.displayName} hands it off again on{' '}
        <IssueLink issueKey={panel.parentKey} />. What is then sealed comes to an approver as a new packet.
      </p>
    </Notice>
  );
}
