import type { ReactElement } from 'react';
import type { ApprovalPanel, GateStatus } from '../../src/contract/handoff';
import { IssueLink } from '../elements/issue-link';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { REVIEWS, RISKS, STATES } from '../elements/words';

function question({ gate, parentKey, handoff }: ApprovalPanel): string {
  if (gate === 'run') return `Approve this AI run on ${parentKey}?`;
  return handoff.audience === 'customer'
    ? `Approve showing AI output to the customer of ${parentKey}?`
    : `Approve the use of AI output on ${parentKey}?`;
}

/** The rules that ask for this gate, each with what it saw and its limit (R179, R183). */
function Rules({ rules }: Pick<ApprovalPanel, 'rules'>): ReactElement {
  return (
    <ul className="plain-list rule-list" aria-label="Rules that ask for this approval">
      {rules.map(({ ruleId, observed, threshold }) => (
        <li key={ruleId}>
          <code>{ruleId}</code> saw <span className="strong">{observed}</span>{' '}
          <span className="subtle">· its limit: {threshold}</span>
        </li>
      ))}
    </ul>
  );
}

interface QuestionHeadProps {
  readonly panel: ApprovalPanel;
  readonly status: GateStatus | undefined;
}

function Facts({ panel, status }: QuestionHeadProps): ReactElement {
  const { state } = panel.handoff.summary;
  const expiresAt = status?.expiresAt ?? null;
  return (
    <span className="row">
      <span role="status">
        <Lozenge {...STATES[state]} />
      </span>
      {status !== undefined && (
        <>
          <Lozenge {...RISKS[status.plan.risk]} />
          <Lozenge {...REVIEWS[status.plan.review]} />
        </>
      )}
      {panel.isOpen && expiresAt !== null && (
        <span className="subtle">
          due <Moment at={expiresAt} />
        </span>
      )}
    </span>
  );
}

/** One question, what is at stake, who asks, and why this person and why now. */
export function QuestionHead({ panel, status }: QuestionHeadProps): ReactElement {
  const { summary } = panel.handoff;
  return (
    <>
      <div className="row spread">
        <h2 id="question" className="step-heading">
          {question(panel)}
        </h2>
        <Facts panel={panel} status={status} />
      </div>
      <p>
        {summary.operationTitle}, asked for by <span className="strong">{summary.requester.displayName}</span>{' '}
        on <IssueLink issueKey={panel.parentKey} /> <Moment at={summary.requestedAt} />
      </p>
      <dl className="facts">
        <dt>Why you</dt>
        <dd>{panel.whyYou}</dd>
        <dt>Why now</dt>
        <dd>
          {panel.whyNow}
          {panel.rules.length > 0 && <Rules rules={panel.rules} />}
        </dd>
      </dl>
    </>
  );
}
