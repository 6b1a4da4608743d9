import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ApprovalPanel as PanelData } from '../../src/contract/handoff';
import { GateDecisions } from '../elements/gate-decisions';
import { IssueLink } from '../elements/issue-link';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { Notice } from '../elements/notice';
import { STATES } from '../elements/words';
import { DecideGate } from './decide-gate';
import { SealedPacket } from './sealed-packet';

const question = ({ gate, parentKey }: PanelData): string =>
  gate === 'run' ? `Approve this AI run on ${parentKey}?` : `Approve the use of AI output on ${parentKey}?`;

function WhoMay({ panel }: { readonly panel: PanelData }): ReactElement {
  const status = panel.handoff.gates.find(({ plan }) => plan.gate === panel.gate);
  const backup = status?.plan.backup ?? null;
  return (
    <Notice tone="info" title="You can read this packet, but this decision is not yours.">
      {status !== undefined && (
        <p>
          {status.plan.approver.displayName} decides
          {backup === null ? '.' : `; ${backup.displayName} is the backup.`} Nobody decides on what they asked
          for themselves.
        </p>
      )}
    </Notice>
  );
}

function Closed({ panel }: { readonly panel: PanelData }): ReactElement {
  return (
    <>
      <Notice tone="info" title={panel.closedBecause ?? 'This approval is closed.'} />
      <GateDecisions gates={panel.handoff.gates.filter(({ plan }) => plan.gate === panel.gate)} />
    </>
  );
}

/** The panel on an approval subtask: one question about one sealed packet, and three answers. */
export function ApprovalPanel({ panel }: { readonly panel: PanelData }): ReactElement {
  const client = useQueryClient();
  const { summary, may, gates } = panel.handoff;
  const expiresAt = gates.find(({ plan }) => plan.gate === panel.gate)?.expiresAt ?? null;
  return (
    <section aria-labelledby="question" className="stack">
      <div className="row spread">
        <h2 id="question" className="step-heading">
          {question(panel)}
        </h2>
        <span className="row">
          <span role="status">
            <Lozenge {...STATES[summary.state]} />
          </span>
          {panel.isOpen && expiresAt !== null && (
            <span className="subtle">
              due <Moment at={expiresAt} />
            </span>
          )}
        </span>
      </div>
      <p>
        {summary.operationTitle}, asked for by <span className="strong">{summary.requester.displayName}</span>{' '}
        on <IssueLink issueKey={panel.parentKey} /> <Moment at={summary.requestedAt} />
      </p>
      <dl className="facts">
        <dt>Why you</dt>
        <dd>{panel.whyYou}</dd>
        <dt>Why now</dt>
        <dd>{panel.whyNow}</dd>
      </dl>
      <SealedPacket panel={panel} />
      {!panel.isOpen && <Closed panel={panel} />}
      {panel.isOpen && !may.decide && <WhoMay panel={panel} />}
      {panel.isOpen && may.decide && (
        <DecideGate panel={panel} onDecided={(next) => client.setQueryData(['panel.load', {}], next)} />
      )}
    </section>
  );
}
