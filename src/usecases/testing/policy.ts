import type { PolicyDocument, PolicyVersion } from '../../contract/policy';
import { digestOf } from '../../domain/canonical/canonical';
import type { Bench } from './bench';

/** The document in force with a change, as the next version, published when `over` says. */
export function versionWith(
  { memory }: Pick<Bench, 'memory'>,
  change: (document: PolicyDocument) => PolicyDocument,
  over: Partial<Pick<PolicyVersion, 'authors' | 'publishedAt'>> = {},
): PolicyVersion {
  const document = change(memory.policy.document);
  return {
    ...memory.policy,
    ...over,
    version: memory.policy.version + 1,
    digest: digestOf(document),
    document,
  };
}

/** Puts a changed document in force, behind the back of the policy's life. */
export function putInForce(bench: Bench, ...change: ParametersOfChange): void {
  bench.memory.policy = versionWith(bench, ...change);
}

type ParametersOfChange = Parameters<typeof versionWith> extends [unknown, ...infer Rest] ? Rest : never;

/** A change of the policy's limits. */
export const limited =
  (limits: Partial<PolicyDocument['limits']>) =>
  (document: PolicyDocument): PolicyDocument => ({
    ...document,
    limits: { ...document.limits, ...limits },
  });

/** A change that adds rules. */
export const ruled =
  (...rules: PolicyDocument['rules']) =>
  (document: PolicyDocument): PolicyDocument => ({ ...document, rules: [...document.rules, ...rules] });
