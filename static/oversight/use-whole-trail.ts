import { useEffect } from 'react';
import type { AuditEntry } from '../../src/contract/audit';
import type { HandoffSummary } from '../../src/contract/handoff';
import type { CallFailure } from '../app-port';
import { readAgain, usePages } from '../queries';
import { namesFrom, type NameOf } from './people';

interface WholeTrail {
  readonly summary: HandoffSummary;
  readonly entries: readonly AuditEntry[];
  /** Entries that the chain's head names; more than there are when its end is missing. */
  readonly length: number;
  readonly nameOf: NameOf;
}

/** Reads every page of a hand-off's trail by itself: an answer from half a trail could be wrong. Null until all are here. */
export function useWholeTrail(handoffId: string): {
  readonly trail: WholeTrail | null;
  readonly failure: CallFailure | null;
  readonly retry: () => void;
} {
  const pages = usePages(['oversight.trail', handoffId], (port, cursor) =>
    port.call('oversight.trail', { handoffId, cursor }),
  );
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const read = pages.data?.pages ?? [];
  const [first] = read;
  return {
    trail:
      first === undefined || hasNextPage
        ? null
        : {
            summary: first.summary,
            entries: read.flatMap(({ entries }) => entries),
            length: read.at(-1)?.length ?? 0,
            nameOf: namesFrom(read.flatMap(({ people }) => people)),
          },
    failure: pages.error,
    retry: () => readAgain(pages),
  };
}
