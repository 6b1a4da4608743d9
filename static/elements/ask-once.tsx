import Button from '@atlaskit/button/new';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { useFocusOnMount } from './use-focus-on-mount';

interface AskOnceProps {
  readonly action: string;
  readonly question: string;
  readonly confirm: string;
  readonly isBusy: boolean;
  readonly isReady?: boolean;
  readonly isDangerous?: boolean;
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

/** A button that asks once, in place, and says what it will do; no dialog covers the page. */
export function AskOnce(props: AskOnceProps): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const id = useId();
  if (!isAsking) {
    return (
      <div>
        <Button
          appearance={props.isDangerous === true ? 'danger' : 'default'}
          onClick={() => setAsking(true)}
        >
          {props.action}
        </Button>
      </div>
    );
  }
  return (
    <div className="in-place" role="group" aria-labelledby={id}>
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
        <Button appearance="subtle" onClick={() => setAsking(false)}>
          Keep as it is
        </Button>
      </div>
    </div>
  );
}
