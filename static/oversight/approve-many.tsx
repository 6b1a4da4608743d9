import TextArea from '@atlaskit/textarea';
import { useId, useState, type ReactElement } from 'react';
import type { QueueItem } from '../../src/contract/handoff';
import { AskOnce } from '../elements/ask-once';
import { Failure } from '../elements/failure';
import { useFocusOnMount } from '../elements/use-focus-on-mount';
import { count } from '../elements/words';
import { useWrite } from '../queries';
import { BATCH_LIMIT, batchOf } from './batch';

/** What came of one row of a batch. */
export interface BatchResult {
  readonly handoffId: string;
  readonly issueKey: string;
  readonly isDone: boolean;
  readonly message: string;
}

interface ApproveManyProps {
  readonly selected: readonly QueueItem[];
  /** How many rows of the list may be chosen. */
  readonly openCount: number;
  readonly onChooseAll: () => void;
  readonly onDone: (results: readonly BatchResult[]) => void;
}

interface AskProps extends Pick<ApproveManyProps, 'selected' | 'onDone'> {
  readonly size: number;
}

/** Asks once and says what it does; each row is then answered by itself. */
function Ask({ selected, size, onDone }: AskProps): ReactElement {
  const [note, setNote] = useState('');
  const id = useId();
  const decide = useWrite('oversight.decide-many', ({ results }) =>
    onDone(
      results.map((result) => ({
        ...result,
        issueKey:
          selected.find(({ handoffId }) => handoffId === result.handoffId)?.issueKey ?? result.handoffId,
      })),
    ),
  );
  const send = (): void => decide.mutate({ items: batchOf(selected), note: note.trim() });
  const keys = selected.map(({ issueKey }) => issueKey).join(', ');
  return (
    <div className="stack-small">
      <AskOnce
        action={`Approve ${size} of low risk`}
        question={`Approve ${count(size, 'gate')} of low risk at once (${keys})? Each approval is yours, counts for the packet exactly as it is sealed, and is recorded as given in a batch, without its parts having been opened.`}
        confirm={`Approve ${size}`}
        isBusy={decide.isPending}
        onConfirm={send}
      >
        <label htmlFor={id}>Note (optional)</label>
        <TextArea
          id={id}
          minimumRows={2}
          maxLength={1_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </AskOnce>
      <Failure failure={decide.error} onRetry={send} />
    </div>
  );
}

/** The bar over a list with rows of low risk that policy lets a person approve together. */
export function ApproveMany({ selected, openCount, onChooseAll, onDone }: ApproveManyProps): ReactElement {
  const { length } = batchOf(selected);
  const most = Math.min(openCount, BATCH_LIMIT);
  return (
    <div className="stack-small batch-bar">
      <div className="row">
        <span className="subtle" role="status">
          {length === 0
            ? `${count(openCount, 'row')} of low risk can be approved in a batch.`
            : `${length} chosen${length === BATCH_LIMIT ? ', which is the most for one batch' : ''}.`}
        </span>
        {length < most && (
          <button type="button" className="link" onClick={onChooseAll}>
            Choose {most === 1 ? 'it' : `all ${most}`}
          </button>
        )}
      </div>
      {length > 0 && <Ask selected={selected} size={length} onDone={onDone} />}
    </div>
  );
}

/** What came of each row, also where some could not be approved. */
export function BatchResults({ results }: { readonly results: readonly BatchResult[] }): ReactElement {
  const heading = useFocusOnMount<HTMLHeadingElement>();
  const done = results.filter(({ isDone }) => isDone).length;
  return (
    <section aria-labelledby="batch-title" className="card stack-small">
      <h2 id="batch-title" ref={heading} tabIndex={-1}>
        {done} of {results.length} approved
      </h2>
      <ul className="plain-list">
        {results.map(({ handoffId, issueKey, isDone, message }) => (
          <li key={handoffId}>
            <span className="strong">
              {isDone ? '✓' : '✕'} {issueKey}
            </span>{' '}
            {isDone ? 'approved' : 'not approved'}: {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
