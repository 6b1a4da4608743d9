import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, type ReactElement } from 'react';
import type { CallFailure } from '../app-port';
import { Failure } from '../elements/failure';
import { Notice } from '../elements/notice';

const SHORTEST_CHANGE = 3;

interface PublishBarProps {
  readonly change: string | null;
  readonly isStale: boolean;
  readonly fault: string | null;
  readonly failure: CallFailure | null;
  readonly isBusy: boolean;
  readonly onChange: (change: string) => void;
  readonly onPublish: () => void;
  readonly onDiscard: () => void;
}

function Conflict({ onDiscard }: { readonly onDiscard: () => void }): ReactElement {
  return (
    <Notice
      tone="warning"
      title="Someone else published a version after you began, so your edits were not published."
    >
      <p>Your edits stay here to read. Reloading shows the version in force and drops them.</p>
      <Button spacing="compact" onClick={onDiscard}>
        Reload and drop my edits
      </Button>
    </Notice>
  );
}

/** What changed and why, and the one primary button of an editing tab. */
export function PublishBar(props: PublishBarProps): ReactElement {
  const id = useId();
  const { change, failure, fault } = props;
  const hasConflict = props.isStale || failure?.code === 'conflict';
  const isReady =
    change !== null && change.trim().length >= SHORTEST_CHANGE && !hasConflict && fault === null;
  return (
    <div className="publish-bar stack-small">
      {hasConflict ? (
        <Conflict onDiscard={props.onDiscard} />
      ) : (
        <Failure failure={failure} onRetry={props.onPublish} />
      )}
      <label htmlFor={id}>What changes and why</label>
      <Textfield
        id={id}
        maxLength={240}
        isDisabled={change === null}
        value={change ?? ''}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      <div className="row">
        <Button appearance="primary" isDisabled={!isReady} isLoading={props.isBusy} onClick={props.onPublish}>
          Publish
        </Button>
        {change !== null && !hasConflict && (
          <Button appearance="subtle" onClick={props.onDiscard}>
            Discard edits
          </Button>
        )}
        <span className="subtle">
          {change === null
            ? 'No unpublished edits.'
            : (fault ?? 'Publishing makes a new version that counts at once for new hand-offs.')}
        </span>
      </div>
    </div>
  );
}
