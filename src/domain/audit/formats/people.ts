import type { ActorRef, AuditEntry } from '../../../contract/audit';

/** An account behind a reference, as far as the reader of an export may see it. `displayName` is hostile input. */
export interface ExportPerson {
  readonly accountId: string;
  readonly displayName: string;
}

/** What an export adds to its entries: the people whose mapping is there, and which installation it is of (`urn:ai-handoff:<hash of the first site entry>`). */
export interface ExportContext {
  readonly people: ReadonlyMap<ActorRef, ExportPerson>;
  readonly source: string;
}

/** Name of the app where a line names it as the one who acted, or as the product. */
export const APP_NAME = 'AI Handoff';

/** A person as a line shows one. Without a mapping `accountId` is null and the reference stands for the name. */
export interface NamedPerson {
  readonly ref: ActorRef;
  readonly accountId: string | null;
  readonly name: string;
}

/** U+FFFD for half of a surrogate pair, which UTF-8 cannot hold. Entries have none: their hash could not be made. */
const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');

/** Looks a reference up; one whose mapping is gone, or whose name is empty, shows the reference. */
function personOf(ref: ActorRef, { people }: ExportContext): NamedPerson {
  const person = people.get(ref);
  if (person === undefined) return { ref, accountId: null, name: ref };
  const name = wellFormed(person.displayName);
  return { ref, accountId: wellFormed(person.accountId), name: name === '' ? ref : name };
}

/** Who did the step; null for the app itself. */
export const actorOf = ({ actor }: AuditEntry, context: ExportContext): NamedPerson | null =>
  actor.kind === 'app' ? null : personOf(actor.ref, context);

/** For whom the step was done; null when for nobody else. */
export const principalOf = ({ onBehalfOf }: AuditEntry, context: ExportContext): NamedPerson | null =>
  onBehalfOf === null ? null : personOf(onBehalfOf, context);
