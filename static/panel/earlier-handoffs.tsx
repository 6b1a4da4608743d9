import type { ReactElement } from 'react';
import { Disclosure } from '../elements/disclosure';
import { Failure } from '../elements/failure';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { ShowMore } from '../elements/show-more';
import { Waiting } from '../elements/waiting';
import { STATES } from '../elements/words';
import { usePages } from '../queries';

function HistoryList({ onShow }: { readonly onShow: (handoffId: string) => void }): ReactElement {
  const history = usePages(['panel.history'], (port, cursor) => port.call('panel.history', { cursor }));
  if (history.data === undefined && history.error === null)
    return <Waiting for="Reading earlier hand-offs" lines={2} />;
  return (
    <>
      <Failure failure={history.error} onRetry={() => void history.refetch()} />
      <ul className="plain-list">
        {history.data?.pages
          .flatMap((page) => page.handoffs)
          .map((handoff) => (
            <li key={handoff.id} className="row">
              <Lozenge {...STATES[handoff.state]} />
              <button type="button" className="link" onClick={() => onShow(handoff.id)}>
                {handoff.operationTitle}
              </button>
              <span className="subtle">
                by {handoff.requester.displayName}, <Moment at={handoff.requestedAt} />
              </span>
            </li>
          ))}
      </ul>
      <ShowMore
        hasMore={history.hasNextPage}
        isReading={history.isFetchingNextPage}
        onMore={() => void history.fetchNextPage()}
      />
    </>
  );
}

interface EarlierHandoffsProps {
  readonly count: number;
  readonly onShow: (handoffId: string) => void;
}

/** The hand-offs that this issue had, read when somebody opens the list. */
export function EarlierHandoffs({ count, onShow }: EarlierHandoffsProps): ReactElement {
  return (
    <Disclosure title={`Earlier hand-offs (${count})`}>
      <HistoryList onShow={onShow} />
    </Disclosure>
  );
}
