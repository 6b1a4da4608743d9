import { ActorRefSchema, type ActorRef, type AuditEntry } from '../contract/audit';
import type { TrailPerson } from '../contract/trail';
import type { ExportPerson } from '../domain/audit/formats/people';
import type { Handoff } from '../domain/handoff/handoff';
import { peopleOf } from '../domain/retention/people-of';
import type { JiraReader } from '../ports/jira';
import type { PeopleRegistry } from '../ports/people-registry';

/** What stands for somebody whose mapping was erased. */
const ERASED = 'Erased person';

/** References read by key in one call (people-registry port). */
const BATCH = 25;

const isRef = (value: unknown): value is ActorRef => ActorRefSchema.safeParse(value).success;

/** Everybody whom an entry names: who did it, on whose behalf, and people in its details. */
const refsIn = ({ actor, onBehalfOf, details }: AuditEntry): readonly ActorRef[] =>
  [actor.ref, onBehalfOf, ...Object.values<unknown>(details)].filter(isRef);

/** Everybody whom these entries name, each once. */
export const refsOf = (entries: readonly AuditEntry[]): readonly ActorRef[] => [
  ...new Set(entries.flatMap(refsIn)),
];

/** The accounts that a record names. After an erasure references stand where accounts were (docs/privacy.md). */
export const accountsOf = (handoff: Handoff): readonly string[] => [
  ...new Set(peopleOf(handoff).map(({ accountId }) => accountId)),
];

/** Whether somebody whom the record named was erased from it. */
export const hasErasedPeople = (handoff: Handoff): boolean => accountsOf(handoff).some(isRef);

/** Where people are looked up: the mapping, and Jira as whoever asks. */
export interface PeopleSources {
  readonly registry: Pick<PeopleRegistry, 'accountsOf' | 'refsOf'>;
  readonly jira: Pick<JiraReader, 'people'>;
  /** Accounts that are asked for by key: the list of references may lag behind a new one. */
  readonly known: readonly string[];
}

async function accountsBehind(
  refs: readonly ActorRef[],
  { registry, known }: PeopleSources,
): Promise<ReadonlyMap<ActorRef, string>> {
  const found = new Map(await registry.accountsOf(refs));
  for (let from = 0; from < known.length; from += BATCH)
    for (const [accountId, ref] of await registry.refsOf(known.slice(from, from + BATCH)))
      found.set(ref, accountId);
  return found;
}

/**
 * The people behind references, in the order asked for. One whom Jira does not know any more is named by the account; one whose
 * mapping was erased has none.
 */
export async function loadPeople(
  refs: readonly ActorRef[],
  sources: PeopleSources,
): Promise<readonly TrailPerson[]> {
  if (refs.length === 0) return [];
  const accounts = await accountsBehind(refs, sources);
  const asked = refs.flatMap((ref) => accounts.get(ref) ?? []);
  const people = asked.length === 0 ? [] : await sources.jira.people(asked);
  const names = new Map(people.map(({ accountId, displayName }) => [accountId, displayName]));
  return refs.map((ref) => {
    const accountId = accounts.get(ref) ?? null;
    const displayName = accountId === null ? ERASED : (names.get(accountId) ?? accountId);
    return { ref, accountId, displayName };
  });
}

/** People as the formats of an export take them: those whose mapping is there. */
export const toExportPeople = (people: readonly TrailPerson[]): ReadonlyMap<ActorRef, ExportPerson> =>
  new Map(
    people.flatMap(({ ref, accountId, displayName }) =>
      accountId === null ? [] : [[ref, { accountId, displayName }] as const],
    ),
  );
