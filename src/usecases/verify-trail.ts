import type { CallInput, CallOutput } from '../contract/calls';
import { verifyChains } from './verify-chains';
import { loadVisible } from './visible-handoffs';
import type { Caller, World } from './world';

/**
 * Walks one hand-off's chain to its head, compares the record, and names the first thing that does not hold. Raises
 * `not-found`, also for an issue that the caller may not browse. Checkpoints are looked at by `verifyAll`.
 */
export async function verifyTrail(
  world: World,
  caller: Caller,
  input: CallInput<'oversight.verify'>,
): Promise<CallOutput<'oversight.verify'>> {
  const handoff = await loadVisible(world, caller, input.handoffId);
  const [finding] = await verifyChains(world, [handoff.id]);
  return {
    entries: finding?.entries ?? 0,
    chains: 1,
    checkpoints: 0,
    firstBroken: finding?.broken ?? null,
  };
}
