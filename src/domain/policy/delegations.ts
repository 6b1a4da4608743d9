import type { Delegation } from '../../contract/policy-people';
import type { ApproverRole } from '../../contract/vocabulary';

/** What tells one delegation of a document from another: who gives what away, and when it begins. `*` is every role. */
export const delegationId = ({ from, role, since }: Delegation): string => `${from} ${role ?? '*'} ${since}`;

/** Whether a delegation runs at a moment (ISO 8601): its first second counts, its last does not. */
const isRunning = ({ since, until }: Delegation, at: string): boolean =>
  Date.parse(since) <= Date.parse(at) && Date.parse(at) < Date.parse(until);

const isMoreFitting = (one: Delegation, other: Delegation): boolean =>
  (one.role === null) === (other.role === null)
    ? Date.parse(one.since) > Date.parse(other.since)
    : one.role !== null;

/**
 * The account that decides for somebody in a role at a moment (ISO 8601), or null where nothing is delegated. Of several
 * delegations one that names the role wins, then the one that began last, then the one that stands first. One step: what the
 * delegate has delegated in turn is not followed.
 */
export function delegateOf(
  delegations: readonly Delegation[],
  { accountId, role, at }: { readonly accountId: string; readonly role: ApproverRole; readonly at: string },
): string | null {
  const running = delegations.filter(
    (one) => one.from === accountId && (one.role === null || one.role === role) && isRunning(one, at),
  );
  const chosen = running.reduce<Delegation | null>(
    (best, one) => (best === null || isMoreFitting(one, best) ? one : best),
    null,
  );
  return chosen === null ? null : chosen.to;
}
