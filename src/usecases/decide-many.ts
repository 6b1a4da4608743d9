import type { CallInput, CallOutput } from '../contract/calls';
import { openGate } from '../domain/handoff/handoff';
import { policyFor } from '../domain/policy/policy-for';
import { isForBatch } from '../domain/review/queue';
import type { WholeHandoff } from '../ports/handoff-store';
import { PortError } from '../ports/port-error';
import { assertAsShown, decideOne } from './decide-at-gate';
import type { Settlement } from './settle-attempt';
import { UseCaseError } from './use-case-error';
import { visibleActs } from './visible-acts';
import type { Caller, World } from './world';

type Input = CallInput<'oversight.decide-many'>;
type Item = Input['items'][number];
type Result = CallOutput<'oversight.decide-many'>['results'][number];

/** No item is begun after so long: a call ends at 25 s (facts §1.3), and one decision may wait some seconds for Jira. */
const MOST_MS = 15_000;

const NOT_FOUND = 'There is no such hand-off, or you cannot see its issue.';
const NOT_REACHED = 'Not reached: the time of one call was over. Approve it again.';

/** What is asked for, with the hand-offs that exist. */
interface Found {
  readonly item: Item;
  readonly whole: WholeHandoff | null;
}

/** What the caller may not see now counts as not there. One Jira call. */
async function visibleOnly(caller: Caller, found: readonly Found[]): Promise<readonly Found[]> {
  const handoffs = found.flatMap(({ whole }) => (whole === null ? [] : [whole.handoff]));
  const seen = new Set((await visibleActs(caller, handoffs)).map(({ id }) => id));
  return found.map(({ item, whole }) => ({ item, whole: seen.has(item.handoffId) ? whole : null }));
}

/** Only where policy allows it, for a gate of low risk that waits for a light review. Raises `not-permitted`, `wrong-state`. */
async function assertForBatch(world: World, { handoff }: WholeHandoff, { gate }: Item): Promise<void> {
  const open = openGate(handoff);
  if (open?.plan.gate !== gate)
    throw new UseCaseError('wrong-state', 'This hand-off is not waiting for this decision.');
  const { document } = policyFor(await world.policies.control(), handoff.issue.projectKey);
  if (!document.gates.allowsBatch)
    throw new UseCaseError('not-permitted', 'Policy does not allow several approvals at once here.');
  if (!isForBatch(open.plan))
    throw new UseCaseError(
      'not-permitted',
      'Only gates of low risk can be approved together. Open this one.',
    );
}

function said(settlement: Settlement): Omit<Result, 'handoffId'> {
  switch (settlement.kind) {
    case 'counted':
      return { isDone: true, message: 'Approved.' };
    case 'refused':
      return { isDone: false, message: settlement.sentence };
    case 'superseded':
      return { isDone: false, message: settlement.handoff.explanation };
  }
}

/** What kept one item from being decided, for the person; what nobody foresaw is logged and not told. */
function failed(world: World, { item }: Found, error: unknown): string {
  if (error instanceof UseCaseError) return error.message;
  const code = error instanceof PortError ? error.code : 'unexpected';
  world.log.error('batch.item-failed', { handoffId: item.handoffId, code });
  return 'Jira or its storage did not answer. Look whether it was approved before you try again.';
}

async function decideItem(
  world: World,
  caller: Caller,
  { found, note }: { found: Found; note: string },
): Promise<Result> {
  const { item, whole } = found;
  const { handoffId, gate } = item;
  if (whole === null) return { handoffId, isDone: false, message: NOT_FOUND };
  try {
    assertAsShown(whole.handoff, item);
    await assertForBatch(world, whole, item);
    const settlement = await decideOne(world, caller, {
      whole,
      gate,
      verdict: 'approve',
      reason: 'none',
      note,
      reading: null,
      via: 'batch',
    });
    return { handoffId, ...said(settlement) };
  } catch (error) {
    return { handoffId, isDone: false, message: failed(world, found, error) };
  }
}

/**
 * Approves several gates of low risk, one after the other, each through the same choke point as a single one and exactly as it was
 * shown. Each answer stands by itself: what one refuses changes nothing for the next. Items that the time of the call does not
 * reach are named as such.
 */
export async function decideMany(
  world: World,
  { accountId, requestId, jira }: Caller,
  { items, note }: Input,
): Promise<CallOutput<'oversight.decide-many'>> {
  // The queue is no issue: the seat is found by the person alone.
  const caller: Caller = { accountId, requestId, jira };
  const since = Date.parse(world.clock.now());
  const loaded = await Promise.all(
    items.map(async (item) => ({ item, whole: await world.handoffs.loadWhole(item.handoffId) })),
  );
  const results: Result[] = [];
  for (const found of await visibleOnly(caller, loaded)) {
    const isOver = Date.parse(world.clock.now()) - since >= MOST_MS;
    const { handoffId } = found.item;
    results.push(
      isOver
        ? { handoffId, isDone: false, message: NOT_REACHED }
        : await decideItem(world, caller, { found, note }),
    );
  }
  return { results };
}
