import type { AuditEntry, Body } from '../contract/audit';
import type { Integrity } from '../contract/trail';
import { bodyHolds } from '../domain/audit/body';
import { toCanonicalJson } from '../domain/canonical/canonical';
import { COMPOSER } from '../domain/composer/compose';
import type { Handoff } from '../domain/handoff/handoff';
import { sealOf } from '../domain/packet/packet';
import { toAdf } from '../domain/writeback/adf';
import { asReviewed, commentLines } from '../domain/writeback/comment';
import type { WholeHandoff } from '../ports/handoff-store';
import { hasErasedPeople } from './trail-people';

/** A text that lives beside a chain, with the place where the chain names it. */
interface StoredText {
  readonly name: Body['name'];
  readonly event: AuditEntry['event'];
  /** Which of several entries of that event; null where there is one. */
  readonly gate: 'run' | 'use' | null;
  readonly text: string;
}

const note = (
  event: AuditEntry['event'],
  { text, gate }: { readonly text: string | undefined; readonly gate: StoredText['gate'] },
): readonly StoredText[] => (text === undefined ? [] : [{ name: 'note', event, gate, text }]);

/** The notes of the review and of each decision at a gate, empty ones too: the chain may name one that is gone. */
const notesOf = ({ review, gates }: Handoff): readonly StoredText[] => [
  ...note('output.reviewed', { text: review?.note, gate: null }),
  ...gates.flatMap(({ plan, decision }) =>
    note('approval.decided', { text: decision?.note, gate: plan.gate }),
  ),
];

/** Whether something that the comment was made of was erased. */
const isCommentGone = (handoff: Handoff): boolean =>
  handoff.erased.output !== null || handoff.erased.packet !== null || hasErasedPeople(handoff);

/**
 * The comment is not stored: it is made again from the stored output as it was when it was posted. Null where it cannot be: never
 * posted, by another version of the composer and its words, or something in it was erased.
 */
function commentOf({ handoff, output, packet }: WholeHandoff, entries: readonly AuditEntry[]): string | null {
  const done = entries.find(({ event }) => event === 'writeback.done');
  if (output === null || done?.versions.template !== COMPOSER.version || hasErasedPeople(handoff))
    return null;
  return toCanonicalJson(toAdf(commentLines(handoff, asReviewed(handoff, output), packet.sources)));
}

/** The texts of a hand-off as they are stored now, whether the chain names them or not. Nothing once the output was erased. */
export function textsOf(whole: WholeHandoff, entries: readonly AuditEntry[]): readonly StoredText[] {
  const { handoff, output } = whole;
  if (handoff.erased.output !== null) return [];
  const engine: readonly StoredText[] =
    output === null
      ? []
      : [{ name: 'output', event: 'run.finished', gate: null, text: toCanonicalJson(output) }];
  const posted = commentOf(whole, entries);
  const comment: readonly StoredText[] =
    posted === null ? [] : [{ name: 'comment', event: 'writeback.done', gate: null, text: posted }];
  return [...engine, ...comment, ...notesOf(handoff)];
}

const isAbout = (entry: AuditEntry, { event, gate }: StoredText): boolean =>
  entry.event === event && (entry.event !== 'approval.decided' || entry.details.gate === gate);

/** Whether the chain names exactly this text; an empty one is named by nothing. */
function holds(text: StoredText, entries: readonly AuditEntry[], salt: string | null): boolean {
  const named = entries
    .filter((entry) => isAbout(entry, text))
    .flatMap(({ bodies }) => bodies.filter(({ name }) => name === text.name));
  if (text.text === '') return named.length === 0;
  return salt !== null && named.length > 0 && named.every((body) => bodyHolds(body, text.text, salt));
}

const names = (entries: readonly AuditEntry[], name: Body['name']): boolean =>
  entries.some(({ bodies }) => bodies.some((body) => body.name === name));

function packetIntegrity({ handoff, packet }: WholeHandoff, entries: readonly AuditEntry[]): Integrity {
  if (handoff.erased.packet !== null) return { name: 'packet', holds: null };
  const seal = sealOf(packet);
  const isNamed = entries.length > 0 && entries.every((entry) => entry.seal === seal);
  return { name: 'packet', holds: isNamed && seal === handoff.seal };
}

/**
 * For each text of a hand-off whether it is the one that its chain names; null once it was erased. A text that there never was
 * is left out, and so is a comment that this version of the app cannot make again. `entries` are those of the chain.
 */
export function integrityOf(whole: WholeHandoff, entries: readonly AuditEntry[]): readonly Integrity[] {
  const { handoff } = whole;
  const texts = textsOf(whole, entries);
  const isErased = handoff.erased.output !== null;
  const parts = (['output', 'comment', 'note'] as const).flatMap((name): readonly Integrity[] => {
    const stored = texts.filter((text) => text.name === name);
    const isNamed = names(entries, name);
    if (isErased || (name === 'comment' && isCommentGone(handoff)))
      return isNamed ? [{ name, holds: null }] : [];
    if (stored.every(({ text }) => text === '') && !isNamed) return [];
    if (name === 'comment' && stored.length === 0) return [];
    return [{ name, holds: stored.length > 0 && stored.every((text) => holds(text, entries, handoff.salt)) }];
  });
  return [packetIntegrity(whole, entries), ...parts];
}
