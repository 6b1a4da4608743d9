import type { PolicyDraft } from '../../contract/policy-life';
import type { Trial } from '../../ports/policy-store';
import { UseCaseError } from '../use-case-error';
import type { World } from '../world';
import { loadDrafted, type Drafted } from './life';

/** A draft that is on trial, with the version that is tried. */
export interface Tried extends Drafted {
  readonly trial: Trial;
  readonly canary: NonNullable<PolicyDraft['canary']>;
}

/** The draft of this revision on its trial. Raises `conflict`, and `not-ready` when it is not on trial. */
export async function loadTried(world: World, revision: number): Promise<Tried> {
  const drafted = await loadDrafted(world, revision);
  const { trial } = drafted.control;
  const { canary } = drafted.draft;
  if (trial === null || canary === null)
    throw new UseCaseError('not-ready', 'This draft is not on trial. Start a trial first.');
  return { ...drafted, trial, canary };
}
