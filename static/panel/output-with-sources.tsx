import { useState, type ReactElement } from 'react';
import type { Output, Source } from '../../src/contract/output';
import type { Marking } from './marking';
import { OutputFrame, type Pointer } from './output-frame';
import { SourceView } from './source-view';
import { useBeside } from './use-beside';
import { useIsWide } from './use-is-wide';
import './review.css';

interface OutputWithSourcesProps {
  readonly output: Output;
  readonly sources: readonly Source[];
  /** The name of whoever owns the work. */
  readonly owner: string;
  /** Missing where the reader may neither strike nor edit. */
  readonly marking?: Marking;
}

/** Claims beside the source that the reader points at, or under the claim where there is no room beside. */
export function OutputWithSources(props: OutputWithSourcesProps): ReactElement {
  const { output, sources, owner, marking } = props;
  const [pointer, setPointer] = useState<Pointer | null>(null);
  const isWide = useIsWide();
  const { columns, offset } = useBeside();
  const source = sources.find((candidate) => candidate.number === pointer?.source);
  const sourceView = (
    <SourceView
      source={source}
      quote={pointer?.quote ?? ''}
      total={sources.filter(({ quarantine }) => quarantine === null).length}
    />
  );
  return (
    <div className="review-columns" ref={columns}>
      <OutputFrame
        output={output}
        pointer={pointer}
        owner={owner}
        inlineSource={isWide ? null : sourceView}
        {...(marking === undefined ? {} : { marking })}
        onPoint={setPointer}
      />
      {isWide && (
        <div className="beside" style={{ marginTop: offset }}>
          {sourceView}
        </div>
      )}
    </div>
  );
}
