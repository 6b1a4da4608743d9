import { isDeepStrictEqual } from 'node:util';
import type { Handoff } from '../../../domain/handoff/handoff';
import { isOver } from './check-end';
import { ISSUE_ID, latest, type Stage } from './stage';

/** Whom a hand-off waits for, by its record: the owner at the review, else whoever was asked at the gate that is open. */
function askedIn(handoff: Handoff): readonly string[] {
  if (handoff.state === 'awaiting-review') return [handoff.owner.accountId];
  const gate = handoff.gates.find(({ plan }) => handoff.state === `awaiting-${plan.gate}-approval`);
  const open = gate?.seats.filter(({ askedAt, decision }) => askedAt !== null && decision === null) ?? [];
  const backup = open.some(({ backupAskedAt }) => backupAskedAt !== null) ? gate?.plan.backup : null;
  return [...open.map(({ approver }) => approver.accountId), ...(backup ? [backup.accountId] : [])];
}

/** Whether an effect is stored that was not performed yet. */
export const isPending = ({ bench }: Stage): boolean =>
  [...bench.memory.effects.values()].some(({ status }) => status === 'pending');

/**
 * The queue rows of people name nobody whom the record does not ask, and everybody whom it asks but those who have nothing to
 * open yet: their subtask is still to be made.
 */
export function checkWaits(stage: Stage): void {
  const { memory } = stage.bench;
  const rows = memory.marks
    .filter(({ mark }) => mark.startsWith('waits:'))
    .map(({ mark, chain }) => `${chain} ${mark.slice('waits:'.length)}`);
  const refOf = (accountId: string): string => memory.actors.get(accountId)?.ref ?? accountId;
  const wanted = [...memory.handoffs.values()].flatMap((handoff) =>
    askedIn(handoff).map((accountId) => `${handoff.id} ${refOf(accountId)}`),
  );
  const extra = rows.filter((row) => !wanted.includes(row));
  const missing = isPending(stage) ? [] : wanted.filter((row) => !rows.includes(row));
  if (extra.length > 0 || missing.length > 0 || new Set(rows).size < rows.length)
    stage.ledger.breaches.push(
      `the queues of people say [${rows.join(', ')}], the records [${wanted.join(', ')}]`,
    );
}

interface Property {
  readonly handoffId?: unknown;
  readonly state?: unknown;
  readonly waitingFor?: unknown;
}

const isProperty = (value: unknown): value is Property => typeof value === 'object' && value !== null;

/** Whether Jira refused for good to keep the property: that is on record, and nothing repairs it before the next change. */
const isGivenUp = ({ bench }: Stage, { id }: Handoff): boolean =>
  [...bench.memory.effects.values()].some(
    (effect) => effect.status === 'failed' && effect.kind === 'sync-property' && effect.handoffId === id,
  );

/** Once everything is delivered, what JQL sees is what the record says. */
export function checkProperty(stage: Stage): void {
  const handoff = latest(stage);
  if (handoff === null || isGivenUp(stage, handoff)) return;
  const said = stage.bench.jira.issue(ISSUE_ID).properties.get('ai-handoff');
  const property: Property = isProperty(said) ? said : {};
  const waiting = Array.isArray(property.waitingFor) ? [...(property.waitingFor as readonly unknown[])] : [];
  const isInAgreement =
    property.handoffId === handoff.id &&
    property.state === handoff.state &&
    isDeepStrictEqual(waiting.sort(), [...new Set(askedIn(handoff))].sort());
  if (!isInAgreement)
    stage.ledger.breaches.push(
      `the property says ${JSON.stringify(said)}; the record is ${handoff.state} and waits for [${askedIn(handoff).join(', ')}]`,
    );
}

/** Each approver of a gate was asked by one subtask, whatever died in between. A forged or deleted mark tells nothing. */
function checkSubtasks({ bench, ledger }: Stage): void {
  const made = [...bench.jira.issues.values()]
    .filter(({ issueType, approvalMark }) => issueType === 'Approval' && approvalMark !== null)
    .map(({ approvalMark, properties }) => {
      const value = properties.get('ai-handoff-approval');
      const approvers = isNaming(value) ? value.approvers : [];
      return `${approvalMark?.handoffId ?? ''} ${approvalMark?.gate ?? ''} ${String(approvers[0])}`;
    });
  const twice = made.filter((name, place) => made.indexOf(name) !== place);
  if (twice.length > 0) ledger.breaches.push(`two subtasks stand for [${twice.join(', ')}]`);
}

const isNaming = (value: unknown): value is { readonly approvers: readonly unknown[] } =>
  typeof value === 'object' && value !== null && 'approvers' in value && Array.isArray(value.approvers);

/** At the end of a sequence nothing is left to do: every hand-off has ended, and no effect is pending. */
export function checkRest(stage: Stage): void {
  const { memory } = stage.bench;
  for (const { id, state } of memory.handoffs.values())
    if (!isOver(state)) stage.ledger.breaches.push(`${id} is left ${state} for ever`);
  for (const { id, status } of memory.effects.values())
    if (status === 'pending') stage.ledger.breaches.push(`the effect ${id} is pending for ever`);
  checkSubtasks(stage);
  checkProperty(stage);
}
