import { useState, type ReactElement } from 'react';
import type { ApprovalPanel as PanelData, GateStatus, Panel } from '../../src/contract/handoff';
import type { Verdict } from '../../src/contract/vocabulary';
import { GateDecisions } from '../elements/gate-decisions';
import { Notice } from '../elements/notice';
import { SeatList } from '../elements/seat-list';
import { askedName } from '../elements/asked-name';
import { AfterDecision } from './after-decision';
import { AttentionLine } from './attention-line';
import { DecideGate } from './decide-gate';
import { NextItem } from './next-item';
import { QuestionHead } from './question-head';
import { SealedPacket } from './sealed-packet';
import { Signals } from './signals';
import { Changed } from './standing';
import { useReading, type ReadingRecord } from './use-reading';
import './approval.css';

interface ApprovalPanelProps {
  readonly panel: PanelData;
  /** When the server last looked at the packet, ISO 8601. */
  readonly checkedAt: string;
  readonly onDecided: (next: Panel, verdict: Verdict) => void;
}

/** Who decides, to somebody who may only read. */
function WhoMay({ status }: { readonly status: GateStatus }): ReactElement {
  const { approvers, backup } = status.plan;
  const names = approvers.map(askedName).join(', ');
  return (
    <Notice tone="info" title="You can read this packet, but this decision is not yours.">
      <p>
        {names} {approvers.length === 1 ? 'decides' : 'decide'}
        {backup === null ? '.' : `; ${askedName(backup)} is the backup.`} Nobody decides on what they asked
        for themselves.
      </p>
    </Notice>
  );
}

function Closed({ panel, status }: { readonly panel: PanelData; readonly status: GateStatus }): ReactElement {
  return (
    <>
      <Notice tone="info" title={panel.closedBecause ?? 'This approval is closed.'} />
      <GateDecisions gates={[status]} />
      {panel.nextKey !== null && <NextItem nextKey={panel.nextKey} />}
    </>
  );
}

interface DecisionProps extends ApprovalPanelProps {
  readonly status: GateStatus;
  readonly reading: ReadingRecord;
}

/** What this person can do now: answer, go on, or see who answers. */
function Decision({ panel, status, reading, onDecided }: DecisionProps): ReactElement {
  const [given, setGiven] = useState<Verdict | null>(null);
  if (given !== null && !panel.isOpen) {
    return (
      <>
        <AfterDecision verdict={given} whatNext={panel.handoff.explanation} nextKey={panel.nextKey} />
        <GateDecisions gates={[status]} />
      </>
    );
  }
  if (!panel.isOpen) return <Closed panel={panel} status={status} />;
  if (!panel.handoff.may.decide) return <WhoMay status={status} />;
  const { over } = panel.attention;
  return (
    <>
      {over !== null && <Notice tone="info" title={over} />}
      <DecideGate
        panel={panel}
        status={status}
        hasRead={reading.opened.includes('sources')}
        takeReading={reading.take}
        onDecided={(next, verdict) => {
          setGiven(verdict);
          onDecided(next, verdict);
        }}
      />
      <AttentionLine attention={panel.attention} />
    </>
  );
}

/** The gate in front of its reviewer: one question about one sealed packet, what to know, and three answers. */
export function ApprovalPanel(props: ApprovalPanelProps): ReactElement {
  const { panel, checkedAt } = props;
  const reading = useReading(['result']);
  const status = panel.handoff.gates.find(({ plan }) => plan.gate === panel.gate);
  const isShared = status !== undefined && status.plan.approvers.length > 1;
  return (
    <section aria-labelledby="question" className="stack">
      <QuestionHead panel={panel} status={status} />
      {panel.isOpen && panel.changes.length > 0 && <Changed panel={panel} />}
      <div className="approval">
        <div className="approval-signals stack-small">
          <Signals panel={panel} />
          {isShared && <SeatList gate={status} />}
        </div>
        <div className="approval-packet">
          <SealedPacket panel={panel} checkedAt={checkedAt} onOpen={reading.open} />
        </div>
        {status !== undefined && (
          <div className="approval-decision stack-small">
            <Decision {...props} status={status} reading={reading} />
          </div>
        )}
      </div>
    </section>
  );
}
