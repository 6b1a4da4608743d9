import type { PolicyVersion } from '../contract/policy';
import type { Entitlement } from '../domain/gate/judge-decision';
import type { GateRecord } from '../domain/handoff/handoff';
import type { WholeHandoff } from '../ports/handoff-store';
import { approverFields, operatorsOf, pausedAuthors, resolveApprovers } from './resolve-approvers';
import { fieldsWanted } from './under-policy';
import type { World } from './world';

/** Whom the policy in force names for a gate, for the issue as it stands; nobody when the app cannot see it any more. */
async function approversNow(
  world: World,
  { handoff }: WholeHandoff,
  { policy, gate, at }: AtGate,
): Promise<readonly string[]> {
  const { document } = policy;
  const context =
    approverFields(document).length === 0
      ? { projectKey: handoff.issue.projectKey, rawFields: {} }
      : (await world.jira.readHeader(handoff.issue.id, fieldsWanted(document)))?.reading;
  if (context === undefined) return [];
  const { chain, backups } = await resolveApprovers(world.jira, document, {
    role: gate.plan.role,
    context,
    at,
  });
  return [...chain.map(({ accountId }) => accountId), ...backups];
}

interface AtGate {
  readonly policy: PolicyVersion;
  readonly gate: GateRecord;
  /** The moment that is judged (ISO 8601). */
  readonly at: string;
}

/** Who may decide at a gate at a moment and who may never, by the policy in force now (APR-02). */
export async function entitlementAt(
  world: World,
  whole: WholeHandoff,
  context: AtGate,
): Promise<Entitlement> {
  const { handoff } = whole;
  return {
    requesterId: handoff.requester.accountId,
    ownerId: handoff.owner.accountId,
    approverIds: await approversNow(world, whole, context),
    operatorIds: operatorsOf(context.policy.document, handoff.operation),
    pausedIds: pausedAuthors(context.policy, context.at),
  };
}
