import type { Handoff } from '../domain/handoff/handoff';
import { placeOf } from '../domain/review/queue';
import type { Caller } from './world';

/** The issues that a person must be able to browse to act on a hand-off: its own, and the subtask on which the act is done. */
export const issuesToAct = (handoff: Handoff, accountId: string): readonly string[] => [
  handoff.issue.id,
  placeOf(handoff, accountId).id,
];

/** Hand-offs on which the caller may act, as far as Jira shows the issues to that person now (AUT-03). One Jira call. */
export async function visibleActs(caller: Caller, handoffs: readonly Handoff[]): Promise<readonly Handoff[]> {
  if (handoffs.length === 0) return [];
  const ids = handoffs.flatMap((handoff) => issuesToAct(handoff, caller.accountId));
  const visible = await caller.jira.visibleAmong([...new Set(ids)]);
  return handoffs.filter((handoff) => issuesToAct(handoff, caller.accountId).every((id) => visible.has(id)));
}
