import type { ReactElement } from 'react';
import type { ApprovalPanel, HandoffView } from '../../src/contract/handoff';
import type { Output } from '../../src/contract/output';
import { CommentPreview } from '../elements/comment-preview';
import { Disclosure } from '../elements/disclosure';
import { FactList } from '../elements/fact-list';
import { HiddenWords } from '../elements/hidden-words';
import { HowMade, ModeNotice } from '../elements/how-made';
import { Moment } from '../elements/moment';
import { enginePlan } from '../elements/output-words';
import { postedLines } from '../elements/posted-lines';
import { Quarantined } from '../elements/quarantined';
import { SealMark } from '../elements/seal-mark';
import { SealedSources } from '../elements/sealed-sources';
import { count } from '../elements/words';
import { PriorDecisions, priorTally } from './prior-decisions';
import { ReviewTimeline } from './review-timeline';
import { sourcesTitle } from './sources-title';
import type { ReadingRecord } from './use-reading';

function Versions({ handoff }: { readonly handoff: HandoffView }): ReactElement {
  const { engine, fallbacks } = handoff;
  return (
    <dl className="facts">
      <dt>Policy</dt>
      <dd>v{handoff.decision.policyVersion}</dd>
      <dt>Engine</dt>
      <dd>
        {engine.name} {engine.version}, tier {engine.tier}
      </dd>
      <dt>Model</dt>
      <dd>{engine.model ?? 'None'}</dd>
      <dt>Prompt template</dt>
      <dd>{engine.prompt ?? 'None: this engine uses no prompt'}</dd>
      <dt>Plan</dt>
      <dd>{enginePlan(engine, fallbacks)}</dd>
      <dt>Hand-off</dt>
      <dd className="breakable">{handoff.summary.id}</dd>
      <dt>Seal</dt>
      <dd className="breakable">{handoff.seal}</dd>
    </dl>
  );
}

interface MadeByProps {
  readonly handoff: HandoffView;
  readonly output: Output;
}

/** How the output came about: what made it, and which of its claims its owner wrote in the AI's place. */
function Made({ handoff, output }: MadeByProps): ReactElement {
  const edited = output.sections.flatMap(({ claims }) =>
    claims.flatMap(({ number, text, was, struck }) =>
      was === null || struck !== null ? [] : [{ number, text, was }],
    ),
  );
  return (
    <>
      <ModeNotice output={output} planned={handoff} />
      {edited.length > 0 && (
        <Disclosure title={`In the words of ${handoff.owner.displayName} (${count(edited.length, 'claim')})`}>
          <ul className="plain-list" aria-label="Claims in other words">
            {edited.map(({ number, text, was }) => (
              <li key={number}>
                {text}
                <span className="claim-note">
                  AI wrote:<span className="claim-was">{was}</span>
                </span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <HowMade output={output} planned={handoff} />
    </>
  );
}

/** What an approval would let out, open at once: the comment, or before a run what AI will produce. */
function Result({ panel }: { readonly panel: ApprovalPanel }): ReactElement {
  const { handoff } = panel;
  const lines = postedLines(handoff);
  const stands = panel.isOpen && panel.changes.length === 0;
  return lines.length > 0 ? (
    <Disclosure title="What would be posted" startsOpen>
      <div className="stack-small">
        {handoff.output !== null && <Made handoff={handoff} output={handoff.output} />}
        <CommentPreview
          lines={lines}
          audience={handoff.audience}
          caption={stands ? 'exactly as it will be posted' : 'as it was sealed'}
        />
      </div>
    </Disclosure>
  ) : (
    <Disclosure title="What AI will produce" startsOpen>
      <FactList name="AI will produce" items={handoff.scope.willProduce} />
    </Disclosure>
  );
}

interface SealedPacketProps {
  readonly panel: ApprovalPanel;
  /** When the server last compared the packet with what it was made from, ISO 8601. */
  readonly checkedAt: string;
  readonly onOpen: ReadingRecord['open'];
}

function Seal({ panel, checkedAt }: Omit<SealedPacketProps, 'onOpen'>): ReactElement {
  const { seal, summary } = panel.handoff;
  return (
    <span className="subtle">
      <SealMark seal={seal} />
      {panel.isOpen && panel.changes.length === 0 && (
        <>
          {' sealed '}
          <Moment at={summary.requestedAt} />
          {' · unchanged, checked '}
          <Moment at={checkedAt} />
        </>
      )}
      {(panel.changes.length > 0 || summary.state === 'superseded') && ' changed after it was sealed'}
    </span>
  );
}

/** What exactly is approved: its seal, whether it still stands, and everything that is in it. */
export function SealedPacket({ panel, checkedAt, onOpen }: SealedPacketProps): ReactElement {
  const { handoff } = panel;
  return (
    <section aria-labelledby="packet-title" className="card stack-small">
      <div className="row spread">
        <h3 id="packet-title" className="card-title">
          Sealed packet
        </h3>
        <Seal panel={panel} checkedAt={checkedAt} />
      </div>
      <Quarantined sources={handoff.sources} />
      <HiddenWords sources={handoff.sources} />
      <Result panel={panel} />
      <Disclosure
        title={`${sourcesTitle(handoff)} (${count(handoff.sources.length, 'source')})`}
        onOpen={() => onOpen('sources')}
      >
        <SealedSources handoff={handoff} />
      </Disclosure>
      <Disclosure title="What it may not do" onOpen={() => onOpen('limits')}>
        <FactList name="Blocked actions" items={handoff.scope.blockedActions} />
        <FactList name="Stop conditions" items={handoff.scope.stopConditions} />
      </Disclosure>
      <Disclosure title={`Timeline (${panel.timeline.length})`} onOpen={() => onOpen('timeline')}>
        <ReviewTimeline events={panel.timeline} />
      </Disclosure>
      <Disclosure
        title={`Similar decisions (${panel.prior.decisions.length})`}
        summary={priorTally(panel.prior)}
        onOpen={() => onOpen('prior')}
      >
        <PriorDecisions prior={panel.prior} />
      </Disclosure>
      <Disclosure title="Versions" onOpen={() => onOpen('versions')}>
        <Versions handoff={handoff} />
      </Disclosure>
    </section>
  );
}
