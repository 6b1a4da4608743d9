import {
  QueryClient,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../src/contract/calls';
import { usePort, type CallFailure } from './app-port';

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
