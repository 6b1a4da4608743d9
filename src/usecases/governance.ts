import { UseCaseError } from './use-case-error';
import type { Caller, World } from './world';

/**
 * Lets pass only people whom the policy in force names as governance; a Jira admin who is not named is refused too. Raises
 * `not-permitted` with the way to be named.
 */
export async function assertGovernance(world: World, caller: Caller): Promise<void> {
  const { policy } = await world.policies.control();
  if (policy.document.governance.includes(caller.accountId)) return;
  throw new UseCaseError(
    'not-permitted',
    'Only people whom the policy names as governance can see audit trails. Ask a Jira admin to name you in the policy of AI hand-off; being a Jira admin is not enough.',
  );
}
