import Button from '@atlaskit/button/new';
import { useEffect, useId, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useEscape } from './use-escape';
import { useFocusOnMount } from './use-focus-on-mount';

interface AskOnceProps {
  readonly action: string;
  readonly question: string;
  readonly confirm: string;
  readonly isBusy: boolean;
  readonly isReady?: boolean;
  readonly isDangerous?: boolean;
  /** Whether it has to be found at once. */
  readonly isUrgent?: boolean;
  readonly onConfirm: () => void;
  readonly children?: ReactNode;
}

function Question({ id, text }: { readonly id: string; readonly text: string }): ReactElement {
  const question = useFocusOnMount<HTMLParagraphElement>();
  return (
    <p id={id} ref={question} tabIndex={-1}>
      {text}
    </p>
  );
}

/** A button that asks once, in place, and says what it will do; no dialog covers the page. Kept as it is, the focus goes back to it. */
export function AskOnce(props: AskOnceProps): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const [wasKept, setKept] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const keep = (): void => {
    setKept(true);
    setAsking(false);
  };
  const form = useEscape<HTMLDivElement>(keep);
  useEffect(() => {
    if (wasKept) button.current?.focus();
  }, [wasKept]);
  if (!isAsking) {
    const ask = (): void => {
      setKept(false);
      setAsking(true);
    };
    return (
      <div>
        <Button ref={button} appearance={props.isUrgent === true ? 'danger' : 'default'} onClick={ask}>
          {props.action}
        </Button>
      </div>
    );
  }
  return (
    <div ref={form} className="in-place" role="group" aria-labelledby={id}>
      <Question id={id} text={props.question} />
      {props.children}
      <div className="row">
        <Button
          appearance={props.isDangerous === true ? 'danger' : 'primary'}
          isLoading={props.isBusy}
          isDisabled={props.isReady === false}
          onClick={props.onConfirm}
        >
          {props.confirm}
        </Button>
        <Button appearance="subtle" onClick={keep}>
          Keep as it is
        </Button>
      </div>
    </div>
  );
}
