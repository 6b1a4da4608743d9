import type { PolicyDocument, PolicyVersion } from '../contract/policy';
import type { ApproverSource, Quorum } from '../contract/policy-people';
import type { ApproverRole, OperationId } from '../contract/vocabulary';
import { operationOf } from '../domain/operations/catalogue';
import { delegateOf } from '../domain/policy/delegations';
import { namesOfValue, property } from '../domain/policy/field-values';
import type { JiraReader } from '../ports/jira';

/** The issue that approvers are looked up for. Raw fields are hostile input. */
export interface ApproverContext {
  readonly projectKey: string;
  readonly rawFields: Readonly<Record<string, unknown>>;
}

/** Somebody of a chain, and for whom by a delegation in force. Accounts. */
export interface NamedApprover {
  readonly accountId: string;
  readonly standsInFor: string | null;
}

/** Who is named, in policy's order, each once, and how many are needed. Whether they can act is for the caller to ask. */
export interface NamedApprovers {
  readonly chain: readonly NamedApprover[];
  readonly backups: readonly string[];
  readonly quorum: Quorum;
}

/** The accounts in a field that holds one person or several. */
function accountsInField(value: unknown): readonly string[] {
  const people: readonly unknown[] = Array.isArray(value) ? value : [value];
  return people
    .map((person) => property(person, 'accountId'))
    .filter((id): id is string => typeof id === 'string' && id !== '');
}

async function accountsOf(
  jira: JiraReader,
  source: ApproverSource,
  context: ApproverContext,
): Promise<readonly string[]> {
  const idsOf = (people: readonly { readonly accountId: string }[]): readonly string[] =>
    people.map(({ accountId }) => accountId);
  switch (source.type) {
    case 'account':
      return [source.accountId];
    case 'group':
      return idsOf(await jira.groupMembers(source.groupId));
    case 'project-role':
      return idsOf(await jira.roleMembers(context.projectKey, source.roleId));
    case 'field':
      return accountsInField(context.rawFields[source.field]);
    case 'component-lead':
      return idsOf(
        await jira.componentLeads(context.projectKey, namesOfValue(context.rawFields['components'])),
      );
  }
}

async function through(
  jira: JiraReader,
  sources: readonly ApproverSource[],
  context: ApproverContext,
): Promise<readonly string[]> {
  const found = await Promise.all(sources.map((source) => accountsOf(jira, source, context)));
  return [...new Set(found.flat())];
}

const ONE: Quorum = { needed: 1, of: 1, isInOrder: false };

/** The chain with delegates in the places of those who have delegated the role at this moment; whoever stands first stays. */
function delegated(
  chain: readonly string[],
  { delegations }: PolicyDocument,
  { role, at }: { readonly role: ApproverRole; readonly at: string },
): readonly NamedApprover[] {
  const named = new Map<string, NamedApprover>();
  for (const accountId of chain) {
    const delegate = delegateOf(delegations, { accountId, role, at });
    // One step only: who has passed the role on is away too, so nobody decides here (docs/policy.md).
    if (delegate !== null && delegateOf(delegations, { accountId: delegate, role, at }) !== null) continue;
    const person: NamedApprover =
      delegate === null ? { accountId, standsInFor: null } : { accountId: delegate, standsInFor: accountId };
    if (!named.has(person.accountId)) named.set(person.accountId, person);
  }
  return [...named.values()];
}

/**
 * Who holds a role for this issue at a moment (ISO 8601), as the policy and Jira say now: people of groups, project roles,
 * fields and components, with delegations followed one step. Whoever has delegated the role is not in the chain meanwhile.
 */
export async function resolveApprovers(
  jira: JiraReader,
  document: PolicyDocument,
  {
    role,
    context,
    at,
  }: { readonly role: ApproverRole | null; readonly context: ApproverContext; readonly at: string },
): Promise<NamedApprovers> {
  const entry = document.approvers.find((one) => one.role === role);
  if (entry === undefined) return { chain: [], backups: [], quorum: ONE };
  const [chain, backups] = await Promise.all([
    through(jira, entry.chain, context),
    through(jira, entry.backups, context),
  ]);
  return { chain: delegated(chain, document, { role: entry.role, at }), backups, quorum: entry.quorum };
}

/** Who operates the AI for an operation, as the policy names them: technical owner and on-call of its class (threats APR). */
export const operatorsOf = ({ owners }: PolicyDocument, operation: OperationId): readonly string[] =>
  owners
    .filter((entry) => entry.class === operationOf(operation).class)
    .flatMap(({ technical, onCall }) => [technical, onCall]);

/** Fields that approvers are found in; a read of an issue asks for them beside the mapped ones. */
export const approverFields = ({ approvers }: PolicyDocument): readonly string[] =>
  approvers.flatMap(({ chain, backups }) =>
    [...chain, ...backups].flatMap((source) => {
      if (source.type === 'field') return [source.field];
      return source.type === 'component-lead' ? ['components'] : [];
    }),
  );

const HOUR_MS = 3_600_000;

/** Who wrote the policy in force so lately that they approve nothing under it (POL-01); `at` is now, ISO 8601. */
export function pausedAuthors(
  { authors, publishedAt, document }: PolicyVersion,
  at: string,
): readonly string[] {
  const endsAt = Date.parse(publishedAt) + document.limits.authorPauseHours * HOUR_MS;
  return Date.parse(at) < endsAt ? authors : [];
}
