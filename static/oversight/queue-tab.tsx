import type { ReactElement } from 'react';
import type { HandoffSummary } from '../../src/contract/handoff';
import { IssueLink } from '../elements/issue-link';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { STATES } from '../elements/words';
import { ShowMore } from '../elements/show-more';
import type { HandoffList, Handoffs } from './use-handoffs';

interface QueueTabProps {
  readonly list: HandoffList;
  readonly handoffs: Handoffs;
  readonly onOpenTrail: (handoffId: string) => void;
}

interface RowProps {
  readonly handoff: HandoffSummary;
  readonly onOpenTrail: (handoffId: string) => void;
}

function QueueRow({ handoff, onOpenTrail }: RowProps): ReactElement {
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

/** The hand-offs, newest first as the server lists them, with the number of those that this person may not see. */
export function QueueTab({ list, handoffs, onOpenTrail }: QueueTabProps): ReactElement {
  return (
    <div className="stack tab-body">
      {list.handoffs.length === 0 ? (
        <p>No hand-off has been asked for yet that you may see.</p>
      ) : (
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
              <QueueRow key={handoff.id} handoff={handoff} onOpenTrail={onOpenTrail} />
            ))}
          </tbody>
        </table>
      )}
      <div className="row">
        <ShowMore hasMore={handoffs.hasMore} isReading={handoffs.isReadingMore} onMore={handoffs.readMore} />
        {list.hiddenCount > 0 && <span className="subtle">{list.hiddenCount} not visible to you</span>}
      </div>
    </div>
  );
}
