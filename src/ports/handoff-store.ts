import type { AuditEntry } from '../contract/audit';
import type { Output } from '../contract/output';
import type { Effect } from '../domain/handoff/effect';
import type { Handoff } from '../domain/handoff/handoff';
import type { Packet } from '../domain/packet/packet';

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

/** One step of a hand-off: all of it is stored, or nothing. `before` is null when the hand-off is new. */
export interface HandoffCommit {
  readonly before: Handoff | null;
  readonly after: Handoff;
  readonly entries: readonly AuditEntry[];
  readonly effects: readonly Effect[];
  readonly packet?: Packet;
  readonly output?: Output;
  readonly slot?: IssueSlot;
}

/**
 * Hand-offs with their packets, outputs, audit entries and outbox.
 * `commit` MUST store everything in one transaction, and MUST raise `conflict` and store nothing when the hand-off (or the
 * slot) is not at the version that the caller read. Reads by key MUST be strongly consistent; lists may lag.
 */
export interface HandoffStore {
  /** Creates the empty slot of an issue if there is none yet; two callers at once both end with the same slot. */
  ensureSlot(issueId: string): Promise<IssueSlot>;
  load(handoffId: string): Promise<Handoff | null>;
  /** A hand-off with its packet and output, in one read. */
  loadWhole(handoffId: string): Promise<WholeHandoff | null>;
  /** Gives the record as it was stored: with its raised version. */
  commit(change: HandoffCommit): Promise<Handoff>;
  listByIssue(issueId: string, cursor: string | null): Promise<Page<Handoff>>;
  listNewest(cursor: string | null): Promise<Page<Handoff>>;
  /** Open hand-offs in this state whose due time (ISO 8601) is not after `now`. */
  listDue(state: Handoff['state'], now: string): Promise<readonly Handoff[]>;
  loadEffect(effectId: string): Promise<Effect | null>;
  saveEffect(effect: Effect): Promise<void>;
  /** Effects that are still pending and were asked for before `before` (ISO 8601). */
  listPendingEffects(before: string): Promise<readonly Effect[]>;
}
