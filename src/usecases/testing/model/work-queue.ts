import { checkSubtask } from '../../check-subtask';
import { performEffect } from '../../perform-effect';
import { sweep } from '../../sweep';
import type { CrashPlan } from './power';
import { invoke, type Stage } from './stage';

const MOST_ITEMS = 300;

/** Delivers one item. A consumer that dies, or fails, takes its item with it: the sweep has to find what it left. */
async function deliver(stage: Stage, at: number, crash: CrashPlan | null): Promise<string> {
  const { queue } = stage.bench;
  const [item] = queue.items.splice(at, 1);
  if (item === undefined) return 'there is nothing to deliver';
  const ending = await invoke(stage, crash, async () => {
    if (item.kind === 'effect') return performEffect(stage.world, item.id);
    await checkSubtask(stage.world, item.id);
    return 'done';
  });
  if (ending.kind === 'ok' && ending.value === 'retry') queue.items.push(item);
  const outcome = ending.kind === 'ok' ? ending.value : ending.kind === 'died' ? 'died' : ending.code;
  return `${item.kind} ${item.id}: ${outcome}`;
}

/** Works the queue off; at most one of its consumers dies. */
export async function deliverAll(stage: Stage, crash: CrashPlan | null = null): Promise<string> {
  let left = crash?.call ?? 0;
  for (let count = 0; count < MOST_ITEMS; count += 1) {
    if (stage.bench.queue.items.length === 0) return `${count} delivered`;
    await deliver(stage, 0, crash === null || left <= 0 ? null : { ...crash, call: left });
    left -= stage.power.calls();
  }
  stage.ledger.breaches.push('the queue does not become empty');
  return 'too many';
}

const placeOf = ({ bench }: Stage, nth: number): number => {
  const { length } = bench.queue.items;
  return length === 0 ? 0 : nth % length;
};

/** Delivers one of the items that wait, whichever comes first. */
export const deliverOne = (stage: Stage, nth: number, crash: CrashPlan | null): Promise<string> =>
  deliver(stage, placeOf(stage, nth), crash);

/** Delivers one of the items that wait, and the same again. */
export async function deliverTwice(stage: Stage, nth: number, crash: CrashPlan | null): Promise<string> {
  const { items } = stage.bench.queue;
  const at = placeOf(stage, nth);
  const item = items[at];
  if (item === undefined) return 'there is nothing to deliver';
  items.splice(at, 0, item);
  const first = await deliver(stage, at, crash);
  return `${first}, then ${await deliver(stage, at, null)}`;
}

/** The queue loses one of its items. */
export function lose(stage: Stage, nth: number): string {
  const [item] = stage.bench.queue.items.splice(placeOf(stage, nth), 1);
  return item === undefined ? 'there is nothing to lose' : `${item.kind} ${item.id}`;
}

export async function sweepOnce(stage: Stage, crash: CrashPlan | null): Promise<string> {
  const ending = await invoke(stage, crash, () => sweep(stage.world));
  return ending.kind === 'refused' ? ending.code : ending.kind;
}
