import type { ReactElement } from 'react';
import { EVERY_TRAIL } from '../../src/contract/every-trail';
import type { HandoffSummary } from '../../src/contract/handoff';
import { Failure } from '../elements/failure';
import { IssueLink } from '../elements/issue-link';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { ShowMore } from '../elements/show-more';
import { Waiting } from '../elements/waiting';
import { STATES } from '../elements/words';
import { useHandoffs, type HandoffList } from './use-handoffs';

interface RowProps {
  readonly handoff: HandoffSummary;
  readonly onOpenTrail: (handoffId: string) => void;
}

function HandoffRow({ handoff, onOpenTrail }: RowProps): ReactElement {
  return (
    <tr>
      <td data-label="State">
        <Lozenge {...STATES[handoff.state]} />
      </td>
      <td data-label="Issue">
        <IssueLink issueKey={handoff.issueKey} />
      </td>
      <td data-label="Operation">{handoff.operationTitle}</td>
      <td data-label="Requester">{handoff.requester.displayName}</td>
      <td data-label="Who has it">{handoff.ballWith}</td>
      <td data-label="Updated">
        <Moment at={handoff.updatedAt} />
      </td>
      <td>
        <button type="button" className="link" onClick={() => onOpenTrail(handoff.id)}>
          Trail
          <span className="visually-hidden"> of the hand-off on {handoff.issueKey}</span>
        </button>
      </td>
    </tr>
  );
}

interface TableProps {
  readonly list: HandoffList;
  readonly onOpenTrail: (handoffId: string) => void;
}

function HandoffTable({ list, onOpenTrail }: TableProps): ReactElement {
  if (list.handoffs.length === 0) return <p>No hand-off has been asked for yet that you may see.</p>;
  return (
    <table className="grid">
      <caption className="visually-hidden">Hand-offs</caption>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Issue</th>
          <th scope="col">Operation</th>
          <th scope="col">Requester</th>
          <th scope="col">Who has it</th>
          <th scope="col">Updated</th>
          <th scope="col">
            <span className="visually-hidden">Trail</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {list.handoffs.map((handoff) => (
          <HandoffRow key={handoff.id} handoff={handoff} onOpenTrail={onOpenTrail} />
        ))}
      </tbody>
    </table>
  );
}

/** Governance's view of the queue: every hand-off, newest first as the server lists them, with the number of the hidden ones. */
export function AllHandoffs({ onOpenTrail }: Pick<RowProps, 'onOpenTrail'>): ReactElement {
  const handoffs = useHandoffs(EVERY_TRAIL);
  const { list, failure } = handoffs;
  return (
    <div className="stack">
      {list === null && failure === null && (
        <Waiting for="Reading the hand-offs that you may see" lines={8} />
      )}
      {list !== null && (
        <>
          <HandoffTable list={list} onOpenTrail={onOpenTrail} />
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
