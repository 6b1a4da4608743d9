import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { Failure } from '../elements/failure';
import { useWrite } from '../queries';
import { WalkReport } from './walk-report';

/** **Verify audit trail** of one hand-off, with what it found. */
export function VerifyChain({ handoffId }: { readonly handoffId: string }): ReactElement {
  const verify = useWrite('oversight.verify');
  const run = (): void => verify.mutate({ handoffId });
  return (
    <div className="stack-small">
      <div>
        <Button appearance="primary" isLoading={verify.isPending} onClick={run}>
          Verify audit trail
        </Button>
      </div>
      <div role="status">
        {verify.data === undefined ? (
          <span className="subtle">Recomputes every hash of this hand-off’s chain.</span>
        ) : (
          <WalkReport report={verify.data} />
        )}
      </div>
      <Failure failure={verify.error} onRetry={run} />
    </div>
  );
}
