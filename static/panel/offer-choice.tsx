import { Radio } from '@atlaskit/radio';
import { useId, type ReactElement } from 'react';
import type { Offer } from '../../src/contract/decision';
import type { OperationId } from '../../src/contract/vocabulary';
import { Lozenge } from '../elements/lozenge';
import { OUTCOMES } from '../elements/words';

interface OfferChoiceProps {
  readonly offer: Offer;
  readonly isChosen: boolean;
  readonly onChoose: (operation: OperationId) => void;
  readonly onExplain: (operation: OperationId) => void;
}

function whyBlocked(offer: Offer): string {
  const block = offer.decision.reasons.find((reason) => reason.effect === 'block');
  return block === undefined
    ? offer.decision.whatWouldChangeIt
    : `${block.because} Rule ${block.ruleId} saw ${block.observed}; the limit is ${block.threshold}.`;
}

/** One operation as a radio: what it produces and who decides, or why policy blocks it here. */
export function OfferChoice({ offer, isChosen, onChoose, onExplain }: OfferChoiceProps): ReactElement {
  const isBlocked = offer.decision.outcome === 'blocked';
  const detailId = useId();
  return (
    <div className="offer">
      <div className="offer-head">
        <Radio
          name="ai-operation"
          value={offer.operation}
          label={offer.title}
          isChecked={isChosen}
          isDisabled={isBlocked}
          aria-describedby={detailId}
          onChange={() => onChoose(offer.operation)}
        />
        {offer.isRecommended && <Lozenge word="Recommended" tone="discovery" />}
        {isBlocked && <Lozenge {...OUTCOMES.blocked} />}
      </div>
      <p id={detailId} className="offer-detail subtle">
        {isBlocked ? whyBlocked(offer) : `${offer.produces} · ${offer.gateSummary}`}
      </p>
      {isBlocked && (
        <button type="button" className="link offer-detail" onClick={() => onExplain(offer.operation)}>
          See the rules
          <span className="visually-hidden"> that block {offer.title}</span>
        </button>
      )}
    </div>
  );
}
