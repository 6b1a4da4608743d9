import type { ReactElement } from 'react';
import type { Citation } from '../../src/contract/output';
import type { Pointer } from './output-frame';

interface CitationButtonsProps {
  readonly place: string;
  readonly citations: readonly Citation[];
  readonly pointer: Pointer | null;
  readonly onPoint: (pointer: Pointer) => void;
}

interface Named {
  readonly citation: Citation;
  /** “14”, or “14.2” for the second of several quotes from source 14. */
  readonly mark: string;
  readonly name: string;
}

/** What each citation is called, so that two quotes from one source can be told apart. */
const named = (citations: readonly Citation[]): readonly Named[] =>
  citations.map((citation) => {
    const { source } = citation;
    const same = citations.filter((one) => one.source === source);
    const place = same.indexOf(citation) + 1;
    const mark = same.length === 1 ? String(source) : `${source}.${place}`;
    return {
      citation,
      mark,
      name: `Source ${mark}${same.length === 1 ? '' : `, quote ${place} of ${same.length}`}`,
    };
  });

/** Citations as buttons that show their quote inside the source. */
export function CitationButtons({ place, citations, pointer, onPoint }: CitationButtonsProps): ReactElement {
  return (
    <span className="citations">
      {named(citations).map(({ citation, mark, name }) => (
        <button
          key={`${citation.source}-${citation.quote}`}
          type="button"
          className="citation"
          aria-pressed={
            pointer?.place === place && pointer.source === citation.source && pointer.quote === citation.quote
          }
          aria-label={name}
          title={citation.quote}
          onClick={() => onPoint({ ...citation, place })}
        >
          [{mark}]
        </button>
      ))}
    </span>
  );
}
