import type { ActorRef } from '../contract/audit';
import type { Output } from '../contract/output';
import type { Happening } from '../domain/audit/happening';
import type { AttentionRecord } from '../domain/gate/attention';
import { openGate, waitingFor, type Handoff } from '../domain/handoff/handoff';
import type { Packet } from '../domain/packet/packet';
import type { Mark, Wait } from '../ports/audit-store';
import type { DecisionRecord } from '../ports/decision-log';
import { MOST_WRITES, writesIn, type HandoffCommit, type IssueSlot, type Take } from '../ports/handoff-store';

/** Turns an account into the person's reference. */
export type RefOf = (accountId: string) => ActorRef;

/** What a step stores beside its entries and effects. People are accounts here; they are stored by reference. */
export interface StoredParts {
  readonly before: Handoff | null;
  readonly after: Handoff;
  readonly actor: { readonly kind: 'person' | 'app'; readonly accountId: string; readonly role: string };
  readonly happenings: readonly Happening[];
  /** Subtasks (issue ids) that stand for a gate of the hand-off from now on. */
  readonly gateSubtasks?: readonly string[];
  /** How the person who decided in this step has decided so far, this decision included (U8). */
  readonly attention?: { readonly accountId: string; readonly record: AttentionRecord };
  readonly packet?: Packet;
  readonly output?: Output;
  readonly slot?: IssueSlot;
  /** Limited things that the step uses up. */
  readonly takes?: readonly Take[];
  readonly decision?: DecisionRecord;
  /** By which rules and models the hand-off can be found, beside its people; what a search wants first comes first. */
  readonly marks?: readonly Mark[];
}

/** By whom the step's hand-off can be found: whoever takes part in it can find it again. */
export const takesPart = ({ actor }: StoredParts, refOf: RefOf): readonly Mark[] =>
  actor.kind === 'app' || actor.role === 'not entitled' ? [] : [`person:${refOf(actor.accountId)}`];

/** A count is kept by a person's reference: the account stands in no row of its own (docs/privacy.md). */
const withRef = (take: Take, refOf: RefOf): Take =>
  take.scope === 'person' ? { ...take, of: refOf(take.of) } : take;

/** Approvers who can reach their seat from this step on: its subtask is there, or they are told that the panel holds it. */
function nowReached({ before, after, happenings }: Waiting): readonly string[] {
  const open = openGate(after);
  const old =
    open === null ? [] : (before?.gates.find(({ plan }) => plan.gate === open.plan.gate)?.seats ?? []);
  const opened = (open?.seats ?? []).flatMap(({ subtask, approver }, at) =>
    subtask !== null && (old[at]?.subtask ?? null) === null ? [approver.accountId] : [],
  );
  const told = happenings.flatMap((happening) =>
    happening.event === 'approval.held-in-panel' ? [happening.details.approver] : [],
  );
  return [...opened, ...told];
}

/** Approvers who are asked and have no subtask yet: there is nothing that they could open. */
const unreached = (handoff: Handoff): readonly string[] =>
  (openGate(handoff)?.seats ?? []).flatMap(({ subtask, approver }) =>
    subtask === null ? [approver.accountId] : [],
  );

type Waiting = Pick<StoredParts, 'before' | 'after' | 'happenings'>;

/**
 * Whom a step makes the hand-off wait for, and for whom it does not wait any more (accounts). An approver is listed with the step
 * that makes the seat reachable, not with the one that opens the gate: that one has the most else to store.
 */
function waitsOf(step: Waiting): { readonly from: readonly string[]; readonly until: readonly string[] } {
  const { before, after } = step;
  const [old, now] = [before === null ? [] : waitingFor(before), waitingFor(after)];
  // The list goes by due time, so a wait whose due time moved is written anew.
  const isKept = (accountId: string): boolean => old.includes(accountId) && before?.dueAt === after.dueAt;
  const [reached, not] = [nowReached(step), unreached(after)];
  return {
    from: now.filter((id) => reached.includes(id) || (!isKept(id) && !not.includes(id))),
    until: old.filter((id) => !now.includes(id)),
  };
}

/** Whose reference a step needs beside the people of its entries (accounts). */
export const everybodyElse = (step: StoredParts): readonly string[] => {
  const { from, until } = waitsOf(step);
  return [...from, ...until, ...(step.attention === undefined ? [] : [step.attention.accountId])];
};

/** Whom the hand-off waits for, by reference: what is left out has not changed. */
function waitRowsOf(step: StoredParts, refOf: RefOf, at: string): Pick<HandoffCommit, 'waits'> {
  const toWait = (accountId: string): Wait => `waits:${refOf(accountId)}`;
  const { from, until } = waitsOf(step);
  if (from.length === 0 && until.length === 0) return {};
  return {
    waits: { from: from.map(toWait), until: until.map(toWait), dueAt: step.after.dueAt ?? at },
  };
}

/** What a step is stored as, but for its chain and its effects. */
export function partsOf(
  step: StoredParts,
  refOf: RefOf,
  at: string,
): Omit<HandoffCommit, 'before' | 'after' | 'chain' | 'effects' | 'marks'> {
  const { packet, output, slot, decision, gateSubtasks, attention } = step;
  return {
    takes: (step.takes ?? []).map((take) => withRef(take, refOf)),
    ...waitRowsOf(step, refOf, at),
    ...(attention === undefined
      ? {}
      : { attention: { ref: refOf(attention.accountId), record: attention.record } }),
    ...(gateSubtasks === undefined ? {} : { gateSubtasks }),
    ...(decision === undefined ? {} : { decision }),
    ...(packet === undefined ? {} : { packet }),
    ...(output === undefined ? {} : { output }),
    ...(slot === undefined ? {} : { slot }),
  };
}

/**
 * Adds the marks that a search goes by, as many as the transaction has room for: the person's first, then the step's own in
 * their order. A request of the most entries and takes leaves room for four.
 */
export function withMarks(commit: HandoffCommit, marks: readonly Mark[]): HandoffCommit {
  return { ...commit, marks: marks.slice(0, Math.max(0, MOST_WRITES - writesIn(commit))) };
}
