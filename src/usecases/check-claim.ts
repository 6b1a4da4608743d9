import type { CallInput, CallOutput } from '../contract/calls';
import { whyNotCorrected } from '../domain/output/apply-review';
import { outputContext } from './output-context';
import { assertRunning } from './prepare-packet';
import { UseCaseError } from './use-case-error';
import { loadOwn } from './view-handoff';
import type { IssueCaller, World } from './world';

/**
 * Whether a claim may stand in other words, as the review will check it; nothing is stored. Only the owner is told, while the
 * output waits for its review. Raises `not-found`, `not-permitted`, `wrong-state`, and what a switch that is off raises.
 */
export async function checkClaim(
  world: World,
  caller: IssueCaller,
  { handoffId, number, text }: CallInput<'panel.check-claim'>,
): Promise<CallOutput<'panel.check-claim'>> {
  const whole = await loadOwn(world, caller, handoffId);
  const { handoff, output } = whole;
  if (handoff.owner.accountId !== caller.accountId)
    throw new UseCaseError(
      'not-permitted',
      `Only the owner, ${handoff.owner.displayName}, reviews this output.`,
    );
  if (handoff.state !== 'awaiting-review' || output === null)
    throw new UseCaseError('wrong-state', 'This output is not waiting for a review.');
  const control = await world.policies.control();
  assertRunning(control);
  const edits = [{ number, reason: 'other' as const, text }];
  return { struck: whyNotCorrected({ struck: [], edits }, output, outputContext(control, whole)) };
}
