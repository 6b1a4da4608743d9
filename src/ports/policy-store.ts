import type { ActorRef } from '../contract/audit';
import type { PolicyDocument, PolicyVersion } from '../contract/policy';
import type { ClassStop } from '../contract/policy-people';
import type { PolicyDraft, Simulation, VersionSummary } from '../contract/policy-life';
import type { SiteDraft } from './audit-store';
import type { IssueSlot, Page } from './handoff-store';

/** The kill switch of the site. */
export interface SiteSwitch {
  readonly isHalted: boolean;
  readonly reason: string;
  readonly version: number;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
}

/** A version on trial: it decides in these projects, and the policy in force everywhere else. */
export interface Trial {
  readonly policy: PolicyVersion;
  readonly projects: readonly string[];
}

/** What decides now. */
export interface ControlState {
  readonly policy: PolicyVersion;
  readonly trial: Trial | null;
  /** Classes that stand still because one of their people is missing (U14). */
  readonly stops: readonly ClassStop[];
  readonly siteSwitch: SiteSwitch;
}

/** What a panel needs before anything else, read in one call. */
export interface Desk extends ControlState {
  readonly slot: IssueSlot | null;
  /** The hand-off whose gate this issue, a subtask, stands for (`HandoffStore.handoffOfSubtask`). */
  readonly gateOf: string | null;
}

/**
 * The one place of a draft. Every act of the policy's life raises `revision`, with or without a draft, so that an act on what
 * is not there any more is a conflict. `lastVersion` is the highest version number that was ever given out.
 */
export interface DraftSlot {
  readonly revision: number;
  readonly lastVersion: number;
  /** Null when there is none, and when what is stored is no sound draft any more: the next one takes its place. */
  readonly draft: PolicyDraft | null;
}

/** An act of the life: the slot as it is afterwards, while this version is in force. */
export interface LifeStep {
  readonly slot: DraftSlot;
  readonly baseVersion: number;
  readonly entry: SiteDraft;
}

/** A version as it is kept: with what the list says of it. */
export interface StoredVersion {
  readonly policy: PolicyVersion;
  readonly summary: VersionSummary;
}

/** What a version is published or put on trial with. */
export interface NewVersion {
  readonly policy: PolicyVersion;
  readonly reviewedBy: string | null;
  readonly change: string;
}

/** A simulation between two slices: where its reading goes on, and how often it was saved. */
export interface SimulationRow {
  readonly simulation: Simulation;
  readonly cursor: string | null;
  readonly counter: number;
}

/**
 * Policy versions, the draft of the next, classes that stand still, and the kill switch. The document of a version never
 * changes once stored. A write MUST be stored together with its audit entry or not at all, and raises `conflict` when what it
 * was made on is not there any more. A version that does not parse, or whose digest is not its own, is refused on reading
 * with `refused`: no policy loaded means nothing is allowed (T11, POL-04).
 */
export interface PolicyStore {
  control(): Promise<ControlState>;
  desk(issueId: string): Promise<Desk>;
  slot(): Promise<DraftSlot>;
  /** Stores the slot alone: a draft that is saved, discarded, submitted or reviewed. */
  saveSlot(step: LifeStep): Promise<void>;
  /** Puts a version in force, ends any trial, and stores the slot. */
  publish(next: NewVersion, step: LifeStep): Promise<void>;
  startTrial(next: NewVersion & { readonly projects: readonly string[] }, step: LifeStep): Promise<void>;
  /** Ends the trial of a version, which is `dropped` from now on. */
  stopTrial(version: number, step: LifeStep): Promise<void>;
  /** Versions newest first, 20 a page. */
  versions(cursor: string | null): Promise<Page<VersionSummary>>;
  version(version: number): Promise<StoredVersion | null>;
  /** Whether storage takes a document of this size. */
  fits(document: PolicyDocument): boolean;
  /** The simulation of the document with this digest against this version. */
  simulation(digest: string, baseVersion: number): Promise<SimulationRow | null>;
  /**
   * Stores a simulation on top of the one whose counter is one less (0: none), with the entry of its end, if any. Only the
   * newest five are kept.
   */
  saveSimulation(row: SimulationRow, entry: SiteDraft | null): Promise<void>;
  /** Puts the stops `next` in the place of the stops that were read. */
  setStops(before: readonly ClassStop[], next: readonly ClassStop[], entry: SiteDraft): Promise<void>;
  setSwitch(next: SiteSwitch, entry: SiteDraft): Promise<SiteSwitch>;
  /** Puts a reference where an account wrote, reviewed or published, or changed the switch; documents stay as they are. */
  forgetAuthor(accountId: string, ref: ActorRef): Promise<void>;
}
