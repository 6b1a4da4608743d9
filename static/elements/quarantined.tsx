import type { ReactElement } from 'react';
import type { Source } from '../../src/contract/output';
import { Disclosure } from './disclosure';
import { Notice } from './notice';
import { ShowMore } from './show-more';
import { FlaggedText, OpenInJira, QuarantineNote, RemovedNotes, sourceTitle } from './source-words';
import { useFirst } from './use-first';
import { count } from './words';

const AT_ONCE = 5;

/** The sources that no engine was given because their words speak to an AI, each to be read in place; nothing where there is none. */
export function Quarantined({ sources }: { readonly sources: readonly Source[] }): ReactElement | null {
  const found = sources.flatMap((source) =>
    source.quarantine === null ? [] : [{ source, quarantine: source.quarantine }],
  );
  const { shown, hasMore, more } = useFirst(found, AT_ONCE);
  if (found.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={`${count(found.length, 'source is', 'sources are')} in quarantine: words in ${found.length === 1 ? 'it' : 'them'} speak to an AI.`}
    >
      <ul className="plain-list" aria-label="Sources in quarantine">
        {shown.map(({ source, quarantine }) => (
          <li key={source.number}>
            <Disclosure title={sourceTitle(source)}>
              <div className="stack-small">
                <QuarantineNote source={source} quarantine={quarantine} />
                <p className="source-plain">
                  <FlaggedText source={source} quarantine={quarantine} />
                </p>
                <RemovedNotes removed={source.removed} />
                <p>
                  <OpenInJira address={source.address} of={`source ${source.number}`} />
                </p>
              </div>
            </Disclosure>
          </li>
        ))}
      </ul>
      <ShowMore hasMore={hasMore} isReading={false} onMore={more} />
    </Notice>
  );
}
