import { useState, type ReactElement } from 'react';
import type { Output, Source } from '../../src/contract/output';
import { OutputFrame, type Pointer } from './output-frame';
import { SourceView } from './source-view';
import { useIsWide } from './use-is-wide';
import './review.css';

interface OutputWithSourcesProps {
  readonly output: Output;
  readonly sources: readonly Source[];
  readonly strike: readonly number[];
  /** Missing where the reader may not strike. */
  readonly onStrike?: (claim: number) => void;
}

/** Claims beside the source that the reader points at, or above it where there is no room beside. */
export function OutputWithSources(props: OutputWithSourcesProps): ReactElement {
  const { output, sources, strike, onStrike } = props;
  const [pointer, setPointer] = useState<Pointer | null>(null);
  const isWide = useIsWide();
  const source = sources.find((candidate) => candidate.number === pointer?.source);
  const sourceView = <SourceView source={source} quote={pointer?.quote ?? ''} total={sources.length} />;
  return (
    <div className="review-columns">
      <OutputFrame
        output={output}
        pointer={pointer}
        strike={strike}
        inlineSource={isWide ? null : sourceView}
        {...(onStrike === undefined ? {} : { onStrike })}
        onPoint={setPointer}
      />
      {isWide && sourceView}
    </div>
  );
}
