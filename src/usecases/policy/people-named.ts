import type { PolicyDocument } from '../../contract/policy';
import type { Person } from '../../contract/scope';
import type { PolicyDraft, VersionSummary } from '../../contract/policy-life';
import { isActivePerson, toPerson } from '../../domain/gate/plan-gates';
import { UseCaseError } from '../use-case-error';
import type { Caller } from '../world';

/** Who published version 1: nobody, it came with the app. */
const SHIPPED: Person = { accountId: 'shipped', displayName: 'the app, as shipped' };

/** Accounts of one question to Jira. */
const BATCH = 90;

/** Every account that a document names, each once. */
export function accountsIn({
  approvers,
  governance,
  owners,
  bypasses,
  delegations,
}: PolicyDocument): readonly string[] {
  const sources = approvers.flatMap(({ chain, backups }) => [...chain, ...backups]);
  return [
    ...new Set([
      ...governance,
      ...sources.flatMap((source) => (source.type === 'account' ? [source.accountId] : [])),
      ...owners.flatMap(({ business, technical, onCall, backup }) => [
        business,
        technical,
        onCall,
        backup ?? business,
      ]),
      ...bypasses.flatMap(({ accountIds }) => accountIds),
      ...delegations.flatMap(({ from, to }) => [from, to]),
    ]),
  ];
}

/** Every account that a draft names, in its document and in its life. */
export const accountsOfDraft = ({
  document,
  authors,
  submitted,
  review,
  canary,
}: PolicyDraft): readonly string[] => [
  ...accountsIn(document),
  ...authors,
  ...[submitted, review, canary].flatMap((act) => (act === null ? [] : [act.by])),
];

export const accountsOfVersions = (versions: readonly VersionSummary[]): readonly string[] =>
  versions.flatMap(({ publishedBy, reviewedBy }) => [
    publishedBy,
    ...(reviewedBy === null ? [] : [reviewedBy]),
  ]);

async function known(caller: Caller, accountIds: readonly string[]) {
  const ids = [...new Set(accountIds)].filter((id) => id !== SHIPPED.accountId);
  const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_none, at) =>
    caller.jira.people(ids.slice(at * BATCH, (at + 1) * BATCH)),
  );
  return (await Promise.all(batches)).flat();
}

/** Asks Jira for these accounts once, and names each; one that it does not know any more is called by its id. */
export async function loadNames(
  caller: Caller,
  accountIds: readonly string[],
): Promise<(accountId: string) => Person> {
  const people = new Map<string, Person>([
    [SHIPPED.accountId, SHIPPED],
    ...(await known(caller, accountIds)).map((person) => [person.accountId, toPerson(person)] as const),
  ]);
  return (accountId) => people.get(accountId) ?? { accountId, displayName: accountId };
}

/** These accounts with their names, each once. */
export async function namePeople(caller: Caller, accountIds: readonly string[]): Promise<Person[]> {
  return [...new Set(accountIds)].map(await loadNames(caller, accountIds));
}

/** Raises `invalid-input` for the first account that does not exist, is not active or is no person. */
export async function assertActivePeople(caller: Caller, accountIds: readonly string[]): Promise<void> {
  const people = await known(caller, accountIds);
  const missing = accountIds.find(
    (id) => !people.some((person) => person.accountId === id && isActivePerson(person)),
  );
  if (missing !== undefined)
    throw new UseCaseError(
      'invalid-input',
      `The account ${missing} is not an active person on this site. Pick somebody else, then save.`,
    );
}
