import type { CallInput, CallOutput } from '../../contract/calls';
import type { PolicyVersion } from '../../contract/policy';
import { siteEntry } from '../site-entry';
import { UseCaseError } from '../use-case-error';
import type { Caller, World } from '../world';
import {
  assertOnBase,
  assertSound,
  loadDrafted,
  nextSlot,
  nextVersion,
  ROLE,
  soundnessOf,
  stepTo,
  taking,
} from './life';

const READY: ReadonlySet<string> = new Set(['approved', 'canary']);

/**
 * Puts an approved draft in force, under the number of its trial if it has one. Whoever may edit policy may do it, its authors
 * too: somebody else approved it. Raises `conflict` and `not-ready`.
 */
export async function publishDraft(
  world: World,
  caller: Caller,
  { revision }: CallInput<'admin.publish'>,
): Promise<CallOutput<'admin.publish'>> {
  const before = await loadDrafted(world, revision);
  const { draft, control, slot } = before;
  if (!READY.has(draft.stage))
    throw new UseCaseError('not-ready', 'Only a draft that somebody else approved can be published.');
  assertOnBase(before);
  const policy: PolicyVersion = {
    version: draft.canary?.version ?? nextVersion(before),
    digest: draft.digest,
    publishedAt: world.clock.now(),
    publishedBy: caller.accountId,
    authors: draft.authors,
    document: draft.document,
  };
  assertSound(soundnessOf(world, policy));
  const entry = siteEntry(world, caller, {
    event: 'policy.changed',
    role: ROLE,
    policy: policy.version,
    details: { change: draft.change, from: control.policy.digest, to: policy.digest },
  });
  const next = { policy, reviewedBy: draft.review?.by ?? null, change: draft.change };
  const lastVersion = Math.max(slot.lastVersion, policy.version);
  await taking(
    world.policies.publish(next, stepTo(before, { ...nextSlot(before, null), lastVersion }, entry)),
  );
  return policy;
}
