import {
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../src/contract/calls';
import { usePort, type AppPort, type CallFailure } from './app-port';

const MAX_RETRIES = 2;

/** A client that repeats a read at most twice, and only where the answer said that it can help; writes never repeat. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { refetchOnWindowFocus: false, staleTime: 1_000, gcTime: 300_000 },
      mutations: { retry: false },
    },
  });

type ReadOptions<N extends CallName> = Omit<
  UseQueryOptions<CallOutput<N>, CallFailure>,
  'queryKey' | 'queryFn' | 'retry'
>;

/** Reads with one call of the contract; its key is the call's name and its input. */
export function useRead<N extends CallName>(
  name: N,
  input: CallInput<N>,
  options?: ReadOptions<N>,
): UseQueryResult<CallOutput<N>, CallFailure> {
  const port = usePort();
  return useQuery<CallOutput<N>, CallFailure>({
    ...options,
    queryKey: [name, input],
    queryFn: () => port.call(name, input),
    retry: (failures, failure) => failure.retryable && failures < MAX_RETRIES,
  });
}

/** Reads a list page by page: `read` gets the cursor of the page, null for the first one. */
export function usePages<P extends { readonly cursor: string | null }>(
  key: readonly string[],
  read: (port: AppPort, cursor: string | null) => Promise<P>,
): UseInfiniteQueryResult<InfiniteData<P, string | null>, CallFailure> {
  const port = usePort();
  return useInfiniteQuery<P, CallFailure, InfiniteData<P, string | null>, readonly string[], string | null>({
    queryKey: key,
    queryFn: ({ pageParam }) => read(port, pageParam),
    initialPageParam: null,
    getNextPageParam: (page) => page.cursor,
    retry: false,
  });
}

/** Takes again what failed: the next page where that was it, else the list from its start. */
export function readAgain<P>(
  pages: UseInfiniteQueryResult<InfiniteData<P, string | null>, CallFailure>,
): void {
  void (pages.isFetchNextPageError ? pages.fetchNextPage() : pages.refetch());
}

/** Writes with one call of the contract. */
export function useWrite<N extends CallName>(
  name: N,
  onSuccess?: (output: CallOutput<N>) => void,
): UseMutationResult<CallOutput<N>, CallFailure, CallInput<N>> {
  const port = usePort();
  return useMutation<CallOutput<N>, CallFailure, CallInput<N>>({
    mutationFn: (input) => port.call(name, input),
    ...(onSuccess === undefined ? {} : { onSuccess }),
  });
}
