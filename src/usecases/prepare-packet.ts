import type { Decision } from '../contract/decision';
import type { PolicyVersion } from '../contract/policy';
import type { Person } from '../contract/scope';
import type { ExecutionClass, OperationId } from '../contract/vocabulary';
import { isActivePerson, toPerson } from '../domain/gate/plan-gates';
import type { SubtaskType } from '../domain/handoff/handoff';
import { operationOf } from '../domain/operations/catalogue';
import { planEngines } from '../domain/packet/engine';
import type { IssueReading } from '../domain/packet/issue-reading';
import { sealOf, snapshotOf, type Packet } from '../domain/packet/packet';
import { raiseCare } from '../domain/packet/raise-care';
import {
  peopleOfClasses,
  standstills,
  stopsOn,
  WHY_STILL,
  type Standstill,
} from '../domain/policy/class-stops';
import { compile } from '../domain/policy/compile';
import { decide } from '../domain/policy/decide';
import { kindRuleFor } from '../domain/policy/facts';
import { describeScope } from '../domain/scope/describe-scope';
import { NO_FIELDS } from '../ports/jira';
import type { DecisionRecord } from '../ports/decision-log';
import type { ControlState } from '../ports/policy-store';
import { gatherSources, listModels } from './gather-sources';
import { readGates, type GateContext, type People } from './read-gates';
import {
  inputOf,
  readSituation,
  readUnderPolicy,
  toIssueFields,
  withoutPeople,
  type Situation,
} from './under-policy';
import { UseCaseError } from './use-case-error';
import type { IssueCaller, World } from './world';

/** A packet ready to be confirmed, with its seal, the reading it was made from, and the policy and record of its decision. */
export interface PreparedPacket {
  readonly packet: Packet;
  readonly seal: string;
  readonly reading: IssueReading;
  readonly policy: PolicyVersion;
  readonly record: DecisionRecord;
  /** What approval subtasks of its gates are made of; null where they are held in the panel. */
  readonly subtaskType: SubtaskType | null;
}

/** Refuses when the site is halted (kill switch). */
export function assertRunning(control: ControlState): void {
  if (control.siteSwitch.isHalted) {
    throw new UseCaseError('halted', `AI operations are halted on this site: ${control.siteSwitch.reason}`);
  }
}

