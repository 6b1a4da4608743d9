import type { PriorDecision } from '../../contract/handoff';
import type { GateKind } from '../../contract/vocabulary';
import { decisionsAt, outcomeOf, type GateRecord, type Handoff } from '../handoff/handoff';

/** The decision that ended a gate: its refusal, else the last approval; null while it is open. */
function endingOf(gate: GateRecord): Omit<PriorDecision, 'issueKey' | 'state'> | null {
  const outcome = outcomeOf(gate);
  const [last] = decisionsAt(gate)
    .filter(({ verdict }) => verdict === outcome)
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  if (last === undefined) return null;
  return { verdict: last.verdict, by: last.by.displayName, at: last.at, reason: last.reason };
}

/**
 * How a gate of this kind was decided in a hand-off of the same operation in the same project, other than this one; null when
 * it was not (R180). The operation is the caller's to match.
 */
export function priorIn(handoff: Handoff, gate: GateKind, of: Handoff): PriorDecision | null {
  if (handoff.id === of.id || handoff.issue.projectKey !== of.issue.projectKey) return null;
  const record = handoff.gates.find(({ plan }) => plan.gate === gate);
  const ending = record === undefined ? null : endingOf(record);
  return ending === null ? null : { issueKey: handoff.issue.key, ...ending, state: handoff.state };
}
