import type { Decision, Facts } from '../contract/decision';
import type { KindRule } from '../contract/policy';
import type { Person } from '../contract/scope';
import type { OperationId } from '../contract/vocabulary';
import { COMPOSER } from '../domain/composer/compose';
import { approversOf, eligibleApprovers, planGates } from '../domain/gate/plan-gates';
import { operationOf } from '../domain/operations/catalogue';
import { collectSources } from '../domain/packet/collect-sources';
import type { IssueReading } from '../domain/packet/issue-reading';
import { sealOf, snapshotOf, type Packet } from '../domain/packet/packet';
import { evaluate } from '../domain/policy/evaluate';
import { kindRuleFor, toFacts } from '../domain/policy/facts';
import { describeScope } from '../domain/scope/describe-scope';
import { NO_FIELDS } from '../ports/jira';
import type { ControlState } from '../ports/policy-store';
import { UseCaseError } from './use-case-error';
import type { IssueCaller, World } from './world';

/** A packet ready to be confirmed, with its seal and the reading it was made from. */
export interface PreparedPacket {
  readonly packet: Packet;
  readonly seal: string;
  readonly reading: IssueReading;
}

const MAX_SIMILAR = 6;

/** Refuses when the site is halted (kill switch). */
export function assertRunning(control: ControlState): void {
  if (control.siteSwitch.isHalted) {
    throw new UseCaseError('halted', `AI operations are halted on this site: ${control.siteSwitch.reason}`);
  }
}

function assertAllowed(decision: Decision, facts: Facts, kind: KindRule | null): asserts kind is KindRule {
  if (kind === null) {
    throw new UseCaseError(
      'project-not-in-policy',
      `The policy does not name project ${facts.projectKey} with issue type ${facts.issueType}. An admin can add it.`,
    );
  }
  if (!kind.offers.includes(decision.operation)) {
    throw new UseCaseError('operation-not-offered', 'This operation is not offered for this kind of work.');
  }
  if (facts.ownerAccountId === null) {
    throw new UseCaseError(
      'owner-missing',
      'Nobody owns this issue. Set the service owner or the assignee, then try again.',
    );
  }
  if (decision.outcome === 'blocked') {
    const why = decision.reasons
      .filter((reason) => reason.effect === 'block')
      .map((reason) => `${reason.ruleId}: ${reason.because}`);
    throw new UseCaseError('blocked-by-policy', `Policy blocks this here. ${why.join(' ')}`);
  }
}

/** The app re-reads the issue before it runs and before it writes, so an issue hidden from it cannot be handed off. */
async function assertAppSees(world: World, issueId: string): Promise<void> {
  if ((await world.jira.readHeader(issueId, NO_FIELDS)) === null) {
    throw new UseCaseError(
      'unavailable',
      'The app itself cannot see this issue, perhaps for its security level. Ask an admin.',
    );
  }
}

async function readOwner(caller: IssueCaller, facts: Facts): Promise<Person> {
  const [owner] = await caller.jira.people(facts.ownerAccountId === null ? [] : [facts.ownerAccountId]);
  if (owner?.isActive !== true) {
    throw new UseCaseError(
      'owner-missing',
      'The owner’s account is not active. Name another owner, then try again.',
    );
  }
  return { accountId: owner.accountId, displayName: owner.displayName };
}

async function readGates(
  world: World,
  control: ControlState,
  context: GateContext,
): Promise<Packet['gates']> {
  const { decision, caller, reading } = context;
  if (decision.gates.length === 0) return [];
  const { document } = control.policy;
  const candidates = await caller.jira.people(approversOf(document, decision.approverRole));
  const able = eligibleApprovers(candidates, [caller.accountId, context.ownerId ?? caller.accountId]);
  const gates = planGates(decision, able, document.limits.approvalHours);
  if (gates === null) {
    throw new UseCaseError(
      'approver-unavailable',
      'Nobody whom the policy names can approve this: their accounts are missing, inactive or your own. Ask an admin.',
    );
  }
  if (reading.isSubtask || (await world.jira.subtaskType(reading.projectKey)) === null) {
    throw new UseCaseError(
      'no-subtask-type',
      'This needs an approval subtask, and this issue cannot have one. Ask an admin to add a subtask type to the project.',
    );
  }
  return gates;
}

interface GateContext {
  readonly ownerId: string | null;
  readonly decision: Decision;
  readonly caller: IssueCaller;
  readonly reading: IssueReading;
}

/**
 * Reads the issue as the person who asks, decides, collects the sources and seals the packet. Stores nothing, so that what
 * a person confirms can be prepared again and compared seal by seal. Raises the contract's code for every way to be refused.
 */
export async function preparePacket(
  world: World,
  caller: IssueCaller,
  { operation, nonce }: { readonly operation: OperationId; readonly nonce: string },
): Promise<PreparedPacket & { readonly control: ControlState }> {
  const control = await world.policies.control();
  assertRunning(control);
  const { policy } = control;
  const { limits, fieldMap } = policy.document;
  const reading = await caller.jira.readIssue(caller.issueId, fieldMap);
  if (reading === null)
    throw new UseCaseError('not-found', 'This issue does not exist or you cannot see it.');
  const facts = toFacts(
    policy.document,
    { projectKey: reading.projectKey, issueType: reading.issueType, fields: reading.rawFields },
    caller.accountId,
  );
  const decision = evaluate(policy, facts, operation);
  const kind = kindRuleFor(policy.document, facts.projectKey, facts.issueType);
  assertAllowed(decision, facts, kind);
  const [owner, gates, similar] = await Promise.all([
    readOwner(caller, facts),
    readGates(world, control, { decision, caller, reading, ownerId: facts.ownerAccountId }),
    caller.jira.readSimilar(reading, MAX_SIMILAR),
    assertAppSees(world, caller.issueId),
  ]);
  const { sources, leftOut, secrets } = collectSources(reading, similar, limits);
  const packet: Packet = {
    schema: 2,
    nonce,
    operation: operationOf(operation).id,
    requesterId: caller.accountId,
    owner,
    facts,
    decision,
    scope: describeScope({ operation, kind, sources, leftOut, limits }),
    gates,
    snapshot: snapshotOf(reading),
    sources,
    secrets,
    limits,
    engine: { ...COMPOSER },
    policy: { version: policy.version, digest: policy.digest },
  };
  return { packet, seal: sealOf(packet), reading, control };
}
