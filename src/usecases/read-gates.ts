import type { Decision } from '../contract/decision';
import type { PolicyVersion } from '../contract/policy';
import type { Person } from '../contract/scope';
import {
  eligibleApprovers,
  planGates,
  toPerson,
  type Approvers,
  type KnownPerson,
} from '../domain/gate/plan-gates';
import { riskOf } from '../domain/gate/risk';
import type { SubtaskType } from '../domain/handoff/handoff';
import type { IssueReading } from '../domain/packet/issue-reading';
import type { Packet } from '../domain/packet/packet';
import { operatorsOf, pausedAuthors, resolveApprovers, type NamedApprovers } from './resolve-approvers';
import { UseCaseError } from './use-case-error';
import type { IssueCaller, World } from './world';

/** People by account, as Jira knows them now. */
export type People = ReadonlyMap<string, KnownPerson>;

/** What the gates of a hand-off depend on. */
export interface GateContext extends Pick<Packet, 'facts'> {
  readonly policy: PolicyVersion;
  readonly ownerId: string | null;
  readonly decision: Decision;
  readonly caller: IssueCaller;
  readonly reading: IssueReading;
  readonly people: People;
}

/** Who is named, as people who can decide here, in order; whoever is not known yet is looked up in one call. */
async function ableOf(
  { caller, people, policy, ownerId, decision }: GateContext,
  { chain, backups, quorum }: NamedApprovers,
  at: string,
): Promise<Approvers> {
  const named = [
    ...chain.flatMap(({ accountId, standsInFor }) => [accountId, standsInFor ?? accountId]),
    ...backups,
  ];
  const unknown = [...new Set(named)].filter((accountId) => !people.has(accountId));
  const found = unknown.length === 0 ? [] : await caller.jira.people(unknown);
  const known = new Map([...people, ...found.map((person) => [person.accountId, person] as const)]);
  const involved = [
    caller.accountId,
    ...(ownerId === null ? [] : [ownerId]),
    ...operatorsOf(policy.document, decision.operation),
    ...pausedAuthors(policy, at),
  ];
  const candidates = chain.flatMap(({ accountId, standsInFor }) => {
    const person = known.get(accountId);
    const absent = standsInFor === null ? null : toPerson(nameOf(known, standsInFor));
    return person === undefined ? [] : [{ ...person, standsInFor: absent }];
  });
  const standIns = backups.flatMap((accountId) => known.get(accountId) ?? []);
  return {
    chain: eligibleApprovers(candidates, involved),
    backups: eligibleApprovers(standIns, involved),
    quorum,
  };
}

/** Whoever delegated may be gone from Jira; the account stands for the name then. */
const nameOf = (people: People, accountId: string): Person =>
  people.get(accountId) ?? { accountId, displayName: accountId };

/** Gates, and what their approval subtasks are made of; null where they are held in the panel. */
export interface PlannedGates {
  readonly gates: Packet['gates'];
  readonly subtaskType: SubtaskType | null;
}

/** An issue that is a subtask itself can have none, and some projects offer none. */
async function readSubtaskType(world: World, reading: IssueReading): Promise<SubtaskType | null> {
  if (reading.isSubtask) return null;
  const type = await world.jira.subtaskType(reading.projectKey);
  return type === null ? null : { id: type.id, projectId: reading.projectId };
}

/** The gates of a decision with the people who hold them. Raises `approver-unavailable` where too few can decide. */
export async function readGates(world: World, context: GateContext): Promise<PlannedGates> {
  const { decision, reading, policy, facts } = context;
  if (decision.gates.length === 0) return { gates: [], subtaskType: null };
  const at = world.clock.now();
  // As the app: Jira shows who holds a project role only to who administers the project.
  const [named, subtaskType] = await Promise.all([
    resolveApprovers(world.jira, policy.document, { role: decision.approverRole, context: reading, at }),
    readSubtaskType(world, reading),
  ]);
  const gates = planGates(decision, await ableOf(context, named, at), {
    hours: policy.document.limits.approvalHours,
    settings: policy.document.gates,
    risk: riskOf(facts, decision.operation),
    place: subtaskType === null ? 'panel' : 'subtask',
  });
  if (gates === null) {
    throw new UseCaseError(
      'approver-unavailable',
      'Too few people whom the policy names can approve this: they are missing, inactive, involved themselves, operate the AI, or wrote the policy in force lately. Ask an admin.',
    );
  }
  return { gates, subtaskType };
}
