import Button from '@atlaskit/button/new';
import { useState, type ReactElement } from 'react';
import type { CallFailure } from '../app-port';
import { Failure } from './failure';
import { ReasonForm, type GivenReason } from './reason-form';
import { useShortcuts } from './use-shortcuts';

/** The two answers that need a reason. */
export type Refusal = 'reject' | 'escalate';

interface VerdictBarProps {
  /** The word of the answer that needs no reason. */
  readonly yes: 'Accept' | 'Approve';
  readonly whatYesDoes: string;
  readonly refusals: Readonly<Record<Refusal, { readonly confirm: string; readonly whatHappens: string }>>;
  readonly isBusy: boolean;
  readonly failure: CallFailure | null;
  readonly onYes: () => void;
  readonly onRefuse: (refusal: Refusal, given: GivenReason) => void;
}

/** A person's verdict: yes at once, reject and escalate with a reason in place. Keys A, R and E do the same. */
export function VerdictBar(props: VerdictBarProps): ReactElement {
  const { yes, isBusy, refusals, onYes, onRefuse } = props;
  const [asked, setAsked] = useState<Refusal | null>(null);
  useShortcuts(
    asked === null ? { a: onYes, r: () => setAsked('reject'), e: () => setAsked('escalate') } : {},
  );
  return (
    <div className="stack-small verdict-bar">
      <Failure failure={props.failure} />
      {asked === null ? (
        <>
          <div className="row">
            <Button appearance="primary" isLoading={isBusy} onClick={onYes}>
              {yes}
            </Button>
            <Button isDisabled={isBusy} onClick={() => setAsked('reject')}>
              Reject
            </Button>
            <Button isDisabled={isBusy} onClick={() => setAsked('escalate')}>
              Escalate
            </Button>
            <span className="subtle keys">
              Keys: <kbd>A</kbd> <kbd>R</kbd> <kbd>E</kbd>
            </span>
          </div>
          <p className="subtle">{props.whatYesDoes}</p>
        </>
      ) : (
        <ReasonForm
          {...refusals[asked]}
          isBusy={isBusy}
          onConfirm={(given) => onRefuse(asked, given)}
          onCancel={() => setAsked(null)}
        />
      )}
    </div>
  );
}
