import { type FormEvent, type ReactNode, useState } from 'react';
import { showProblem } from '../site/flags';
import { addComment } from './jira';

interface CommentBoxProps {
  readonly issueKey: string;
  /** Whether the project tells internal notes from replies to the customer. */
  readonly canBeInternal: boolean;
  readonly onAdded: () => Promise<void>;
}

/** A box for a comment in plain text; what was typed stays when the comment is refused. */
export function CommentBox({ issueKey, canBeInternal, onAdded }: CommentBoxProps): ReactNode {
  const [text, setText] = useState('');
  const [isInternal, setInternal] = useState(true);
  const [isSending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    setSending(true);
    try {
      await addComment(issueKey, text, canBeInternal && isInternal);
      setText('');
      await onAdded();
    } catch (error) {
      showProblem('The comment was not added', error);
    }
    setSending(false);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') void send();
  };
  return (
    <form className="comment-box" onSubmit={submit}>
      <label>
        <span className="label">Add a comment</span>
        <textarea rows={text === '' ? 2 : 5} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <div className="comment-actions">
        {canBeInternal && (
          <label className="check">
            <input
              type="checkbox"
              checked={isInternal}
              onChange={(event) => setInternal(event.target.checked)}
            />
            <span>Internal note (customers do not see it)</span>
          </label>
        )}
        <button type="submit" className="button button-primary" disabled={isSending || text.trim() === ''}>
          {!canBeInternal ? 'Save' : isInternal ? 'Add internal note' : 'Reply to customer'}
        </button>
      </div>
    </form>
  );
}
