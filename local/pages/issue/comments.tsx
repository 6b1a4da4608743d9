import type { ReactNode } from 'react';
import { AdfView } from '../adf/adf-view';
import { Lozenge } from '../parts/lozenge';
import { Avatar } from '../parts/person-chip';
import { Skeleton } from '../parts/skeleton';
import { TimeAgo } from '../parts/time-ago';
import { useStore } from '../site/store';
import { CommentBox } from './comment-box';
import type { IssueView } from './issue-view';
import type { Comment, Issue } from './model';

function CommentItem({ comment }: { readonly comment: Comment }): ReactNode {
  const { author } = comment;
  return (
    <li className={comment.isInternal ? 'comment comment-internal' : 'comment'}>
      {author === undefined ? <span className="avatar" aria-hidden="true" /> : <Avatar person={author} />}
      <article aria-label={`Comment by ${author?.name ?? 'an unknown person'}`}>
        <div className="comment-head">
          <strong>{author?.name ?? 'Unknown person'}</strong>
          {author?.isApp === true && <Lozenge label="App" tone="default" />}
          <span className="subtle">
            <TimeAgo at={comment.created} />
            {comment.isEdited && ' · edited'}
          </span>
          {comment.isInternal && <Lozenge label="Internal note" tone="moved" />}
          {comment.restrictedTo !== undefined && (
            <Lozenge label={`Restricted to ${comment.restrictedTo}`} tone="removed" />
          )}
        </div>
        <AdfView document={comment.body} />
      </article>
    </li>
  );
}

/** The comments that the acting user may see, newest first, under a box for a new one. */
export function Comments({ issue, view }: { readonly issue: Issue; readonly view: IssueView }): ReactNode {
  const { value, failure } = useStore(view.comments);
  const earlier = value === undefined ? 0 : value.total - value.comments.length;
  return (
    <>
      <CommentBox issueKey={issue.key} canBeInternal={issue.isServiceDesk} onAdded={view.reload} />
      {failure !== undefined && <p className="subtle">The comments could not be loaded: {failure.message}</p>}
      {value === undefined && failure === undefined && <Skeleton lines={6} label="Loading comments" />}
      {value?.comments.length === 0 && <p className="subtle">No comments yet.</p>}
      <ol className="comments">
        {value?.comments.map((comment) => (
          <CommentItem key={comment.id} comment={comment} />
        ))}
      </ol>
      {earlier > 0 && (
        <button type="button" className="button" onClick={view.showMoreComments}>
          Show earlier comments ({earlier} more)
        </button>
      )}
    </>
  );
}
