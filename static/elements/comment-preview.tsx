import type { ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Audience } from '../../src/contract/vocabulary';
import { Lozenge } from './lozenge';
import { AUDIENCES } from './words';

type Line = HandoffView['comment'][number];

function CommentLine({ line }: { readonly line: Line }): ReactElement {
  switch (line.kind) {
    case 'heading':
      return <p className="comment-heading">{line.text}</p>;
    case 'item':
      return <p className="comment-item">{line.text}</p>;
    case 'quote':
      return <blockquote className="comment-quote">{line.text}</blockquote>;
    case 'text':
      return <p>{line.text}</p>;
  }
}

interface CommentPreviewProps {
  readonly lines: readonly Line[];
  /** Who reads it once it is posted. */
  readonly audience: Audience;
  /** What becomes or became of it, in a few words. */
  readonly caption: string;
}

/** The comment line by line, from the same lines that are posted. One for the customer cannot pass for an internal note. */
export function CommentPreview({ lines, audience, caption }: CommentPreviewProps): ReactElement {
  const isForCustomer = audience === 'customer';
  return (
    <section
      aria-labelledby="comment-title"
      className={isForCustomer ? 'comment-frame comment-public stack-small' : 'comment-frame stack-small'}
    >
      <div className="row spread">
        <h3 id="comment-title" className="card-title">
          Comment preview
        </h3>
        <span className="row">
          <Lozenge {...AUDIENCES[audience]} />
          <span className="subtle">{caption}</span>
        </span>
      </div>
      {isForCustomer && (
        <p className="comment-warning">The customer of this request reads every word below.</p>
      )}
      {lines.map((line, index) => (
        <CommentLine key={`${index}-${line.kind}`} line={line} />
      ))}
    </section>
  );
}
