import type { ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Source } from '../../src/contract/output';
import { Disclosure } from './disclosure';
import { FactList } from './fact-list';
import { LeftOut } from './left-out';
import { Lozenge } from './lozenge';
import { ShowMore } from './show-more';
import { isHiddenWords } from './removed-words';
import {
  FlaggedText,
  QuarantineNote,
  RemovedNotes,
  SourceFacts,
  SourceText,
  sourceTitle,
} from './source-words';
import { useFirst } from './use-first';
import { count } from './words';

const AT_ONCE = 30;
/** Sources that are named by number in one line. */
const MOST_NAMED = 12;

/** Says of a source in the list that something was taken out of it; only hidden words are a warning. */
function Cleaned({ source: { removed } }: { readonly source: Source }): ReactElement | null {
  if (removed.length === 0) return null;
  return removed.some(isHiddenWords) ? (
    <Lozenge word="Hidden words removed" tone="warning" />
  ) : (
    <Lozenge word="Cleaned" tone="neutral" />
  );
}

/** Which sources something was taken out of that nobody sees; nothing where there is none. */
function CleanedCount({ sources }: { readonly sources: readonly Source[] }): ReactElement | null {
  const cleaned = sources.filter(({ removed }) => removed.length > 0);
  const named = cleaned.slice(0, MOST_NAMED).map(({ number }) => number);
  if (cleaned.length === 0) return null;
  return (
    <p className="subtle">
      Characters that nobody sees were removed from {count(cleaned.length, 'source')} before AI got the text:{' '}
      {named.join(', ')}
      {cleaned.length > MOST_NAMED && ' and others'}.
    </p>
  );
}

/** A source as it was sealed. Its text is hostile input: text nodes only. */
function SourceItem({ source }: { readonly source: Source }): ReactElement {
  const { kind, quarantine, text } = source;
  return (
    <li className="row top">
      <Disclosure title={sourceTitle(source)}>
        <div className="stack-small">
          {quarantine !== null && <QuarantineNote source={source} quarantine={quarantine} />}
          <p className="source-plain">
            {quarantine === null ? (
              <SourceText kind={kind} text={text} />
            ) : (
              <FlaggedText source={source} quarantine={quarantine} />
            )}
            {source.isTruncated && <span className="subtle"> (cut here)</span>}
          </p>
          <RemovedNotes removed={source.removed} />
          <SourceFacts source={source} />
        </div>
      </Disclosure>
      {quarantine !== null && <Lozenge word="In quarantine" tone="warning" />}
      <Cleaned source={source} />
    </li>
  );
}

/** Every source of a packet by its number, each opened in place. */
function SourceList({ sources }: { readonly sources: readonly Source[] }): ReactElement {
  const { shown, hasMore, more } = useFirst(sources, AT_ONCE);
  return (
    <div className="stack-small">
      <h3>Every source, by its number</h3>
      <ul className="plain-list" aria-label="Sources">
        {shown.map((source) => (
          <SourceItem key={source.number} source={source} />
        ))}
      </ul>
      <ShowMore hasMore={hasMore} isReading={false} onMore={more} />
    </div>
  );
}

/** What AI may read in a hand-off, what was left out, and every source of its packet. */
export function SealedSources({
  handoff,
}: {
  readonly handoff: Pick<HandoffView, 'scope' | 'sources'>;
}): ReactElement {
  return (
    <div className="stack-small">
      <FactList name="AI may read" items={handoff.scope.mayRead} />
      <LeftOut scope={handoff.scope} />
      <CleanedCount sources={handoff.sources} />
      <SourceList sources={handoff.sources} />
    </div>
  );
}
