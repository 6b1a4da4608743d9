import type { Handoff } from '../domain/handoff/handoff';
import type { WholeHandoff } from '../ports/handoff-store';
import { UseCaseError } from './use-case-error';
import type { Caller, World } from './world';

/** Those whose issue the caller may browse now, in the order given (AUT-03). One Jira call; at most 1,000 issues. */
export async function visibleOnly(caller: Caller, handoffs: readonly Handoff[]): Promise<readonly Handoff[]> {
  const issueIds = [...new Set(handoffs.map(({ issue }) => issue.id))];
  if (issueIds.length === 0) return [];
  const visible = await caller.jira.visibleAmong(issueIds);
  return handoffs.filter(({ issue }) => visible.has(issue.id));
}

const notFound = (): UseCaseError =>
  new UseCaseError('not-found', 'There is no such hand-off, or you cannot see its issue.');

/** A record whose issue the caller may browse; `not-found` for a hidden one, as for one that does not exist. */
export async function loadVisible(world: World, caller: Caller, handoffId: string): Promise<Handoff> {
  const handoff = await world.handoffs.load(handoffId);
  const [visible] = handoff === null ? [] : await visibleOnly(caller, [handoff]);
  if (visible === undefined) throw notFound();
  return visible;
}

/** The same with packet and output. Raises `not-found`. */
export async function loadVisibleWhole(
  world: World,
  caller: Caller,
  handoffId: string,
): Promise<WholeHandoff> {
  const whole = await world.handoffs.loadWhole(handoffId);
  const visible = whole === null ? [] : await visibleOnly(caller, [whole.handoff]);
  if (whole === null || visible.length === 0) throw notFound();
  return whole;
}
