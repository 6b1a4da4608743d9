import type { CallInput, CallOutput } from '../../contract/calls';
import type { PolicyDraft } from '../../contract/policy-life';
import type { PolicyVersion } from '../../contract/policy';
import type { StoredVersion } from '../../ports/policy-store';
import { siteEntry } from '../site-entry';
import { UseCaseError } from '../use-case-error';
import type { Caller, World } from '../world';
import { loadLife, nextSlot, nextVersion, ROLE, stepTo, taking } from './life';

const MAX_AUTHORS = 50;

async function pastVersion(world: World, version: number): Promise<StoredVersion> {
  const stored = await world.policies.version(version);
  if (stored === null) throw new UseCaseError('not-found', `There is no version ${version} of the policy.`);
  if (stored.summary.state !== 'past')
    throw new UseCaseError(
      'not-ready',
      `Version ${version} is not one that was in force before. Choose one of those.`,
    );
  return stored;
}

/** A draft as it is after another version came into force: to be looked at and saved again before it goes on. */
const setBack = (draft: PolicyDraft | null): PolicyDraft | null =>
  draft === null ? null : { ...draft, stage: 'editing', submitted: null, review: null, canary: null };

/**
 * Puts the document of an earlier version in force again, as a new version, in one act: it was reviewed when it came into force
 * first. Ends any trial; a draft stays, and has to be saved again on the new version. Whoever rolls back counts as an author
 * too. Raises `conflict`, `not-found`, `not-ready`.
 */
export async function rollBack(
  world: World,
  caller: Caller,
  input: CallInput<'admin.roll-back'>,
): Promise<CallOutput<'admin.roll-back'>> {
  const before = await loadLife(world);
  const { control, slot } = before;
  if (control.policy.version !== input.baseVersion)
    throw new UseCaseError(
      'conflict',
      `Version ${control.policy.version} came into force meanwhile. Look at it, then decide again.`,
    );
  const { policy: past, summary } = await pastVersion(world, input.version);
  const policy: PolicyVersion = {
    ...past,
    version: nextVersion(before),
    publishedAt: world.clock.now(),
    publishedBy: caller.accountId,
    authors: [...new Set([caller.accountId, ...past.authors])].slice(0, MAX_AUTHORS),
  };
  const change = `Back to version ${past.version}: ${input.reason}`.slice(0, 240);
  const entry = siteEntry(world, caller, {
    event: 'policy.changed',
    role: ROLE,
    policy: policy.version,
    details: { change, from: control.policy.digest, to: policy.digest },
  });
  const after = { ...nextSlot(before, setBack(slot.draft)), lastVersion: policy.version };
  await taking(
    world.policies.publish({ policy, reviewedBy: summary.reviewedBy, change }, stepTo(before, after, entry)),
    'Somebody else changed the policy or its draft at the same moment. Load the page again, then decide again.',
  );
  return policy;
}
