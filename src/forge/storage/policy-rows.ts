import { PolicyVersionSchema, type PolicyVersion } from '../../contract/policy';
import { PolicyDraftSchema, type VersionSummary } from '../../contract/policy-life';
import type { ClassStop } from '../../contract/policy-people';
import { digestOf } from '../../domain/canonical/canonical';
import { DEFAULT_POLICY } from '../../domain/policy/default-policy';
import type { ControlState, DraftSlot, NewVersion, SiteSwitch } from '../../ports/policy-store';
import { PortError } from '../../ports/port-error';
import type { Rows, StoredTrial } from './entities';
import { fromHeld, toHeld } from './held';

export const HEAD = 'head';
export const SITE = 'site';
export const CLASSES = 'classes';
export const DRAFT = 'draft';
export const TRIAL = 'trial';
/** All versions share one partition: there are few, and the list is read newest first. */
export const SERIES = 'policy';

/** The policy that ships, as version 1; it is in force until another is published. */
export const SHIPPED: PolicyVersion = {
  version: 1,
  digest: digestOf(DEFAULT_POLICY),
  publishedAt: '2026-11-01T00:00:00.000Z',
  publishedBy: 'shipped',
  authors: [],
  document: DEFAULT_POLICY,
};

export const OPEN: SiteSwitch = {
  isHalted: false,
  reason: '',
  version: 0,
  changedBy: null,
  changedAt: null,
};
const NO_STOPS: readonly ClassStop[] = [];

/** What stands for the classes until one stood still for the first time. */
export const FIRST_STOPS: Rows['switch'] = { version: 0, body: NO_STOPS };

export const stopsIn = (row: Rows['switch']): readonly ClassStop[] => row.body as readonly ClassStop[];
export const siteSwitchIn = (row: Rows['switch']): SiteSwitch => row.body as SiteSwitch;
export const trialIn = (row: Rows['policy-head']): StoredTrial => row.body as StoredTrial;

/** What `policy-draft` holds until the first act of the policy's life. */
export const FIRST_SLOT: Rows['policy-draft'] = {
  revision: 0,
  body: { lastVersion: SHIPPED.version, draft: null },
};

/** The keys of a version's rows. */
export const versionKey = (version: number): string => `v${String(version).padStart(6, '0')}`;

/** A stored version that does not parse, or whose digest is not its own, allows nothing (T11, POL-04). */
export function readVersion(held: unknown): PolicyVersion {
  const parsed = PolicyVersionSchema.safeParse(fromHeld(held));
  if (!parsed.success || parsed.data.digest !== digestOf(parsed.data.document)) {
    throw new PortError('refused', 'The stored policy is damaged, so nothing is allowed');
  }
  return parsed.data;
}

/** The version that a head row puts in force; the shipped one without a row. */
export const readHead = (row: unknown): PolicyVersion =>
  row === undefined ? SHIPPED : readVersion((row as Rows['policy-head']).body);

function readTrial(row: unknown): ControlState['trial'] {
  if (row === undefined) return null;
  const { projects, policy } = trialIn(row as Rows['policy-head']);
  return { projects, policy: readVersion(policy) };
}

/** What {@link toControl} takes, in this order. */
export const CONTROL_KEYS = [
  { key: HEAD, entityName: 'policy-head' },
  { key: TRIAL, entityName: 'policy-head' },
  { key: CLASSES, entityName: 'switch' },
  { key: SITE, entityName: 'switch' },
] as const;

export const toControl = ([head, trial, stops, siteSwitch]: readonly unknown[]): ControlState => ({
  policy: readHead(head),
  trial: readTrial(trial),
  stops: stops === undefined ? NO_STOPS : stopsIn(stops as Rows['switch']),
  siteSwitch: siteSwitch === undefined ? OPEN : siteSwitchIn(siteSwitch as Rows['switch']),
});

/** The slot of a row; a draft that does not parse, or whose digest is not its own, is none. */
export function readSlot({ revision, body }: Rows['policy-draft']): DraftSlot {
  const parsed = PolicyDraftSchema.safeParse(fromHeld(body.draft));
  const isSound = parsed.success && parsed.data.digest === digestOf(parsed.data.document);
  return { revision, lastVersion: body.lastVersion, draft: isSound ? parsed.data : null };
}

export const toSlotRow = ({ revision, lastVersion, draft }: DraftSlot): Rows['policy-draft'] => ({
  revision,
  body: { lastVersion, draft: draft === null ? null : toHeld(draft) },
});

export const summaryOf = (
  { policy, reviewedBy, change }: NewVersion,
  state: VersionSummary['state'],
): VersionSummary => ({
  version: policy.version,
  state,
  publishedAt: policy.publishedAt,
  publishedBy: policy.publishedBy,
  reviewedBy,
  change,
  digest: policy.digest,
});
