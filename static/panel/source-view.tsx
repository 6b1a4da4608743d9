import { useState, type ReactElement } from 'react';
import type { Source } from '../../src/contract/output';
import { count } from '../elements/words';
import {
  FlaggedText,
  QuarantineNote,
  RemovedNotes,
  SourceFacts,
  SourceText,
  sourceTitle,
} from '../elements/source-words';
import { findQuote } from './find-quote';

interface SourceViewProps {
  readonly source: Source | undefined;
  readonly quote: string;
  readonly total: number;
}

const CONTEXT_CHARACTERS = 280;

const tail = (text: string): string =>
  text.length > CONTEXT_CHARACTERS ? `…${text.slice(-CONTEXT_CHARACTERS)}` : text;
const head = (text: string): string =>
  text.length > CONTEXT_CHARACTERS ? `${text.slice(0, CONTEXT_CHARACTERS)}…` : text;

/** The quote where it stands, with some of what surrounds it; the whole source on demand, so that nothing scrolls inside. */
function QuotedSource({ source, quote }: { readonly source: Source; readonly quote: string }): ReactElement {
  const { kind } = source;
  const [isWhole, setWhole] = useState(false);
  const found = findQuote(source.text, quote);
  const isLong = found !== null && found.before.length + found.after.length > 2 * CONTEXT_CHARACTERS;
  return (
    <>
      {found === null ? (
        <>
          <p className="subtle">These words stand in the source in another spelling: “{quote}”</p>
          <p className="source-text">
            <SourceText kind={kind} text={source.text} />
          </p>
        </>
      ) : (
        <p className="source-text">
          <SourceText kind={kind} text={isWhole ? found.before : tail(found.before)} />
          <mark>
            <SourceText kind={kind} text={found.quote} />
          </mark>
          <SourceText kind={kind} text={isWhole ? found.after : head(found.after)} />
        </p>
      )}
      {source.isTruncated && (
        <p className="subtle">The app read this source up to its limit; the issue holds more.</p>
      )}
      {isLong && (
        <button
          type="button"
          className="disclosure"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          Show the whole source
        </button>
      )}
    </>
  );
}

function SourceBody({ source, quote }: { readonly source: Source; readonly quote: string }): ReactElement {
  const { quarantine } = source;
  return (
    <>
      {quarantine === null ? (
        <QuotedSource key={`${source.number}-${quote}`} source={source} quote={quote} />
      ) : (
        <>
          <QuarantineNote source={source} quarantine={quarantine} />
          <p className="source-text">
            <FlaggedText source={source} quarantine={quarantine} />
          </p>
        </>
      )}
      <RemovedNotes removed={source.removed} />
      <SourceFacts source={source} />
    </>
  );
}

/** The source that a citation points to, with the quote highlighted. Its text is hostile input: text nodes only. */
export function SourceView({ source, quote, total }: SourceViewProps): ReactElement {
  return (
    <aside aria-labelledby="source-title" className="source-frame stack-small" aria-live="polite">
      {/* No heading: where it opens under a claim it would stand between the headings of the output. */}
      <p id="source-title" className="strong">
        {source === undefined ? 'Sources' : `Source ${sourceTitle(source)}`}
      </p>
      {source === undefined ? (
        <p className="subtle">
          {count(total, 'source was', 'sources were')} read. Choose a number beside a claim to see its quote
          here.
        </p>
      ) : (
        <SourceBody source={source} quote={quote} />
      )}
    </aside>
  );
}
