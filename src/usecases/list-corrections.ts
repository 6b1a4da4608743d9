import type { CallInput, CallOutput } from '../contract/calls';
import type { Output } from '../contract/output';
import type { OperationId } from '../contract/vocabulary';
import type { Handoff } from '../domain/handoff/handoff';
import { correctionsOf, isReviewed } from '../domain/review/corrections';
import { visibleOnly } from './visible-handoffs';
import type { Caller, World } from './world';

type Page = CallOutput<'oversight.corrections'>;
type Tally = Map<OperationId, { count: number; claims: number }>;

function tallyOf(tally: Tally, operation: OperationId, { sections }: Output): void {
  const before = tally.get(operation) ?? { count: 0, claims: 0 };
  const claims = sections.reduce((sum, section) => sum + section.claims.length, 0);
  tally.set(operation, { count: before.count + 1, claims: before.claims + claims });
}

/**
 * One page of the hand-offs of a period (of their request), newest first, and what was corrected in those that were reviewed
 * (R186-R189). Nothing is stored for it: it is read from the hand-offs, so retention and erasure hold for it too. Hand-offs on
 * issues that the caller may not browse are counted, never shown (AUT-03). A page may hold nothing and still have a next.
 */
export async function listCorrections(
  world: World,
  caller: Caller,
  { from, to, cursor }: CallInput<'oversight.corrections'>,
): Promise<Page> {
  const page = await world.handoffs.list({ name: 'all' }, { from, to }, cursor);
  const reviewed = page.items.filter(isReviewed);
  const visible = await visibleOnly(caller, reviewed);
  const corrections: Page['corrections'] = [];
  const tally: Tally = new Map();
  for (const { handoff, output } of await loadAll(world, visible)) {
    if (output === null || !isReviewed(handoff)) continue;
    corrections.push(...correctionsOf(handoff, output));
    tallyOf(tally, handoff.operation, output);
  }
  return {
    corrections,
    reviewed: [...tally].map(([operation, counts]) => ({ operation, ...counts })),
    hiddenCount: reviewed.length - visible.length,
    cursor: page.cursor,
  };
}

/** The whole hand-offs that still stand; one that was erased meanwhile is left out. */
async function loadAll(
  world: World,
  handoffs: readonly Handoff[],
): Promise<readonly { readonly handoff: Handoff; readonly output: Output | null }[]> {
  const wholes = await Promise.all(handoffs.map(({ id }) => world.handoffs.loadWhole(id)));
  return wholes.flatMap((whole) => (whole === null ? [] : [whole]));
}
