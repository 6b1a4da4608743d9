import type { ReactNode } from 'react';
import { Avatar } from '../parts/person-chip';
import { Skeleton } from '../parts/skeleton';
import { TimeAgo } from '../parts/time-ago';
import { useStore } from '../site/store';
import type { IssueView } from './issue-view';
import type { HistoryEntry } from './model';

function Entry({ entry }: { readonly entry: HistoryEntry }): ReactNode {
  const { author, items } = entry;
  return (
    <li className="comment">
      {author === undefined ? <span className="avatar" aria-hidden="true" /> : <Avatar person={author} />}
      <div>
        <div className="comment-head">
          <strong>{author?.name ?? 'Unknown person'}</strong>
          <span>changed {items.map((item) => item.field).join(', ')}</span>
          <span className="subtle">
            <TimeAgo at={entry.created} />
          </span>
        </div>
        {items.map((item, index) => (
          <p key={index} className="change">
            {items.length > 1 && <span className="subtle">{item.field}: </span>}
            <span className="change-value">{item.from}</span>
            <span aria-label="to"> → </span>
            <span className="change-value">{item.to}</span>
          </p>
        ))}
      </div>
    </li>
  );
}

/** The recorded changes of the issue, newest first. */
export function History({ view }: { readonly view: IssueView }): ReactNode {
  const { value, failure } = useStore(view.history);
  if (failure !== undefined)
    return <p className="subtle">The history could not be loaded: {failure.message}</p>;
  if (value === undefined) return <Skeleton lines={8} label="Loading the history" />;
  if (value.length === 0) return <p className="subtle">Nothing was changed yet.</p>;
  return (
    <ol className="comments">
      {value.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}
