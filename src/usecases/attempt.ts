import type { GateDecision, Reading } from '../contract/handoff';
import type { PolicyVersion } from '../contract/policy';
import type { Verdict } from '../contract/vocabulary';
import type { KnownPerson } from '../domain/gate/plan-gates';
import type { GateRecord, Seat } from '../domain/handoff/handoff';

/** Somebody's decision at a gate, from the panel or from Jira's own transition. */
export interface Attempt {
  readonly person: KnownPerson;
  readonly verdict: Verdict;
  readonly via: GateDecision['via'];
  readonly at: string;
  readonly reason: GateDecision['reason'];
  readonly note: string;
  /** What the page saw of the reader; null where there was no page. */
  readonly reading: Reading | null;
  /** The changelog entry that it came with; null from a page. */
  readonly changeId: string | null;
  readonly requestId: string;
}

/** A place (from 0) at a gate of a hand-off. */
export interface Place {
  readonly gate: GateRecord;
  readonly seat: number;
}

/** A place that somebody tries to decide, with its seat at hand. */
export interface Tried extends Place {
  readonly attempt: Attempt;
  readonly held: Seat;
  readonly policy: PolicyVersion;
}
