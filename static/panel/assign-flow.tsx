import { useState, type ReactElement } from 'react';
import type { HandoffView, IssuePanel } from '../../src/contract/handoff';
import type { OperationId } from '../../src/contract/vocabulary';
import { CheckEligibility } from './check-eligibility';
import { ConfirmControls } from './confirm-controls';
import { SelectScope } from './select-scope';
import { Stepper, type Step } from './stepper';

interface AssignFlowProps {
  readonly panel: IssuePanel;
  /** The operation that is asked for once more; the flow then starts with what policy says about it now. */
  readonly again: OperationId | null;
  readonly onCancel: () => void;
  readonly onHandedOff: (view: HandoffView) => void;
}

/** What the flow starts with: the operation asked for again where it is still offered, else the recommended one. */
function firstChoice(panel: IssuePanel, again: OperationId | null): OperationId | null {
  if (again !== null && panel.offers.some(({ operation }) => operation === again)) return again;
  const isOpen = panel.recommended !== null && panel.recommended.decision.outcome !== 'blocked';
  return isOpen ? (panel.recommended?.operation ?? null) : null;
}

/** The three steps before a hand-off exists; nothing is written until the last one is confirmed. */
export function AssignFlow({ panel, again, onCancel, onHandedOff }: AssignFlowProps): ReactElement {
  const [operation, setOperation] = useState<OperationId | null>(() => firstChoice(panel, again));
  const [step, setStep] = useState<Step>(() =>
    again !== null && operation === again ? 'Check Eligibility' : 'Select Scope',
  );
  // A blocked operation cannot be chosen, only looked at: it ends at its rules.
  const [explained, setExplained] = useState<OperationId | null>(null);
  const offer = panel.offers.find((candidate) => candidate.operation === (explained ?? operation));
  const chosen = step === 'Select Scope' ? undefined : offer;
  return (
    <div className="stack">
      <Stepper current={chosen === undefined ? 'Select Scope' : step} />
      {chosen === undefined && (
        <SelectScope
          panel={panel}
          chosen={operation}
          onChoose={setOperation}
          onExplain={(blocked) => {
            setExplained(blocked);
            setStep('Check Eligibility');
          }}
          onCancel={onCancel}
          onContinue={() => setStep('Check Eligibility')}
        />
      )}
      {chosen !== undefined && step === 'Check Eligibility' && (
        <CheckEligibility
          offer={chosen}
          policySince={panel.policySince}
          onBack={() => {
            setExplained(null);
            setStep('Select Scope');
          }}
          onCancel={onCancel}
          onContinue={() => setStep('Confirm Controls')}
        />
      )}
      {chosen !== undefined && step === 'Confirm Controls' && (
        <ConfirmControls
          offer={chosen}
          onBack={() => setStep('Check Eligibility')}
          onCancel={onCancel}
          onHandedOff={onHandedOff}
        />
      )}
    </div>
  );
}
