import type { ReactElement } from 'react';
import type { HandoffSummary } from '../../src/contract/handoff';
import { Failure } from '../elements/failure';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { Waiting } from '../elements/waiting';
import { STATES } from '../elements/words';
import { ShowMore } from '../elements/show-more';
import type { Handoffs } from './use-handoffs';

function emptyWords({ hasMore, list }: Handoffs): string {
  if (hasMore) return 'Nothing that you may see so far; there is more to look through.';
  return (list?.hiddenCount ?? 0) > 0
    ? 'No hand-off that you may see matches.'
    : 'No hand-off matches. Clear a field to find more.';
}

interface ResultProps {
  readonly handoff: HandoffSummary;
  readonly onChoose: (handoffId: string) => void;
}

function Result({ handoff, onChoose }: ResultProps): ReactElement {
  return (
    <li>
      <button type="button" className="choice" onClick={() => onChoose(handoff.id)}>
        <span className="choice-main">
          <span className="strong">{handoff.issueKey}</span> {handoff.operationTitle}
        </span>
        <span className="choice-state">
          <Lozenge {...STATES[handoff.state]} />
          <span className="subtle">
            {handoff.requester.displayName}, <Moment at={handoff.requestedAt} />
          </span>
        </span>
      </button>
    </li>
  );
}

interface SearchResultsProps {
  readonly handoffs: Handoffs;
  readonly onChoose: (handoffId: string) => void;
}

/** What a search found, a page at a time, and how many of it are hidden from this person. */
export function SearchResults({ handoffs, onChoose }: SearchResultsProps): ReactElement {
  const { list, failure } = handoffs;
  return (
    <div className="stack-small">
      {list === null && failure === null && <Waiting for="Looking for hand-offs" lines={6} />}
      {list !== null && (
        <>
          {list.handoffs.length === 0 && <p role="status">{emptyWords(handoffs)}</p>}
          {list.handoffs.length > 0 && (
            <ul className="plain-list choices" aria-label="Hand-offs that were found">
              {list.handoffs.map((handoff) => (
                <Result key={handoff.id} handoff={handoff} onChoose={onChoose} />
              ))}
            </ul>
          )}
          <div className="row">
            <ShowMore
              hasMore={handoffs.hasMore}
              isReading={handoffs.isReadingMore}
              onMore={handoffs.readMore}
            />
            {list.hiddenCount > 0 && <span className="subtle">{list.hiddenCount} not visible to you</span>}
          </div>
        </>
      )}
      <Failure failure={failure} onRetry={handoffs.retry} />
    </div>
  );
}
