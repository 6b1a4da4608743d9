import type { DecisionInput } from '../contract/decision';
import type { PolicyDocument, PolicyVersion } from '../contract/policy';
import type { ExecutionClass, OperationId } from '../contract/vocabulary';
import { drawOf } from '../domain/policy/draw';
import { fieldsRead, toFacts, type IssueFields } from '../domain/policy/facts';
import { policyFor } from '../domain/policy/policy-for';
import type { IssueReading } from '../domain/packet/issue-reading';
import type { FieldsWanted } from '../ports/jira';
import type { ControlState } from '../ports/policy-store';
import { approverFields } from './resolve-approvers';
import type { Caller, World } from './world';

/** The fields that a policy needs of an issue: what it maps, what its conditions look at, where approvers stand. */
export const fieldsWanted = (document: PolicyDocument): FieldsWanted => ({
  ...document.fieldMap,
  extra: [...fieldsRead(document), ...approverFields(document)],
});

/** An issue with the policy that decides on it. */
export interface UnderPolicy<T> {
  readonly found: T;
  readonly policy: PolicyVersion;
}

/**
 * Reads an issue with the fields that its policy needs. Which policy that is depends on the project, so in a project on trial
 * it is read a second time, with the fields of the trial. Null when `read` finds nothing.
 */
export async function readUnderPolicy<T>(
  control: ControlState,
  read: (fields: FieldsWanted) => Promise<T | null>,
  projectOf: (found: T) => string,
): Promise<UnderPolicy<T> | null> {
  const found = await read(fieldsWanted(control.policy.document));
  if (found === null) return null;
  const policy = policyFor(control, projectOf(found));
  if (policy === control.policy) return { found, policy };
  const again = await read(fieldsWanted(policy.document));
  return again === null ? null : { found: again, policy };
}

const looksAtRoles = ({ rules }: PolicyDocument): boolean =>
  rules.some(({ when }) => when.requesterRoles !== undefined);

/** Bypasses that name this person and have uses left; counts are read only where one names the person. */
async function usableBypasses(
  world: World,
  { bypasses }: PolicyDocument,
  accountId: string,
): Promise<string[]> {
  const named = bypasses.filter(({ accountIds }) => accountIds.includes(accountId));
  if (named.length === 0) return [];
  const counts = await world.handoffs.taken(
    named.map(({ id }) => ({ scope: 'bypass' as const, of: id, day: null })),
  );
  return named.filter(({ maxUses }, at) => (counts[at] ?? 0) < maxUses).map(({ id }) => id);
}

export const toIssueFields = ({
  projectKey,
  issueType,
  rawFields,
}: Pick<IssueReading, 'projectKey' | 'issueType' | 'rawFields'>): IssueFields => ({
  projectKey,
  issueType,
  fields: rawFields,
});

/** What is decided on for one person and issue, whatever the operation. */
export type Situation = Omit<DecisionInput, 'operation' | 'draw'> & { readonly issueId: string };

/** Gathers what a decision depends on. `stopped` says which classes stand still; project roles are asked for only where a rule looks at them. */
export async function readSituation(
  world: World,
  caller: Caller,
  {
    policy,
    reading,
    stopped,
  }: {
    readonly policy: PolicyVersion;
    readonly reading: Pick<IssueReading, 'id' | 'projectKey' | 'issueType' | 'rawFields'>;
    readonly stopped: readonly ExecutionClass[];
  },
): Promise<Situation> {
  const { document } = policy;
  const [roles, bypassIds] = await Promise.all([
    looksAtRoles(document) ? caller.jira.rolesIn(reading.projectKey) : null,
    usableBypasses(world, document, caller.accountId),
  ]);
  return {
    issueId: reading.id,
    facts: toFacts(document, toIssueFields(reading), { accountId: caller.accountId, roles }),
    at: world.clock.now(),
    stopped: [...stopped],
    bypassIds,
  };
}

/** The input of one operation's decision. */
export const inputOf = ({ issueId, ...situation }: Situation, operation: OperationId): DecisionInput => ({
  ...situation,
  operation,
  draw: drawOf(issueId, operation, situation.at),
});

/** An input as it is recorded: that somebody owns the issue, and not who (docs/privacy.md). */
export const withoutPeople = (input: DecisionInput): DecisionInput => ({
  ...input,
  facts: { ...input.facts, ownerAccountId: input.facts.ownerAccountId === null ? null : 'somebody' },
});
