import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import type { CallOutput } from '../../src/contract/calls';
import type { HandoffSummary } from '../../src/contract/handoff';
import { usePort, type CallFailure } from '../app-port';

type Page = CallOutput<'oversight.list'>;

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

/** The hand-offs that this person may see, page by page, and how many more are hidden from them. */
export function useHandoffs(): Handoffs {
  const port = usePort();
  const pages = useInfiniteQuery<
    Page,
    CallFailure,
    InfiniteData<Page, string | null>,
    readonly string[],
    string | null
  >({
    queryKey: ['oversight.list'],
    queryFn: ({ pageParam }) => port.call('oversight.list', { cursor: pageParam }),
    initialPageParam: null,
    getNextPageParam: (page) => page.cursor,
    retry: false,
  });
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
    retry: () => void pages.refetch(),
  };
}
