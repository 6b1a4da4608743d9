import type { QueueItem } from '../../contract/handoff';
import { RiskSchema, type Risk } from '../../contract/vocabulary';
import { openGate, waitingFor, type Handoff } from '../handoff/handoff';
import { operationOf } from '../operations/catalogue';
import { askedAt, askedInWords, isOverdue, seatFor } from './asked';

/** Who looks, and when (ISO 8601). */
export interface Viewing {
  readonly accountId: string;
  readonly now: string;
}

/** The issue on which this person acts: the subtask of their seat, else the issue itself. */
export function placeOf(handoff: Handoff, accountId: string): { readonly id: string; readonly key: string } {
  const place = seatFor(handoff, accountId);
  const { id, key } = place?.gate.seats[place.seat]?.subtask ?? handoff.issue;
  return { id, key };
}

/** What several approvals at once would be sent with; null where this gate is none of them. */
function batchOf(handoff: Handoff, accountId: string, allowsBatch: boolean): QueueItem['batch'] {
  const place = seatFor(handoff, accountId);
  if (!allowsBatch || place === null || !waitingFor(handoff).includes(accountId)) return null;
  const { plan, release } = place.gate;
  return isForBatch(plan) ? { seal: handoff.seal, release } : null;
}

/** Only gates of low risk that a light review is enough for: a sign-off is one at a time. */
export const isForBatch = ({ risk, review }: { readonly risk: Risk; readonly review: string }): boolean =>
  risk === 'low' && review === 'light';

/** A waiting hand-off as one line of a queue. `risk`: of its gate, or what the caller made out where it has none. */
export function toQueueItem(
  handoff: Handoff,
  { accountId, now }: Viewing,
  { risk, allowsBatch }: { readonly risk: Risk; readonly allowsBatch: boolean },
): QueueItem {
  const gate = openGate(handoff);
  return {
    handoffId: handoff.id,
    act: gate === null ? 'review' : 'decide',
    gate: gate?.plan.gate ?? null,
    issueKey: handoff.issue.key,
    openKey: placeOf(handoff, accountId).key,
    operationTitle: operationOf(handoff.operation).title,
    requester: handoff.requester,
    asked: askedInWords(handoff),
    risk,
    askedAt: askedAt(handoff),
    dueAt: handoff.dueAt ?? handoff.updatedAt,
    isOverdue: isOverdue(handoff, now),
    isMine: waitingFor(handoff).includes(accountId),
    batch: batchOf(handoff, accountId, allowsBatch),
  };
}

const level = (risk: Risk): number => RiskSchema.options.indexOf(risk);

/** The highest risk first, then what is due first. */
export const inOrder = (items: readonly QueueItem[]): QueueItem[] =>
  [...items].sort(
    (a, b) => level(b.risk) - level(a.risk) || (a.dueAt < b.dueAt ? -1 : Number(a.dueAt > b.dueAt)),
  );
