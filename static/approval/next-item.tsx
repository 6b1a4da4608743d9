import Button from '@atlaskit/button/new';
import { useEffect, useRef, type ReactElement } from 'react';
import { usePort } from '../app-port';
import { useShortcuts } from '../elements/use-shortcuts';

interface NextItemProps {
  readonly nextKey: string;
  /** Whether the person just decided, so that Enter goes on. */
  readonly takesFocus?: boolean;
}

/** Opens the next issue that waits for this person; key N does the same. */
export function NextItem({ nextKey, takesFocus = false }: NextItemProps): ReactElement {
  const port = usePort();
  const button = useRef<HTMLButtonElement>(null);
  const open = (): void => port.goToIssue(nextKey);
  useShortcuts({ n: open });
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  return (
    <span className="row">
      <Button ref={button} appearance={takesFocus ? 'primary' : 'subtle'} onClick={open}>
        Next: {nextKey}
      </Button>
      <kbd>N</kbd>
    </span>
  );
}