function assertAllowed(decision: Decision, stopped: readonly Standstill[]): void {
  const blocks = decision.reasons.filter(({ effect }) => effect === 'block');
  const isBlockedBy = (ruleId: string): boolean => blocks.some((reason) => reason.ruleId === ruleId);
  if (isBlockedBy('scope-1')) {
    throw new UseCaseError(
      'project-not-in-policy',
      'The policy does not name this project and issue type. An admin can add it.',
    );
  }
  if (isBlockedBy('scope-2')) {
    throw new UseCaseError('operation-not-offered', 'This operation is not offered for this kind of work.');
  }
  if (isBlockedBy('owner-1')) {
    throw new UseCaseError(
      'owner-missing',
      'Nobody owns this issue. Set the service owner or the assignee, then try again.',
    );
  }
  const still = stopped.find((stop) => stop.class === operationOf(decision.operation).class);
  if (still !== undefined) {
    throw new UseCaseError(
      'blocked-by-policy',
      `This kind of operation stands still: ${WHY_STILL[still.who]}. An admin can name somebody else.`,
    );
  }
  if (decision.outcome === 'blocked') {
    const why = blocks.map((reason) => `${reason.ruleId}: ${reason.because}`);
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

const isThere = (people: People, accountId: string): boolean => {
  const person = people.get(accountId);
  return person !== undefined && isActivePerson(person);
};

function ownerAmong(people: People, accountId: string | null): Person {
  const owner = accountId === null ? undefined : people.get(accountId);
  if (owner?.isActive !== true) {
    throw new UseCaseError(
      'owner-missing',
      'The owner’s account is not active. Name another owner, then try again.',
    );
  }
  return toPerson(owner);
}

/** The people whom the policy and the issue name, as Jira knows them now: one call. */
async function readPeople(
  caller: IssueCaller,
  { document }: PolicyVersion,
  { facts }: Situation,
): Promise<People> {
  const owner = facts.ownerAccountId === null ? [] : [facts.ownerAccountId];
  const known = await caller.jira.people([...owner, ...peopleOfClasses(document)]);
  return new Map(known.map((person) => [person.accountId, person]));
}

const classesOf = (stops: readonly Standstill[]): ExecutionClass[] => stops.map((stop) => stop.class);

/**
 * Reads the issue as the person who asks, decides, collects the sources and seals the packet. Stores nothing but the inputs of
 * a decision that blocks, so that what a person confirms can be prepared again and compared seal by seal. Raises the
 * contract's code for every way to be refused.
 */
export async function preparePacket(
  world: World,
  caller: IssueCaller,
  { operation, nonce }: { readonly operation: OperationId; readonly nonce: string },
): Promise<PreparedPacket> {
  const control = await world.policies.control();
  assertRunning(control);
  const read = await readUnderPolicy(
    control,
    (fields) => caller.jira.readIssue(caller.issueId, fields),
    ({ projectKey }) => projectKey,
  );
  if (read === null) throw new UseCaseError('not-found', 'This issue does not exist or you cannot see it.');
  const { found: reading, policy } = read;
  const situation = await readSituation(world, caller, { policy, reading, stopped: [] });
  const people = await readPeople(caller, policy, situation);
  const kind = kindRuleFor(policy.document, toIssueFields(reading));
  const stopped = stopsOn(
    kind,
    standstills(policy.document, (accountId) => isThere(people, accountId)),
  );
  const input = inputOf({ ...situation, stopped: classesOf(stopped) }, operation);
  const decision = decide(compile(policy), input);
  const record: DecisionRecord = {
    issueKey: reading.key,
    input: withoutPeople(input),
    outcome: decision.outcome,
    policyVersion: policy.version,
  };
  if (decision.outcome === 'blocked') await world.decisions.record(record);
  assertAllowed(decision, stopped);
  return seal(world, {
    caller,
    policy,
    reading,
    people,
    record,
    decision,
    nonce,
    facts: situation.facts,
    blockedActions: kind?.blockedActions ?? [],
  });
}

type Decided = Omit<GateContext, 'ownerId'> &
  Pick<Packet, 'nonce'> & {
    readonly record: DecisionRecord;
    readonly blockedActions: readonly string[];
  };

/** What policy allowed, with its sources and the care that they ask for, as a sealed packet. */
async function seal(world: World, decided: Decided): Promise<PreparedPacket> {
  const { caller, policy, reading, people, record, nonce, facts } = decided;
  const { document } = policy;
  const { limits } = document;
  const owner = ownerAmong(people, facts.ownerAccountId);
  const [{ sources, secrets, dropped, leftOut }, models] = await Promise.all([
    gatherSources(world, decided),
    listModels(world, document, decided.decision),
    assertAppSees(world, caller.issueId),
  ]);
  const decision = raiseCare(decided.decision, sources, document.guardrails);
  assertAllowed(decision, []);
  const { gates, subtaskType } = await readGates(world, { ...decided, decision, ownerId: owner.accountId });
  const [engine, ...fallbacks] = planEngines({
    document,
    tierAtMost: decision.obligations.tierAtMost,
    models,
  });
  const packet: Packet = {
    schema: 5,
    nonce,
    operation: decision.operation,
    requesterId: caller.accountId,
    owner,
    facts,
    decision,
    scope: describeScope({
      operation: decision.operation,
      blockedActions: decided.blockedActions,
      obligations: decision.obligations,
      sources,
      leftOut,
      dropped,
      limits,
    }),
    gates,
    snapshot: snapshotOf(reading),
    sources,
    secrets,
    limits,
    engine,
    fallbacks,
    policy: { version: policy.version, digest: policy.digest },
  };
  return { packet, seal: sealOf(packet), reading, policy, record, subtaskType };
}
