import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { CallInput, CallOutput } from '../../src/contract/calls';
import type { QueueItem } from '../../src/contract/handoff';
import type { CallFailure } from '../app-port';
import { readAgain, usePages } from '../queries';

export type QueueView = CallInput<'oversight.queue'>['view'];

type Pages = InfiniteData<CallOutput<'oversight.queue'>, string | null>;

export interface Queue {
  /** `null` until the first page is here. */
  readonly items: readonly QueueItem[] | null;
  readonly hiddenCount: number;
  readonly isGovernance: boolean;
  readonly failure: CallFailure | null;
  readonly hasMore: boolean;
  readonly isReadingMore: boolean;
  readonly readMore: () => void;
  readonly retry: () => void;
}

const keyOf = (view: QueueView): readonly string[] => ['oversight.queue', view];

/** What waits, in one view, page by page in the server's order. */
export function useQueue(view: QueueView): Queue {
  const pages = usePages(keyOf(view), (port, cursor) => port.call('oversight.queue', { view, cursor }));
  const read = pages.data?.pages;
  return {
    items: read?.flatMap(({ items }) => items) ?? null,
    hiddenCount: read?.reduce((sum, { hiddenCount }) => sum + hiddenCount, 0) ?? 0,
    isGovernance: read?.[0]?.isGovernance ?? false,
    failure: pages.error,
    hasMore: pages.hasNextPage,
    isReadingMore: pages.isFetchingNextPage,
    readMore: () => void pages.fetchNextPage(),
    retry: () => readAgain(pages),
  };
}

/** How much of a view this page has read so far: “3”, “20+” where there is more, null before it was read. */
export function useLoadedSize(view: QueueView): string | null {
  const client = useQueryClient();
  return useSyncExternalStore(
    (onChange) => client.getQueryCache().subscribe(onChange),
    () => {
      const pages = client.getQueryData<Pages>(keyOf(view))?.pages;
      if (pages === undefined) return null;
      const size = pages.reduce((sum, { items }) => sum + items.length, 0);
      return pages.at(-1)?.cursor === null ? String(size) : `${size}+`;
    },
  );
}
