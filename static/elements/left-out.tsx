import type { ReactElement } from 'react';
import type { DroppedSource, Scope } from '../../src/contract/scope';
import { Disclosure } from './disclosure';
import { FactList } from './fact-list';
import { DROPPED } from './output-words';
import { ShowMore } from './show-more';
import { OpenInJira } from './source-words';
import { useFirst } from './use-first';

const AT_ONCE = 20;
/** As many as the contract lists. */
const MOST_LISTED = 100;

function Dropped({ dropped }: { readonly dropped: readonly DroppedSource[] }): ReactElement {
  const { shown, hasMore, more } = useFirst(dropped, AT_ONCE);
  return (
    <div className="stack-small">
      <ul className="plain-list" aria-label="Sources left out">
        {shown.map(({ what, why, address }, index) => (
          <li key={index}>
            {what}: {DROPPED[why]} <OpenInJira address={address} of={what} />
          </li>
        ))}
      </ul>
      <ShowMore hasMore={hasMore} isReading={false} onMore={more} />
      {dropped.length === MOST_LISTED && (
        <p className="subtle">Only the first {MOST_LISTED} are listed; the counts above are of all.</p>
      )}
    </div>
  );
}

/** What AI does not get to read: counted by reason, and one by one once it is opened (U4). Nothing where nothing was left out. */
export function LeftOut({ scope }: { readonly scope: Scope }): ReactElement | null {
  const { leftOut, dropped } = scope;
  if (leftOut.length === 0 && dropped.length === 0) return null;
  return (
    <div className="stack-small">
      {leftOut.length > 0 && <FactList name="Left out" items={leftOut} />}
      {dropped.length > 0 && (
        <Disclosure title={`Show one by one (${dropped.length})`}>
          <Dropped dropped={dropped} />
        </Disclosure>
      )}
    </div>
  );
}
