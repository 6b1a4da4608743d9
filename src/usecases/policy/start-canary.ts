import type { CallInput, CallOutput } from '../../contract/calls';
import type { PolicyVersion } from '../../contract/policy';
import { UseCaseError } from '../use-case-error';
import type { Caller, World } from '../world';
import {
  assertOnBase,
  assertSound,
  draftEntry,
  loadDrafted,
  nextSlot,
  nextVersion,
  soundnessOf,
  stepTo,
  taking,
  viewOf,
  type Drafted,
} from './life';

const versionOf = ({ draft, ...life }: Drafted, by: string, at: string): PolicyVersion => ({
  version: nextVersion(life),
  digest: draft.digest,
  publishedAt: at,
  publishedBy: by,
  authors: draft.authors,
  document: draft.document,
});

/**
 * Puts an approved draft on trial: it decides in these projects from now on, under a number of its own. Raises `conflict` and
 * `not-ready`.
 */
export async function startCanary(
  world: World,
  caller: Caller,
  input: CallInput<'admin.start-canary'>,
): Promise<CallOutput<'admin.start-canary'>> {
  const before = await loadDrafted(world, input.revision);
  const { draft } = before;
  if (draft.stage !== 'approved')
    throw new UseCaseError('not-ready', 'Only a draft that somebody else approved can go on trial.');
  assertOnBase(before);
  const since = world.clock.now();
  const policy = versionOf(before, caller.accountId, since);
  assertSound(soundnessOf(world, policy));
  const projects = [...new Set(input.projects)].sort();
  const canary = { version: policy.version, projects, by: caller.accountId, since };
  const slot = nextSlot(before, { ...draft, stage: 'canary', canary });
  const entry = draftEntry(world, caller, {
    act: 'canary-started',
    note: `version ${policy.version} in ${projects.join(', ')}`,
    digest: draft.digest,
  });
  const next = { policy, projects, reviewedBy: draft.review?.by ?? null, change: draft.change };
  await taking(
    world.policies.startTrial(next, stepTo(before, { ...slot, lastVersion: policy.version }, entry)),
  );
  return viewOf(world, before.control, { ...draft, stage: 'canary', canary, revision: slot.revision });
}
