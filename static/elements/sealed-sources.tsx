import type { ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Source } from '../../src/contract/output';
import { Disclosure } from './disclosure';
import { FactList } from './fact-list';
import { LeftOut } from './left-out';
import { Lozenge } from './lozenge';
import { ShowMore } from './show-more';
import { FlaggedText, QuarantineNote, SourceFacts, sourceTitle } from './source-words';
import { useFirst } from './use-first';

const AT_ONCE = 30;

/** A source as it was sealed. Its text is hostile input: text nodes only. */
function SourceItem({ source }: { readonly source: Source }): ReactElement {
  const { quarantine, text } = source;
  return (
    <li className="row top">
      <Disclosure title={sourceTitle(source)}>
        <div className="stack-small">
          {quarantine !== null && <QuarantineNote quarantine={quarantine} />}
          <p className="source-plain">
            {quarantine === null ? text : <FlaggedText text={text} quarantine={quarantine} />}
            {source.isTruncated && <span className="subtle"> (cut here)</span>}
          </p>
          <SourceFacts source={source} />
        </div>
      </Disclosure>
      {quarantine !== null && <Lozenge word="In quarantine" tone="warning" />}
    </li>
  );
}

/** Every source of a packet by its number, each opened in place. */
function SourceList({ sources }: { readonly sources: readonly Source[] }): ReactElement {
  const { shown, hasMore, more } = useFirst(sources, AT_ONCE);
  return (
    <div className="stack-small">
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
      <SourceList sources={handoff.sources} />
    </div>
  );
}
