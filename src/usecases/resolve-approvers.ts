import type { PolicyDocument, PolicyVersion } from '../contract/policy';
import type { ApproverSource } from '../contract/policy-people';
import type { ApproverRole } from '../contract/vocabulary';
import { namesOfValue, property } from '../domain/policy/field-values';
import type { JiraReader } from '../ports/jira';

/** The issue that approvers are looked up for. Raw fields are hostile input. */
export interface ApproverContext {
  readonly projectKey: string;
  readonly rawFields: Readonly<Record<string, unknown>>;
}

/** Accounts in policy's order, each once. Whether they can act is for the caller to ask. */
export interface NamedApprovers {
  readonly chain: readonly string[];
  readonly backups: readonly string[];
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

/** Who holds a role for this issue, as the policy and Jira say now: people of groups, project roles, fields and components. */
export async function resolveApprovers(
  jira: JiraReader,
  document: PolicyDocument,
  { role, context }: { readonly role: ApproverRole | null; readonly context: ApproverContext },
): Promise<NamedApprovers> {
  const entry = document.approvers.find((one) => one.role === role);
  if (entry === undefined) return { chain: [], backups: [] };
  const [chain, backups] = await Promise.all([
    through(jira, entry.chain, context),
    through(jira, entry.backups, context),
  ]);
  return { chain, backups };
}

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
