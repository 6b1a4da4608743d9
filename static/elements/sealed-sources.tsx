import type { ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Source } from '../../src/contract/output';
import { Disclosure } from './disclosure';
import { FactList } from './fact-list';

/** A source as it was sealed. Its text is hostile input: text nodes only. */
function SourceItem({ source }: { readonly source: Source }): ReactElement {
  return (
    <li>
      <Disclosure
        title={`${source.number} · ${source.label}${source.author === null ? '' : ` by ${source.author}`}`}
      >
        <p className="source-plain">
          {source.text}
          {source.isTruncated && <span className="subtle"> (cut here)</span>}
        </p>
      </Disclosure>
    </li>
  );
}

/** What AI may read in a hand-off, and every source of its packet. */
export function SealedSources({ handoff }: { readonly handoff: HandoffView }): ReactElement {
  return (
    <div className="stack-small">
      <FactList name="AI may read" items={handoff.scope.mayRead} />
      {handoff.scope.leftOut.length > 0 && <FactList name="Left out" items={handoff.scope.leftOut} />}
      <ul className="plain-list" aria-label="Sources">
        {handoff.sources.map((source) => (
          <SourceItem key={source.number} source={source} />
        ))}
      </ul>
    </div>
  );
}
