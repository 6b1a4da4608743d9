import type { CallInput, CallOutput } from '../contract/calls';
import { readableEntry, readRows } from './chain-rows';
import { accountsOf, loadPeople, refsOf } from './trail-people';
import { UseCaseError } from './use-case-error';
import { summarise } from './view-handoff';
import { loadVisible } from './visible-handoffs';
import type { Caller, World } from './world';

/** Entries of one page. */
const PAGE = 50;

/** The cursor is the index of the next entry. */
function placeOf(cursor: string | null): number {
  if (cursor === null) return 0;
  if (/^\d{1,9}$/u.test(cursor)) return Number(cursor);
  throw new UseCaseError('invalid-input', 'This page of the trail does not exist. Open the trail again.');
}

/**
 * One hand-off's audit trail in order, a page at a time, with the people whom it names. A place that is empty or damaged is
 * absent from `entries`: their indexes, and at the end `length`, which the chain's head says, show the gap. Raises `not-found`, also for an issue that the caller may not browse, and
 * `invalid-input` for a cursor that is none.
 */
export async function readTrail(
  world: World,
  caller: Caller,
  input: CallInput<'oversight.trail'>,
): Promise<CallOutput<'oversight.trail'>> {
  const handoff = await loadVisible(world, caller, input.handoffId);
  const from = placeOf(input.cursor);
  const heads = await world.audit.heads([handoff.id]);
  const length = heads.get(handoff.id)?.nextIndex ?? 0;
  const end = Math.min(from + PAGE, length);
  const entries = [];
  for await (const placed of readRows(world.audit, handoff.id, { from, end })) {
    const entry = readableEntry(world.log, handoff.id, placed);
    if (entry !== null) entries.push(entry);
  }
  const people = await loadPeople(refsOf(entries), {
    registry: world.registry,
    jira: caller.jira,
    known: accountsOf(handoff),
  });
  return {
    summary: summarise(handoff),
    entries,
    length,
    people: [...people],
    cursor: end < length ? String(end) : null,
  };
}
