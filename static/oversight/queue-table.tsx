import type { ReactElement } from 'react';
import type { QueueItem } from '../../src/contract/handoff';
import { IssueLink } from '../elements/issue-link';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { RISKS } from '../elements/words';
import { keyOfItem } from './batch';

interface QueueTableProps {
  readonly items: readonly QueueItem[];
  /** Keys of the rows that are chosen for a batch. */
  readonly chosen: readonly string[];
  /** Whether no further row can be chosen. */
  readonly isFull: boolean;
  readonly onToggle: (item: QueueItem) => void;
}

function actOf({ act, gate }: QueueItem): string {
  if (act === 'review') return 'Review the output';
  return gate === 'run' ? 'Approve the run' : 'Approve the use';
}

interface RowProps {
  readonly item: QueueItem;
  readonly isChosen: boolean;
  readonly isFull: boolean;
  readonly onToggle: (item: QueueItem) => void;
}

function Choice({ item, isChosen, isFull, onToggle }: RowProps): ReactElement | null {
  if (item.batch === null) return null;
  return (
    <input
      type="checkbox"
      aria-label={`Choose ${item.issueKey} for a batch`}
      checked={isChosen}
      disabled={isFull && !isChosen}
      onChange={() => onToggle(item)}
    />
  );
}

function QueueRow(props: RowProps): ReactElement {
  const { item } = props;
  return (
    <tr>
      <td className="choice-cell" data-label="Batch">
        <Choice {...props} />
      </td>
      <td data-label="Risk">
        <Lozenge {...RISKS[item.risk]} />
      </td>
      <td data-label="Issue">
        <IssueLink issueKey={item.issueKey} />
      </td>
      <td data-label="What is asked">
        <div>
          <IssueLink issueKey={item.openKey} isHere>
            {actOf(item)}
            <span className="visually-hidden"> on {item.issueKey}</span>
          </IssueLink>
          <span className="asked subtle">
            {item.asked}
            {item.isMine && ' · yours'}
          </span>
        </div>
      </td>
      <td data-label="Operation">{item.operationTitle}</td>
      <td data-label="Requester">{item.requester.displayName}</td>
      <td data-label="Asked">
        <Moment at={item.askedAt} />
      </td>
      <td data-label="Due">
        <span className="row">
          <Moment at={item.dueAt} />
          {item.isOverdue && <Lozenge word="Overdue" tone="warning" />}
        </span>
      </td>
    </tr>
  );
}

/** What waits, a row each; the act opens the issue where it is done. */
export function QueueTable({ items, chosen, isFull, onToggle }: QueueTableProps): ReactElement {
  return (
    <table className="grid queue">
      <caption className="visually-hidden">What waits</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">Risk</th>
          <th scope="col">Issue</th>
          <th scope="col">What is asked</th>
          <th scope="col">Operation</th>
          <th scope="col">Requester</th>
          <th scope="col">Asked</th>
          <th scope="col">Due</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <QueueRow
            key={keyOfItem(item)}
            item={item}
            isChosen={chosen.includes(keyOfItem(item))}
            isFull={isFull}
            onToggle={onToggle}
          />
        ))}
      </tbody>
    </table>
  );
}
