import type { GateKind, HandoffState, Verdict } from '../../../contract/vocabulary';
import type { Walk } from '../../../domain/audit/chain';
import type { FakeIssue } from '../../../ports/fakes/fake-site';
import type { EngineTier } from './site-policy';

/** Somebody's try to decide, as the model saw it done. Times are ISO 8601. */
export interface Act {
  readonly handoffId: string;
  readonly who: string;
  readonly at: string;
  readonly gate: GateKind;
  /** Which seat's subtask it was done at; null in the panel of the issue. */
  readonly seat: number | null;
  readonly verdict: Verdict;
  readonly via: 'panel' | 'transition';
  readonly changeId: string | null;
  /** Whether the seal and the release that it named are those of the record. */
  readonly isOnThisPacket: boolean;
}

/** Something else that somebody did to a hand-off: the app said so, or died on it. */
export interface Deed {
  readonly handoffId: string;
  readonly who: string;
  readonly what: 'withdraw' | 'accept' | 'reject' | 'escalate' | 'remind' | 'answer';
  /** Words of claims that an acceptance leaves in and takes out, and for whom it is. */
  readonly keeps: readonly string[];
  readonly strikes: readonly string[];
  readonly isForCustomer: boolean;
}

/** What an issue says, as far as a packet covers it. */
export interface Sight {
  readonly fields: string;
  readonly comments: Readonly<Record<string, string>>;
}

export function sightOf(issue: FakeIssue): Sight {
  const { key, summary, status, severity, dataClass, description, securityLevel } = issue;
  return {
    fields: JSON.stringify([key, summary, status, severity, dataClass, description, securityLevel]),
    comments: Object.fromEntries(issue.comments.map(({ id, text }) => [id, text])),
  };
}

/** Whether an issue still says what it said: new comments change nothing. */
export const isSame = (sealed: Sight, now: Sight): boolean =>
  sealed.fields === now.fields &&
  Object.entries(sealed.comments).every(([id, text]) => now.comments[id] === text);

/** A decision that the oracle found to be somebody's own, on this packet, in time and entitled. */
export interface Sound {
  readonly gate: GateKind;
  readonly seat: number;
  readonly who: string;
  readonly verdict: Verdict;
  readonly at: string;
  /** When the app took it up, which is never before it was made. */
  readonly seenAt: string;
}

/** What the oracle knows of a hand-off. */
export interface Known {
  readonly id: string;
  readonly gates: readonly GateKind[];
  readonly sealed: Sight;
  readonly wasSilent: boolean;
  /** The models that its packet may name, in their order. */
  readonly plan: readonly string[];
  /** The tier that the policy asked for when it was sealed. */
  readonly tier: EngineTier;
  state: HandoffState;
  /** Since when it was seen in this state. */
  since: string | null;
  version: number;
  /** How often each change in Jira is on record. */
  readonly looked: Map<string, number>;
  /** When each gate was first seen open, and when the approval was given that passed it. */
  readonly openedAt: Map<GateKind, string>;
  readonly passedAt: Map<GateKind, string>;
  readonly states: Set<HandoffState>;
  readonly sound: Sound[];
  readonly walk: Walk;
  entries: number;
  hasOutput: boolean;
  /** Whether its run was seen to finish. */
  hasRun: boolean;
  comments: number;
}

/** A subtask that somebody moved to a status that decides nothing. */
export interface MovedBack {
  readonly handoffId: string;
  readonly who: string;
  readonly at: string;
  readonly changeId: string;
}

/** All that the oracle remembers of a sequence. Nothing of it comes from what the app decided. */
export interface Ledger {
  readonly acts: Act[];
  readonly deeds: Deed[];
  readonly movedBack: MovedBack[];
  readonly known: Map<string, Known>;
  /** What happened, one line each. */
  readonly story: string[];
  readonly breaches: string[];
  /** Codes with which people were refused. */
  readonly told: string[];
  /** Whether something was damaged or failed, so that a failed run is no surprise. */
  isHurt: boolean;
  /** Whether a model was ever other than honest, so that another in its place is no surprise. */
  hadModelTrouble: boolean;
  /** How many questions to models were looked at. */
  questions: number;
  /** How many processes died. */
  crashes: number;
  /** How many requests were made, so that each has an id of its own. */
  requests: number;
}

export const createLedger = (): Ledger => ({
  acts: [],
  deeds: [],
  movedBack: [],
  known: new Map(),
  story: [],
  breaches: [],
  told: [],
  isHurt: false,
  hadModelTrouble: false,
  questions: 0,
  crashes: 0,
  requests: 0,
});
