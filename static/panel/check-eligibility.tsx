import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { Decision, Offer } from '../../src/contract/decision';
import { Disclosure } from '../elements/disclosure';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { StepHeading } from '../elements/step-heading';
import { OUTCOMES } from '../elements/words';
import { FiredRules } from './fired-rules';

interface CheckEligibilityProps {
  readonly offer: Offer;
  readonly policySince: string;
  readonly onBack: () => void;
  readonly onCancel: () => void;
  readonly onContinue: () => void;
}

function inWords({ outcome, gates }: Decision): string {
  if (outcome === 'blocked') return 'Policy does not allow this operation on this issue.';
  if (outcome === 'eligible') return 'It may run at once; you review its output.';
  if (gates.length === 2) return 'An approver decides before it runs, and again before its output is used.';
  return gates[0] === 'run'
    ? 'An approver decides before it runs.'
    : 'An approver decides before its output is used.';
}

/** Step 2: what policy decided and every rule that fired. A blocked operation ends here. */
export function CheckEligibility(props: CheckEligibilityProps): ReactElement {
  const { decision } = props.offer;
  const isBlocked = decision.outcome === 'blocked';
  return (
    <section aria-labelledby="step-title" className="stack">
      <StepHeading id="step-title" text="Check Eligibility" takesFocus />
      <p className="strong">{props.offer.title}</p>
      <div className="row">
        <p role="status">
          <Lozenge {...OUTCOMES[decision.outcome]} />
        </p>
        <p>{inWords(decision)}</p>
      </div>
      <FiredRules reasons={decision.reasons} />
      <p className="subtle">
        Policy v{decision.policyVersion}, in force since <Moment at={props.policySince} />
      </p>
      <Disclosure title="What would change this?">
        <p>{decision.whatWouldChangeIt}</p>
      </Disclosure>
      <div className="row end">
        <Button appearance="subtle" onClick={props.onCancel}>
          Cancel
        </Button>
        <Button onClick={props.onBack}>Back</Button>
        {!isBlocked && (
          <Button appearance="primary" onClick={props.onContinue}>
            Continue
          </Button>
        )}
      </div>
    </section>
  );
}
