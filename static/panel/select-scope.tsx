import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { Offer } from '../../src/contract/decision';
import type { IssuePanel } from '../../src/contract/handoff';
import type { OperationId } from '../../src/contract/vocabulary';
import { FactList } from '../elements/fact-list';
import { StepHeading } from '../elements/step-heading';
import { OfferChoice } from './offer-choice';

interface SelectScopeProps {
  readonly panel: IssuePanel;
  readonly chosen: OperationId | null;
  readonly onChoose: (operation: OperationId) => void;
  readonly onExplain: (operation: OperationId) => void;
  readonly onCancel: () => void;
  readonly onContinue: () => void;
}

/** Offers by class in the server's order, the recommended one first of all. */
function byClass(offers: readonly Offer[]): ReadonlyMap<string, readonly Offer[]> {
  const sorted = [...offers].sort((one, other) => Number(other.isRecommended) - Number(one.isRecommended));
  const groups = new Map<string, Offer[]>();
  for (const offer of sorted) groups.set(offer.classTitle, [...(groups.get(offer.classTitle) ?? []), offer]);
  return groups;
}

/** Step 1: which bounded operation; what policy blocks stays in the list with its reason. */
export function SelectScope(props: SelectScopeProps): ReactElement {
  const { panel, chosen } = props;
  return (
    <section aria-labelledby="step-title" className="stack">
      <StepHeading id="step-title" text="Select Scope" takesFocus />
      {panel.offers.length === 0 && <p>Policy offers no AI operation on this kind of work.</p>}
      <div role="radiogroup" aria-label="AI operation" className="stack">
        {[...byClass(panel.offers)].map(([title, offers]) => (
          <div key={title} className="offer-class">
            <h3>{title}</h3>
            {offers.map((offer) => (
              <OfferChoice
                key={offer.operation}
                offer={offer}
                isChosen={offer.operation === chosen}
                onChoose={props.onChoose}
                onExplain={props.onExplain}
              />
            ))}
          </div>
        ))}
      </div>
      {panel.blockedActions.length > 0 && (
        <FactList name="Never available to AI" items={panel.blockedActions} />
      )}
      <div className="row end">
        <Button appearance="subtle" onClick={props.onCancel}>
          Cancel
        </Button>
        <Button appearance="primary" isDisabled={chosen === null} onClick={props.onContinue}>
          Continue
        </Button>
      </div>
    </section>
  );
}
