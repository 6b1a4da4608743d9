import type { ActorRef } from '../contract/audit';
import type { PolicyVersion } from '../contract/policy';
import type { ClassStop } from '../contract/policy-people';
import type { SiteDraft } from './audit-store';
import type { IssueSlot } from './handoff-store';

/** The kill switch of the site. */
export interface SiteSwitch {
  readonly isHalted: boolean;
  readonly reason: string;
  readonly version: number;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
}

export interface PolicySummary {
  readonly version: number;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly change: string;
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
}

/**
 * Policy versions and the kill switch. The document of a version never changes once stored. Writes MUST store the audit entry in the same
 * transaction, and raise `conflict` when `baseVersion` is not in force any more. A document that does not parse is refused on
 * reading with `refused`: no policy loaded means nothing is allowed (T11).
 */
export interface PolicyStore {
  control(): Promise<ControlState>;
  desk(issueId: string): Promise<Desk>;
  versions(): Promise<readonly PolicySummary[]>;
  publish(next: PolicyVersion, change: string, entry: SiteDraft): Promise<void>;
  setSwitch(next: SiteSwitch, entry: SiteDraft): Promise<SiteSwitch>;
  /** Puts a reference where an account published a version or changed the switch; documents stay as they are. */
  forgetAuthor(accountId: string, ref: ActorRef): Promise<void>;
}
