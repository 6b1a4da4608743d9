import type { WholeHandoff } from '../ports/handoff-store';
import { UseCaseError } from './use-case-error';
import { loadWhole } from './view-handoff';
import type { World } from './world';

const MAX_TRIES = 5;

const isConflict = (error: unknown): boolean => error instanceof UseCaseError && error.code === 'conflict';

/**
 * Does work on a hand-off, and when somebody else changed it meanwhile, again on what is stored then: two approvers of one gate
 * both count, and whoever loses a race is judged by what won (T2). A bounded number of times; then raises `conflict`.
 */
export async function onLatest<T>(
  world: World,
  whole: WholeHandoff,
  work: (latest: WholeHandoff) => Promise<T>,
): Promise<T> {
  let latest = whole;
  for (let tries = 1; ; tries += 1) {
    try {
      return await work(latest);
    } catch (error) {
      if (!isConflict(error) || tries >= MAX_TRIES) throw error;
      latest = await loadWhole(world, whole.handoff.id);
    }
  }
}
