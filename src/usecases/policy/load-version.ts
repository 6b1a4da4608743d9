import type { CallInput, CallOutput } from '../../contract/calls';
import { diffPolicies } from '../../domain/policy/diff-policies';
import { UseCaseError } from '../use-case-error';
import type { Caller, World } from '../world';

/** A version whole, with what rolling back to it would change of the policy in force. Raises `not-found`. */
export async function loadVersion(
  world: World,
  _caller: Caller,
  { version }: CallInput<'admin.version'>,
): Promise<CallOutput<'admin.version'>> {
  const [{ policy: inForce }, stored] = await Promise.all([
    world.policies.control(),
    world.policies.version(version),
  ]);
  if (stored === null) throw new UseCaseError('not-found', `There is no version ${version} of the policy.`);
  const { policy } = stored;
  return { policy, changes: [...diffPolicies(inForce.document, policy.document)] };
}
