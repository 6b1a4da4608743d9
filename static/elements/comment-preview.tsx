import type { ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import { count } from './words';

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
  /** What becomes or became of it, in a few words. */
  readonly caption?: string;
  /** Texts of the claims that the reviewer strikes now: their lines go when the output is accepted. */
  readonly struckTexts?: readonly string[];
}

/** The comment line by line, from the same lines that are posted. */
export function CommentPreview({
  lines,
  caption = 'internal, exactly as it will be posted',
  struckTexts = [],
}: CommentPreviewProps): ReactElement {
  const isLeftOut = (line: Line): boolean =>
    line.kind === 'item' && struckTexts.some((text) => line.text.startsWith(`${text} [`));
  return (
    <section aria-labelledby="comment-title" className="comment-frame stack-small">
      <div className="row spread">
        <h3 id="comment-title" className="card-title">
          Comment preview
        </h3>
        <span className="subtle">
          {struckTexts.length === 0
            ? caption
            : `internal, without ${count(struckTexts.length, 'claim')} that you struck`}
        </span>
      </div>
      {lines
        .filter((line) => !isLeftOut(line))
        .map((line, index) => (
          <CommentLine key={`${index}-${line.kind}`} line={line} />
        ))}
    </section>
  );
}
