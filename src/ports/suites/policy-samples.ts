import type { PolicyDocument, PolicyVersion } from '../../contract/policy';
import type { PolicyDraft, Simulation } from '../../contract/policy-life';
import { digestOf } from '../../domain/canonical/canonical';
import { DEFAULT_POLICY } from '../../domain/policy/default-policy';
import { EMPTY_REPLAY } from '../../domain/policy/replay';
import type { DraftSlot, LifeStep, NewVersion, PolicyStore, SimulationRow } from '../policy-store';
import { siteDraft } from './samples';

const AT = '2026-11-18T10:00:00.000Z';

/** A document that differs from the shipped one by its review hours. */
export const documentOf = (reviewHours: number): PolicyDocument => ({
  ...DEFAULT_POLICY,
  limits: { ...DEFAULT_POLICY.limits, reviewHours },
});

/** A version by `admin-ada`, of that document. */
export function versionOf(
  version: number,
  reviewHours: number,
  document = documentOf(reviewHours),
): PolicyVersion {
  return {
    version,
    digest: digestOf(document),
    publishedAt: AT,
    publishedBy: 'admin-ada',
    authors: ['admin-ada'],
    document,
  };
}

/** What that version is published with. */
export const newVersionOf = (version: number, reviewHours: number): NewVersion => ({
  policy: versionOf(version, reviewHours),
  reviewedBy: 'admin-max',
  change: `${reviewHours} hours`,
});

/** A draft by `admin-ada` on version 1. */
export function policyDraftOf(reviewHours: number, more: Partial<PolicyDraft> = {}): PolicyDraft {
  const document = documentOf(reviewHours);
  return {
    revision: 1,
    baseVersion: 1,
    stage: 'editing',
    document,
    digest: digestOf(document),
    change: `${reviewHours} hours`,
    authors: ['admin-ada'],
    updatedAt: AT,
    submitted: null,
    review: null,
    canary: null,
    ...more,
  };
}

/** The next step on what is stored now: with this draft or none, and its entry. */
export async function stepOn(
  policies: PolicyStore,
  draft: PolicyDraft | null,
  over: Partial<LifeStep> & { readonly lastVersion?: number } = {},
): Promise<LifeStep> {
  const { lastVersion, ...step } = over;
  const [before, { policy }] = [await policies.slot(), await policies.control()];
  const revision = before.revision + 1;
  const slot: DraftSlot = {
    revision,
    lastVersion: lastVersion ?? before.lastVersion,
    draft: draft === null ? null : { ...draft, revision },
  };
  return { slot, baseVersion: policy.version, entry: siteDraft('policy.draft'), ...step };
}

/** Puts the next version in force, as a published draft does. */
export async function publishNext(policies: PolicyStore, reviewHours: number): Promise<PolicyVersion> {
  const [slot, { policy }] = [await policies.slot(), await policies.control()];
  const next = newVersionOf(Math.max(slot.lastVersion, policy.version) + 1, reviewHours);
  const entry = siteDraft('policy.changed');
  await policies.publish(next, await stepOn(policies, null, { entry, lastVersion: next.policy.version }));
  return next.policy;
}

/** A simulation after its `counter`-th slice. */
export function simulationOf(counter: number, more: Partial<Simulation> = {}): SimulationRow {
  const simulation: Simulation = {
    digest: 'a'.repeat(64),
    baseVersion: 1,
    startedBy: 'admin-ada',
    startedAt: AT,
    finishedAt: null,
    phase: 'decisions',
    done: counter,
    replay: EMPTY_REPLAY,
    ...more,
  };
  return { simulation, cursor: `page ${counter}`, counter };
}
