import type { ReactElement } from 'react';
import type { Citation } from '../../src/contract/output';
import type { Pointer } from './output-frame';

interface CitationButtonsProps {
  readonly place: string;
  readonly citations: readonly Citation[];
  readonly pointer: Pointer | null;
  readonly onPoint: (pointer: Pointer) => void;
}

/** Citations as buttons that show their quote inside the source. */
export function CitationButtons({ place, citations, pointer, onPoint }: CitationButtonsProps): ReactElement {
  return (
    <span className="citations">
      {citations.map((citation) => (
        <button
          key={`${citation.source}-${citation.quote}`}
          type="button"
          className="citation"
          aria-pressed={
            pointer?.place === place && pointer.source === citation.source && pointer.quote === citation.quote
          }
          aria-label={`Source ${citation.source}`}
          title={citation.quote}
          onClick={() => onPoint({ ...citation, place })}
        >
          [{citation.source}]
        </button>
      ))}
    </span>
  );
}
