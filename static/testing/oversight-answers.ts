import type { CallInput, CallOutput } from '../../src/contract/calls';
import { PEOPLE, TRAIL } from './audit-fixtures';
import { summaryIn } from './fixtures';

/** A queue in which nothing waits, for somebody of governance. */
export const nothingWaits = (): CallOutput<'oversight.queue'> => ({
  items: [],
  hiddenCount: 0,
  cursor: null,
  isGovernance: true,
});

/** One completed hand-off, whatever is searched for. */
export const foundOne = (): CallOutput<'oversight.search'> => ({
  handoffs: [summaryIn('completed')],
  hiddenCount: 0,
  cursor: null,
});

/** Its trail, half of the entries a page. */
export function trailInPages({ cursor }: CallInput<'oversight.trail'>): CallOutput<'oversight.trail'> {
  const isFirst = cursor === null;
  return {
    summary: summaryIn('completed'),
    entries: isFirst ? TRAIL.slice(0, 3) : TRAIL.slice(3),
    length: TRAIL.length,
    people: isFirst ? PEOPLE.slice(0, 1) : PEOPLE.slice(1),
    cursor: isFirst ? 'next' : null,
  };
}
