import type { ActorRef, AuditEvent, Body, Check, DetailsOf } from '../../contract/audit';

/**
 * What happened in a step, as a use case says it. Where the details name a person they name the account; the entry gets the
 * person's reference instead.
 */
export type Happening = {
  readonly [E in AuditEvent]: {
    readonly event: E;
    readonly details: DetailsOf<E>;
    readonly checks?: readonly Check[];
    readonly bodies?: readonly Body[];
  };
}[AuditEvent];

/** The members of details that name a person. */
const PERSON_DETAILS = ['approver', 'backup', 'actor', 'editor'] as const;

const personsOf = (details: object): readonly (readonly [string, string])[] =>
  Object.entries(details).filter(
    (pair): pair is [string, string] =>
      PERSON_DETAILS.some((name) => name === pair[0]) && typeof pair[1] === 'string',
  );

/** The accounts that a happening's details name. */
export const accountsIn = ({ details }: Pick<Happening, 'details'>): readonly string[] =>
  personsOf(details).map(([, accountId]) => accountId);

/** The details with references where accounts stood. */
export function withRefs(details: object, refOf: (accountId: string) => ActorRef): object {
  const refs = personsOf(details).map(([name, accountId]) => [name, refOf(accountId)] as const);
  return { ...details, ...Object.fromEntries(refs) };
}

const MAX_SENTENCE = 300;
const MAX_SENTENCES = 60;

/** Cuts at a code point, so that no lone surrogate is left (RFC 8785 refuses one). */
export function brief(text: string, length = MAX_SENTENCE): string {
  if (text.length <= length) return text;
  return text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/u, '') + '…';
}

/** A list as an entry may hold it: what is over its bound is counted in the last line, never dropped in silence. */
export function briefList(texts: readonly string[]): string[] {
  const kept = texts.slice(0, texts.length > MAX_SENTENCES ? MAX_SENTENCES - 1 : MAX_SENTENCES);
  const rest = texts.length - kept.length;
  return [...kept.map((text) => brief(text)), ...(rest > 0 ? [`and ${rest} more`] : [])];
}
