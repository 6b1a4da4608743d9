import type { ReactElement } from 'react';
import type { Correction } from '../../../src/contract/quality';
import { IssueLink } from '../../elements/issue-link';
import { Moment } from '../../elements/moment';
import { ShowMore } from '../../elements/show-more';
import { StepHeading } from '../../elements/step-heading';
import { useFirst } from '../../elements/use-first';
import { BY, whatAndWhy, whereIn } from './quality-words';

const AT_ONCE = 10;

/** One correction: what the AI wrote, what it quoted, and what a person wrote in its place. Hostile input: text nodes only. */
function Example({ correction }: { readonly correction: Correction }): ReactElement {
  const { issueKey, at, text, corrected, quotes, claim } = correction;
  return (
    <li className="stack-small">
      <p className="row">
        <IssueLink issueKey={issueKey} />
        <span className="subtle">
          {claim === null ? 'the whole output' : `claim ${claim}`}, <Moment at={at} />
        </span>
      </p>
      {text !== '' && (
        <div>
          <p className="subtle">AI wrote</p>
          <blockquote className="ai-words">{text}</blockquote>
        </div>
      )}
      {quotes.length > 0 && (
        <div>
          <p className="subtle">It quoted</p>
          {quotes.map((quote, index) => (
            <p key={index}>“{quote}”</p>
          ))}
        </div>
      )}
      {corrected !== null && (
        <div>
          <p className="subtle">The reviewer wrote</p>
          <p>{corrected}</p>
        </div>
      )}
    </li>
  );
}

interface ExamplesProps {
  readonly corrections: readonly Correction[];
  readonly first: Correction;
}

/** The corrections behind one line of the report, newest first. */
export function Examples({ corrections, first }: ExamplesProps): ReactElement {
  const { shown, hasMore, more } = useFirst(corrections, AT_ONCE);
  return (
    <section aria-labelledby="examples-title" className="card stack-small">
      <StepHeading id="examples-title" text={whatAndWhy(first)} takesFocus />
      <p className="subtle">
        By {BY[first.by]}, in {whereIn(first)}
      </p>
      <ul className="plain-list ruled-list" aria-label="Examples">
        {shown.map((correction, index) => (
          <Example key={index} correction={correction} />
        ))}
      </ul>
      <ShowMore hasMore={hasMore} isReading={false} onMore={more} />
    </section>
  );
}
