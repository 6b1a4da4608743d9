import type { CallInput, CallOutput } from '../../contract/calls';
import { diffPolicies } from '../../domain/policy/diff-policies';
import type { Caller, World } from '../world';
import { asVersion, soundnessOf } from './life';

/** What is wrong with the page's document, how its tests come out, and what it changes. Saves nothing. */
export async function checkDocument(
  world: World,
  _caller: Caller,
  { document }: CallInput<'admin.check'>,
): Promise<CallOutput<'admin.check'>> {
  const control = await world.policies.control();
  const { problems, tests } = soundnessOf(world, asVersion(document, { control }));
  return {
    problems: [...problems],
    tests: [...tests],
    changes: [...diffPolicies(control.policy.document, document)],
  };
}
