import type { SearchFilter } from '../../src/contract/calls';
import type { HandoffSummary } from '../../src/contract/handoff';
import type { CallFailure } from '../app-port';
import { readAgain, usePages } from '../queries';

export interface HandoffList {
  readonly handoffs: readonly HandoffSummary[];
  readonly hiddenCount: number;
}

export interface Handoffs {
  /** `null` until the first page is here. */
  readonly list: HandoffList | null;
  readonly failure: CallFailure | null;
  readonly hasMore: boolean;
  readonly isReadingMore: boolean;
  readonly readMore: () => void;
  readonly retry: () => void;
}

/** The hand-offs that a filter finds and this person may see, page by page, and how many more are hidden from them. */
export function useHandoffs(filter: SearchFilter): Handoffs {
  const pages = usePages(['oversight.search', JSON.stringify(filter)], (port, cursor) =>
    port.call('oversight.search', { filter, cursor }),
  );
  const read = pages.data?.pages;
  return {
    list:
      read === undefined
        ? null
        : {
            handoffs: read.flatMap((page) => page.handoffs),
            hiddenCount: read.reduce((sum, page) => sum + page.hiddenCount, 0),
          },
    failure: pages.error,
    hasMore: pages.hasNextPage,
    isReadingMore: pages.isFetchingNextPage,
    readMore: () => void pages.fetchNextPage(),
    retry: () => readAgain(pages),
  };
}
