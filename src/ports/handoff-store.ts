import type { Output } from '../contract/output';
import type { ChainChange } from '../domain/audit/chain';
import type { Effect } from '../domain/handoff/effect';
import type { Handoff } from '../domain/handoff/handoff';
import type { Packet } from '../domain/packet/packet';
import type { ActorRef } from '../contract/audit';
import type { AttentionRecord } from '../domain/gate/attention';
import type { Mark, Period, Wait } from './audit-store';
import type { DecisionRecord } from './decision-log';
import { PortError } from './port-error';

/** A page of a list, newest first, with the cursor of the next one. Cursors are opaque and must not be stored. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly cursor: string | null;
}

/**
 * The latest hand-off of an issue, reached by key so that it is right now; a new one may only follow when it is over.
 * `version` counts writes of the slot, so that of two requests at once only one is stored.
 */
export interface IssueSlot {
  readonly issueId: string;
  readonly version: number;
  readonly latestHandoffId: string | null;
  readonly handoffCount: number;
}

export interface WholeHandoff {
  readonly handoff: Handoff;
  readonly packet: Packet;
  readonly output: Output | null;
}

/** What a list of hand-offs goes by. */
export type HandoffIndex =
  { readonly name: 'all' } | { readonly name: 'issue-key' | 'operation' | 'state'; readonly value: string };

/** One use of something that is limited; `most` is the limit, and a `day` (YYYY-MM-DD) counts anew. */
export interface Take {
  readonly scope: 'person' | 'project' | 'class' | 'bypass';
  /** A reference (never an account), a project key, a class or a bypass. */
  readonly of: string;
  readonly most: number;
  readonly day: string | null;
}

/** Raised by a commit whose take finds the count at its limit; nothing is stored. */
export class LimitReached extends PortError {
  constructor(readonly take: Take) {
    super('exhausted', `The count of this ${take.scope} is at its limit`);
  }
}

/** One step of a hand-off: all of it is stored, or nothing. `before` is null when the hand-off is new. */
export interface HandoffCommit {
  readonly before: Handoff | null;
  readonly after: Handoff;
  readonly chain: ChainChange;
  readonly marks: readonly Mark[];
  readonly effects: readonly Effect[];
  readonly packet?: Packet;
  readonly output?: Output;
  readonly slot?: IssueSlot;
  readonly takes?: readonly Take[];
  readonly decision?: DecisionRecord;
  /** Whom the hand-off waits for from now on and no more, with the due time (ISO 8601) by which the former are listed. */
  readonly waits?: {
    readonly from: readonly Wait[];
    readonly until: readonly Wait[];
    readonly dueAt: string;
  };
  /** Subtasks (issue ids) that stand for a gate of this hand-off from now on. */
  readonly gateSubtasks?: readonly string[];
  /** How the reviewer of this step has decided so far; stored in the same transaction (U8). */
  readonly attention?: { readonly ref: ActorRef; readonly record: AttentionRecord };
}

/** Writes that storage takes in one transaction (facts §2.3). */
export const MOST_WRITES = 25;

/** How many writes a commit comes to; one of more than `MOST_WRITES` is refused. */
export const writesIn = (change: HandoffCommit): number => {
  const { chain, marks, effects, packet, output, slot, decision, attention } = change;
  const { takes = [], waits, gateSubtasks = [] } = change;
  const single = [packet, output, slot, decision, attention].filter((part) => part !== undefined);
  const lists = [chain.entries, marks, effects, takes, waits?.from ?? [], waits?.until ?? [], gateSubtasks];
  // The record and the head of its chain come with every step.
  return 2 + single.length + lists.reduce((sum, list) => sum + list.length, 0);
};

/**
 * Hand-offs with their packets, outputs, audit entries and outbox.
 * `commit` MUST store everything in one transaction, and MUST raise `conflict` and store nothing when the hand-off, its chain
 * or the slot is not where the caller read it. Reads by key MUST be strongly consistent; lists may lag.
 */
export interface HandoffStore {
  /** Creates the empty slot of an issue if there is none yet; two callers at once both end with the same slot. */
  ensureSlot(issueId: string): Promise<IssueSlot>;
  load(handoffId: string): Promise<Handoff | null>;
  /** A hand-off with its packet and output, in one read. */
  loadWhole(handoffId: string): Promise<WholeHandoff | null>;
  /** The hand-off whose gate this subtask stands for, by the app's own record: a clone or a forged property has none. */
  handoffOfSubtask(issueId: string): Promise<string | null>;
  /** How a person has decided so far; null for one who has not. */
  attentionOf(ref: ActorRef): Promise<AttentionRecord | null>;
  /** How often each was taken so far (on its day), in the order asked for; each name once. */
  taken(takes: readonly Omit<Take, 'most'>[]): Promise<readonly number[]>;
  /** Gives the record as it was stored: with its raised version. Raises `LimitReached`, and `refused` for too many writes. */
  commit(change: HandoffCommit): Promise<Handoff>;
  listByIssue(issueId: string, cursor: string | null): Promise<Page<Handoff>>;
  /** Hand-offs of one index, newest first, requested in the period. */
  list(by: HandoffIndex, period: Period, cursor: string | null): Promise<Page<Handoff>>;
  /** Records by key; what does not exist is left out. At most 25. */
  loadMany(handoffIds: readonly string[]): Promise<readonly Handoff[]>;
  /** Open hand-offs in this state whose due time (ISO 8601) is not after `now`. */
  listDue(state: Handoff['state'], now: string): Promise<readonly Handoff[]>;
  /** An effect that is to be performed or was given up; null when there is none by this id or it is done. */
  loadEffect(effectId: string): Promise<Effect | null>;
  /** Stores an effect that no commit asks for; one of this id that is there already stays as it is. */
  askEffect(effect: Effect): Promise<void>;
  /** Stores what became of a pending effect; `conflict` when it is not pending any more. */
  saveEffect(effect: Effect): Promise<void>;
  /**
   * Stores a pending effect with the entry of its result in one transaction; `conflict` when the chain has moved or the effect
   * is not pending any more, so that two deliveries at once are recorded once.
   */
  settleEffect(effect: Effect, chain: ChainChange): Promise<void>;
  /**
   * Hand-offs that ended in this state and still have texts, by the time (ISO 8601) from which on their texts may be erased:
   * those whose time is not after `before`, and from `from` on when it is given. At most 100, oldest first; times count in
   * whole seconds.
   */
  listErasable(state: Handoff['state'], before: string, from?: string): Promise<readonly Handoff[]>;
  /** Effects that are still pending and were asked for before `before` (ISO 8601). */
  listPendingEffects(before: string): Promise<readonly Effect[]>;
}
