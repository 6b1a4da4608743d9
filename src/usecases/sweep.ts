import type { HandoffState } from '../contract/vocabulary';
import { advance, openGate, type Handoff } from '../domain/handoff/handoff';
import { canHappen } from '../domain/lifecycle/lifecycle';
import { checkSubtask } from './check-subtask';
import { PortError } from '../ports/port-error';
import { commitStep, pushEffect, theApp } from './commit-step';
import { UseCaseError } from './use-case-error';
import type { World } from './world';

const WAITING: readonly HandoffState[] = [
  'awaiting-run-approval',
  'awaiting-review',
  'awaiting-use-approval',
  'running',
  'queued',
];

/** An effect older than this and still pending lost its queue event; it is pushed again. */
const LOST_AFTER_MS = 2 * 60_000;

async function expire(world: World, handoff: Handoff): Promise<void> {
  const gate = openGate(handoff);
  const subtaskId = gate?.subtask?.id;
  if (subtaskId !== undefined) await checkSubtask(world, subtaskId);
  const current = await world.handoffs.load(handoff.id);
  if (current?.version !== handoff.version || !canHappen(current.state, 'expire')) return;
  await commitStep(world, {
    before: current,
    after: advance(current, 'expire', {
      at: world.clock.now(),
      explanation: 'Nobody decided in time. This is no rejection; it can be handed off again.',
    }),
    actor: theApp('sweep'),
    happenings: [{ event: 'handoff.timed-out', details: { from: current.state, dueAt: current.dueAt } }],
    effects: ['sync-property'],
  });
}

async function expireOverdue(world: World): Promise<number> {
  const now = world.clock.now();
  let expired = 0;
  for (const state of WAITING) {
    for (const handoff of await world.handoffs.listDue(state, now)) {
      try {
        await expire(world, handoff);
        expired += 1;
      } catch (error) {
        if (!(error instanceof UseCaseError && error.code === 'conflict')) throw error;
      }
    }
  }
  return expired;
}

/** A push that fails costs this gate its look until the next sweep, and nobody else anything. */
async function pushCheck(world: World, subtaskId: string): Promise<void> {
  try {
    await world.queue.pushSubtaskCheck(subtaskId);
  } catch (cause) {
    const code = cause instanceof PortError ? cause.code : 'unexpected';
    world.log.error('queue.push-failed', { subtaskId, code });
  }
}

/** Looks at every open gate, because an event may have been lost (EVT-03). */
async function checkOpenGates(world: World): Promise<void> {
  const far = new Date(Date.parse(world.clock.now()) + 400 * 86_400_000).toISOString();
  for (const state of ['awaiting-run-approval', 'awaiting-use-approval'] as const) {
    for (const handoff of await world.handoffs.listDue(state, far)) {
      const subtask = openGate(handoff)?.subtask ?? null;
      if (subtask !== null) await pushCheck(world, subtask.id);
    }
  }
}

/** The scheduled repair: pushes lost effects again, looks at open gates, ends what is overdue as `timed-out` (T1, T13). */
export async function sweep(world: World): Promise<{ readonly pushed: number; readonly expired: number }> {
  const before = new Date(Date.parse(world.clock.now()) - LOST_AFTER_MS).toISOString();
  const lost = await world.handoffs.listPendingEffects(before);
  for (const effect of lost) await pushEffect(world, effect.id);
  await checkOpenGates(world);
  return { pushed: lost.length, expired: await expireOverdue(world) };
}
