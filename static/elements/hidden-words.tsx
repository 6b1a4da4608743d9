import type { ReactElement } from 'react';
import type { Source } from '../../src/contract/output';
import { Notice } from './notice';
import { isHiddenWords, removedInWords } from './removed-words';
import { ShowMore } from './show-more';
import { sourceTitle } from './source-words';
import { useFirst } from './use-first';
import { count } from './words';

const AT_ONCE = 5;

/**
 * Words that somebody hid in sources which engines were given without them: told before anything is decided, as the hidden words of
 * a source in quarantine are told with it (INJ-03). Nothing where there are none. Hostile input: text nodes only.
 */
export function HiddenWords({ sources }: { readonly sources: readonly Source[] }): ReactElement | null {
  const found = sources.flatMap((source) =>
    source.quarantine === null
      ? source.removed.filter(isHiddenWords).map((removed) => ({ source, removed }))
      : [],
  );
  const { shown, hasMore, more } = useFirst(found, AT_ONCE);
  if (found.length === 0) return null;
  const where = new Set(found.map(({ source }) => source.number)).size;
  return (
    <Notice
      tone="warning"
      title={`Somebody hid words in ${count(where, 'source')}. They were removed; no engine was given them.`}
    >
      <ul className="plain-list" aria-label="Hidden words">
        {shown.map(({ source, removed }) => (
          <li key={`${source.number}-${removed.ruleId}`}>
            <span className="strong">{sourceTitle(source)}:</span> {removedInWords(removed)}
          </li>
        ))}
      </ul>
      <ShowMore hasMore={hasMore} isReading={false} onMore={more} />
    </Notice>
  );
}
