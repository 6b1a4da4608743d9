import Button from '@atlaskit/button/new';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import type { CallFailure } from '../app-port';
import { Failure } from './failure';
import { ReasonForm, type GivenReason } from './reason-form';
import { useFocusOnMount } from './use-focus-on-mount';
import { useShortcuts } from './use-shortcuts';

/** The two answers that need a reason. */
export type Refusal = 'reject' | 'escalate';

interface VerdictBarProps {
  /** The word of the answer that needs no reason. */
  readonly yes: 'Accept' | 'Approve';
  readonly whatYesDoes: string;
  /** Why yes cannot be said yet; it stands beside the disabled button. */
  readonly hindrance?: string | null;
  /** Whether yes is not offered at all; the page says why. */
  readonly isYesWithheld?: boolean;
  readonly refusals: Readonly<Record<Refusal, { readonly confirm: string; readonly whatHappens: string }>>;
  readonly isBusy: boolean;
  readonly failure: CallFailure | null;
  readonly onYes: () => void;
  readonly onRefuse: (refusal: Refusal, given: GivenReason) => void;
  /** What stands beside the answers while none is being given. */
  readonly beside?: ReactNode;
}

interface AnswersProps extends VerdictBarProps {
  /** The refusal whose reason a person was just giving and left: the focus goes back to its button. */
  readonly left: Refusal | null;
  readonly onAsk: (refusal: Refusal) => void;
}

function Keys({ hasYes }: { readonly hasYes: boolean }): ReactElement {
  return (
    <span className="subtle keys">
      Keys:{' '}
      {hasYes && (
        <>
          <kbd>A</kbd>{' '}
        </>
      )}
      <kbd>R</kbd> <kbd>E</kbd>
    </span>
  );
}

function Answers(props: AnswersProps): ReactElement {
  const { yes, isBusy, hindrance = null, isYesWithheld = false, left, onAsk } = props;
  const id = useId();
  const back = useFocusOnMount<HTMLButtonElement>();
  return (
    <>
      <div className="row">
        {!isYesWithheld && (
          <Button
            appearance="primary"
            isLoading={isBusy}
            isDisabled={hindrance !== null}
            aria-describedby={id}
            onClick={props.onYes}
          >
            {yes}
          </Button>
        )}
        <Button ref={left === 'reject' ? back : null} isDisabled={isBusy} onClick={() => onAsk('reject')}>
          Reject
        </Button>
        <Button ref={left === 'escalate' ? back : null} isDisabled={isBusy} onClick={() => onAsk('escalate')}>
          Escalate
        </Button>
        {props.beside}
        <Keys hasYes={!isYesWithheld} />
      </div>
      {!isYesWithheld && (
        <p id={id} className={hindrance === null ? 'subtle' : 'hindrance'}>
          {hindrance ?? props.whatYesDoes}
        </p>
      )}
    </>
  );
}

/** A person's verdict: yes at once, reject and escalate with a reason in place. Keys A, R and E do the same. */
export function VerdictBar(props: VerdictBarProps): ReactElement {
  const { isBusy, refusals, onYes, onRefuse, hindrance = null, isYesWithheld = false } = props;
  const [asked, setAsked] = useState<Refusal | null>(null);
  const [left, setLeft] = useState<Refusal | null>(null);
  const leave = (): void => {
    setLeft(asked);
    setAsked(null);
  };
  const canSayYes = hindrance === null && !isYesWithheld;
  useShortcuts(
    asked === null
      ? {
          ...(canSayYes ? { a: onYes } : {}),
          r: () => setAsked('reject'),
          e: () => setAsked('escalate'),
        }
      : {},
  );
  return (
    <div className="stack-small verdict-bar">
      <Failure failure={props.failure} />
      {asked === null ? (
        <Answers {...props} left={left} onAsk={setAsked} />
      ) : (
        <ReasonForm
          {...refusals[asked]}
          isBusy={isBusy}
          onConfirm={(given) => onRefuse(asked, given)}
          onCancel={leave}
        />
      )}
    </div>
  );
}
