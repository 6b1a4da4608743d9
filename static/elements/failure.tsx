import Button from '@atlaskit/button/new';
import type { ReactElement, ReactNode } from 'react';
import type { CallFailure } from '../app-port';
import { Notice } from './notice';

interface FailureProps {
  readonly failure: CallFailure | null;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}

/** A refused call beside what caused it: the server's sentence, and **Retry** only where trying again can help. */
export function Failure({ failure, onRetry, children }: FailureProps): ReactElement | null {
  if (failure === null) return null;
  return (
    <Notice tone="danger" title={failure.message}>
      {children}
      {failure.retryable && onRetry !== undefined && (
        <Button spacing="compact" onClick={onRetry}>
          Retry
        </Button>
      )}
    </Notice>
  );
}
