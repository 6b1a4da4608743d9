import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { usePort } from '../app-port';
import { useWrite } from '../queries';
import { jsonLines } from '../saved-file';
import { Failure } from './failure';

interface EvidenceBundleProps {
  /** The call of the page on which this stands. */
  readonly call: 'panel.evidence' | 'oversight.bundle';
  readonly handoffId: string;
}

/** **Evidence bundle**: saves the file of one hand-off that verifies by itself. */
export function EvidenceBundle({ call, handoffId }: EvidenceBundleProps): ReactElement {
  const port = usePort();
  const bundle = useWrite(call, ({ name, lines }) => port.saveFile(jsonLines(name, lines)));
  const save = (): void => bundle.mutate({ handoffId });
  return (
    <div className="stack-small">
      <div>
        <Button isLoading={bundle.isPending} onClick={save}>
          Evidence bundle
        </Button>
      </div>
      <p className="subtle" role="status">
        {bundle.data === undefined
          ? 'One file with the trail, its texts and its proofs; audit:fsck verifies it offline.'
          : `Saved as ${bundle.data.name}.`}
      </p>
      <Failure failure={bundle.error} onRetry={save} />
    </div>
  );
}
