import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { QueueItem } from '../../src/contract/handoff';
import { Failure } from '../elements/failure';
import { ShowMore } from '../elements/show-more';
import { Waiting } from '../elements/waiting';
import { ApproveMany, BatchResults, type BatchResult } from './approve-many';
import { BATCH_LIMIT, batchOf, keyOfItem } from './batch';
import { QueueTable } from './queue-table';
import { useQueue, type QueueView } from './use-queue';

const EMPTY: Readonly<Record<QueueView, string>> = {
  mine: 'Nothing waits for you. What you are asked to approve or to review stands here.',
  team: 'Nothing waits for the roles that you hold. What others of your role are asked stands here.',
  overdue: 'Nothing is overdue. What waits past its reminder, or went to a backup, stands here.',
};

interface WaitingItemsProps {
  readonly view: QueueView;
  readonly items: readonly QueueItem[];
  readonly onDone: (results: readonly BatchResult[]) => void;
}

function WaitingItems({ view, items, onDone }: WaitingItemsProps): ReactElement {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const selected = items.filter((item) => chosen.includes(keyOfItem(item)));
  const open = items.filter(({ batch }) => batch !== null);
  const toggle = (item: QueueItem): void => {
    const key = keyOfItem(item);
    setChosen(chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key]);
  };
  if (items.length === 0) return <p>{EMPTY[view]}</p>;
  return (
    <>
      {open.length > 0 && (
        <ApproveMany
          selected={selected}
          openCount={open.length}
          onChooseAll={() => setChosen(open.slice(0, BATCH_LIMIT).map(keyOfItem))}
          onDone={(results) => {
            setChosen([]);
            onDone(results);
          }}
        />
      )}
      <QueueTable
        items={items}
        chosen={chosen}
        isFull={batchOf(selected).length >= BATCH_LIMIT}
        onToggle={toggle}
      />
    </>
  );
}

/** One view of the queue: what waits in the server's order, and what came of a batch. */
export function QueueList({ view }: { readonly view: QueueView }): ReactElement {
  const queue = useQueue(view);
  const client = useQueryClient();
  const [results, setResults] = useState<readonly BatchResult[]>([]);
  const { items, failure, hiddenCount } = queue;
  return (
    <div className="stack">
      {results.length > 0 && <BatchResults results={results} />}
      {items === null && failure === null && <Waiting for="Looking for what waits" lines={8} />}
      {items !== null && (
        <>
          <WaitingItems
            view={view}
            items={items}
            onDone={(next) => {
              setResults(next);
              void client.invalidateQueries({ queryKey: ['oversight.queue'] });
            }}
          />
          <div className="row">
            <ShowMore hasMore={queue.hasMore} isReading={queue.isReadingMore} onMore={queue.readMore} />
            {hiddenCount > 0 && <span className="subtle">{hiddenCount} not visible to you</span>}
          </div>
        </>
      )}
      <Failure failure={failure} onRetry={queue.retry} />
    </div>
  );
}
