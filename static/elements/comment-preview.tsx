import type { ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Audience } from '../../src/contract/vocabulary';
import { Lozenge } from './lozenge';
import { AUDIENCES, count } from './words';

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

/** What a comment for the customer says of a claim may be worded otherwise, without names: then its line still stands here. */
const withoutStruck = (number: number, audience: Audience): string =>
  audience === 'customer'
    ? `${count(number, 'claim')} that you struck will not be in it, whatever it is worded as here`
    : `without ${count(number, 'claim')} that you struck`;

interface CommentPreviewProps {
  readonly lines: readonly Line[];
  /** Who reads it once it is posted. */
  readonly audience: Audience;
  /** What becomes or became of it, in a few words. */
  readonly caption: string;
  /** Texts of the claims that the reviewer strikes now: their lines go when the output is accepted. */
  readonly struckTexts?: readonly string[];
}

/** The comment line by line, from the same lines that are posted. One for the customer cannot pass for an internal note. */
export function CommentPreview({
  lines,
  audience,
  caption,
  struckTexts = [],
}: CommentPreviewProps): ReactElement {
  const isLeftOut = (line: Line): boolean =>
    line.kind === 'item' &&
    struckTexts.some((text) => line.text === text || line.text.startsWith(`${text} [`));
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
          <span className="subtle">
            {struckTexts.length === 0 ? caption : withoutStruck(struckTexts.length, audience)}
          </span>
        </span>
      </div>
      {isForCustomer && (
        <p className="comment-warning">The customer of this request reads every word below.</p>
      )}
      {lines
        .filter((line) => !isLeftOut(line))
        .map((line, index) => (
          <CommentLine key={`${index}-${line.kind}`} line={line} />
        ))}
    </section>
  );
}
