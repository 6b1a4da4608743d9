import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { HandoffView, IssuePanel } from '../../src/contract/handoff';
import { Lozenge } from '../elements/lozenge';
import { Notice } from '../elements/notice';
import { count, OUTCOMES, STATES } from '../elements/words';
import { StepHeading } from '../elements/step-heading';
import { EarlierHandoffs } from './earlier-handoffs';
import { Escalation } from './escalation';

interface AtRestProps {
  readonly panel: IssuePanel;
  readonly takesFocus: boolean;
  readonly onAssign: () => void;
  readonly onShow: (handoffId: string) => void;
  readonly onAnswered: (view: HandoffView) => void;
}

function offersInWords(panel: IssuePanel): string {
  const blocked = panel.offers.filter((offer) => offer.decision.outcome === 'blocked').length;
  const allowed = count(panel.offers.length - blocked, 'operation');
  return blocked === 0 ? `${allowed} allowed` : `${allowed} allowed, ${blocked} blocked`;
}

function Recommended({ panel }: { readonly panel: IssuePanel }): ReactElement {
  if (panel.recommended === null) {
    return <p className="subtle">Policy recommends no operation for this issue.</p>;
  }
  return (
    <div>
      <p className="subtle">Recommended for this issue</p>
      <p className="strong">{panel.recommended.title}</p>
      <p className="subtle">{panel.recommended.gateSummary}</p>
    </div>
  );
}

/** The panel before anything is asked of AI: what policy recommends here, and the one button. */
export function AtRest({ panel, takesFocus, onAssign, onShow, onAnswered }: AtRestProps): ReactElement {
  const { current, recommended } = panel;
  const isReady = panel.canHandOff && !panel.isHalted && current === null;
  return (
    <section aria-labelledby="panel-title" className="stack">
      <StepHeading id="panel-title" text="AI hand-off" takesFocus={takesFocus} isHidden />
      {panel.isHalted && (
        <Notice tone="warning" title="An admin has halted AI operations, so nothing can be assigned now.">
          <p>{panel.haltReason}</p>
        </Notice>
      )}
      {panel.unanswered !== null && <Escalation view={panel.unanswered} onAnswered={onAnswered} />}
      {panel.notice !== null && <Notice tone="info" title={panel.notice} />}
      <div className="row spread top">
        <Recommended panel={panel} />
        {panel.isHalted ? (
          <Lozenge word="Halted" tone="danger" />
        ) : (
          recommended !== null && <Lozenge {...OUTCOMES[recommended.decision.outcome]} />
        )}
      </div>
      {current !== null && (
        <p className="row">
          <Lozenge {...STATES[current.summary.state]} />
          <button type="button" className="link" onClick={() => onShow(current.summary.id)}>
            {current.summary.operationTitle}
          </button>
          <span className="subtle">is open on this issue</span>
        </p>
      )}
      <div className="row">
        <Button appearance="primary" isDisabled={!isReady} onClick={onAssign}>
          Assign To AI Operation
        </Button>
        <span className="subtle">{offersInWords(panel)}</span>
      </div>
      {panel.earlierCount > 0 && <EarlierHandoffs count={panel.earlierCount} onShow={onShow} />}
    </section>
  );
}
