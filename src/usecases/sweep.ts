import type { HandoffState } from '../contract/vocabulary';
import { advance, openGate, type GateRecord, type Handoff } from '../domain/handoff/handoff';
import { canHappen } from '../domain/lifecycle/lifecycle';
import { PortError } from '../ports/port-error';
import { checkSubtask } from './check-subtask';
import { commitStep, pushEffect, theApp } from './commit-step';
import { tendGate } from './tend-gate';
import { UseCaseError } from './use-case-error';
import type { World } from './world';

const GATED = ['awaiting-run-approval', 'awaiting-use-approval'] as const;

/** Waits for people, and the app's own work. */
const BY_PEOPLE: readonly HandoffState[] = [...GATED, 'awaiting-review'];
const BY_APP: readonly HandoffState[] = ['running', 'queued'];

/** An effect older than this and still pending lost its queue event; it is pushed again. */
const LOST_AFTER_MS = 2 * 60_000;

/** So long past its time a gate ends although Jira cannot be asked whether somebody decided in time. */
const PATIENCE_MS = 3_600_000;

/** Gates without a subtask that one sweep looks after; the next sweep begins with the next ones. */
const MAX_TENDED = 25;
const SWEEP_MS = 5 * 60_000;

const codeOf = (error: unknown): string =>
  error instanceof PortError || error instanceof UseCaseError ? error.code : 'unexpected';

/** Does one thing for one hand-off. A failure is logged and costs nobody else anything. False when it failed. */
async function guarded(
  world: World,
  facts: { readonly event: string; readonly id: string },
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    world.log.error(facts.event, { id: facts.id, code: codeOf(error) });
    return false;
  }
}

const subtaskIdsOf = ({ seats }: GateRecord): readonly string[] =>
  seats.flatMap(({ subtask }) => (subtask === null ? [] : [subtask.id]));

/** Looks once more at what people may have decided in time; false when Jira could not be asked about all of it. */
async function lookOnceMore(world: World, handoff: Handoff): Promise<boolean> {
  const gate = openGate(handoff);
  let isComplete = true;
  for (const id of gate === null ? [] : subtaskIdsOf(gate))
    if (!(await guarded(world, { event: 'sweep.look-failed', id }, () => checkSubtask(world, id))))
      isComplete = false;
  return isComplete;
}

/** Ends what nobody decided in time. Null when something else won: a decision that came in time, or one that is still looked for. */
async function expire(world: World, handoff: Handoff): Promise<Handoff | null> {
  const isLookedAt = await lookOnceMore(world, handoff);
  const current = await world.handoffs.load(handoff.id);
  const now = world.clock.now();
  const dueAt = current?.dueAt ?? null;
  if (current === null || dueAt === null || dueAt > now || !canHappen(current.state, 'expire')) return null;
  if (!isLookedAt && Date.parse(now) < Date.parse(dueAt) + PATIENCE_MS) return null;
  return commitStep(world, {
    before: current,
    after: advance(current, 'expire', {
      at: now,
      explanation: 'Nobody decided in time. This is no rejection; it can be handed off again.',
    }),
    actor: theApp('sweep'),
    happenings: [{ event: 'handoff.timed-out', details: { from: current.state, dueAt } }],
    effects: ['sync-property'],
  });
}

/** Of a race against a decision the version lets one win; that the timeout lost is logged with what won (T2). */
async function expireOne(world: World, handoff: Handoff): Promise<boolean> {
  try {
    return (await expire(world, handoff)) !== null;
  } catch (error) {
    const won = (await world.handoffs.load(handoff.id))?.state ?? 'unknown';
    world.log.error('sweep.not-expired', { handoffId: handoff.id, code: codeOf(error), state: won });
    return false;
  }
}

/** While the site is halted nobody can decide, so nobody's time runs out; what was decided in time counts after it resumes. */
async function expireOverdue(world: World): Promise<number> {
  const now = world.clock.now();
  const { siteSwitch } = await world.policies.control();
  let expired = 0;
  for (const state of siteSwitch.isHalted ? BY_APP : [...BY_PEOPLE, ...BY_APP])
    for (const handoff of await world.handoffs.listDue(state, now))
      if (await expireOne(world, handoff)) expired += 1;
  return expired;
}

/** Every gate that waits, by its due time. */
async function openGates(
  world: World,
): Promise<readonly { readonly handoff: Handoff; readonly gate: GateRecord }[]> {
  const far = new Date(Date.parse(world.clock.now()) + 400 * 86_400_000).toISOString();
  const lists = await Promise.all(GATED.map((state) => world.handoffs.listDue(state, far)));
  return lists.flat().flatMap((handoff) => {
    const gate = openGate(handoff);
    return gate === null ? [] : [{ handoff, gate }];
  });
}

/** Begins with another item at every sweep, so that a bound leaves nobody out for good. */
function rotated<T>(all: readonly T[], at: string): readonly T[] {
  const from = all.length === 0 ? 0 : (Math.floor(Date.parse(at) / SWEEP_MS) * MAX_TENDED) % all.length;
  return [...all.slice(from), ...all.slice(0, from)];
}

/** Looks at every open gate, because an event may have been lost (EVT-03) and somebody may have to be reminded or replaced. */
async function checkOpenGates(world: World): Promise<void> {
  const open = await openGates(world);
  for (const id of open.flatMap(({ gate }) => subtaskIdsOf(gate)))
    await guarded(world, { event: 'queue.push-failed', id }, () => world.queue.pushSubtaskCheck(id));
  const held = open.filter(({ gate }) => subtaskIdsOf(gate).length === 0);
  for (const { handoff } of rotated(held, world.clock.now()).slice(0, MAX_TENDED)) {
    const { id } = handoff;
    await guarded(world, { event: 'sweep.gate-not-tended', id }, () => tendGate(world, id));
  }
}

/**
 * The scheduled repair: pushes lost effects again, has open gates looked at and looked after, ends what is overdue as `timed-out`
 * (T1, T13). A failure of one hand-off costs no other.
 */
export async function sweep(world: World): Promise<{ readonly pushed: number; readonly expired: number }> {
  const before = new Date(Date.parse(world.clock.now()) - LOST_AFTER_MS).toISOString();
  const lost = await world.handoffs.listPendingEffects(before);
  for (const effect of lost) await pushEffect(world, effect.id);
  await checkOpenGates(world);
  return { pushed: lost.length, expired: await expireOverdue(world) };
}
