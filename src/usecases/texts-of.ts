import type { AuditEntry, Body } from '../contract/audit';
import type { GateDecision } from '../contract/handoff';
import type { Integrity } from '../contract/trail';
import { bodyHolds } from '../domain/audit/body';
import { toCanonicalJson } from '../domain/canonical/canonical';
import { COMPOSER } from '../domain/composer/compose';
import { decisionsAt, type Handoff } from '../domain/handoff/handoff';
import { sealOf } from '../domain/packet/packet';
import { toAdf } from '../domain/writeback/adf';
import { asReviewed, postedLines } from '../domain/writeback/comment';
import type { WholeHandoff } from '../ports/handoff-store';
import { reviewTexts } from './review-texts';
import { hasErasedPeople } from './trail-people';

/** A text that lives beside a chain, with the place where the chain names it. */
interface StoredText {
  readonly name: Body['name'];
  readonly event: AuditEntry['event'];
  /** Which of several decisions of that event; null where there is one entry. */
  readonly decided: Pick<GateDecision, 'gate' | 'at'> | null;
  readonly text: string;
}

const note = (
  event: AuditEntry['event'],
  text: string | undefined,
  decided: StoredText['decided'] = null,
): readonly StoredText[] => (text === undefined ? [] : [{ name: 'note', event, decided, text }]);

/** The notes and edits of the review, the notes of each decision at a gate and of an escalation's answer, empty ones too: the chain may name one that is gone. */
const notesOf = ({ review, gates, escalationAnswer }: Handoff): readonly StoredText[] => [
  ...(review === null ? [] : reviewTexts(review).flatMap(({ text }) => note('output.reviewed', text))),
  ...gates
    .flatMap(decisionsAt)
    .flatMap((decision) => note('approval.decided', decision.note, { gate: decision.gate, at: decision.at })),
  ...note('escalation.answered', escalationAnswer?.note),
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
  return toCanonicalJson(toAdf(postedLines(handoff, asReviewed(handoff, output), packet.sources)));
}

/** The texts of a hand-off as they are stored now, whether the chain names them or not. Nothing once the output was erased. */
export function textsOf(whole: WholeHandoff, entries: readonly AuditEntry[]): readonly StoredText[] {
  const { handoff, output } = whole;
  if (handoff.erased.output !== null) return [];
  const engine: readonly StoredText[] =
    output === null
      ? []
      : [{ name: 'output', event: 'run.finished', decided: null, text: toCanonicalJson(output) }];
  const posted = commentOf(whole, entries);
  const comment: readonly StoredText[] =
    posted === null ? [] : [{ name: 'comment', event: 'writeback.done', decided: null, text: posted }];
  return [...engine, ...comment, ...notesOf(handoff)];
}

const isAbout = (entry: AuditEntry, { event, decided }: StoredText): boolean =>
  entry.event === event &&
  (entry.event !== 'approval.decided' ||
    (entry.details.gate === decided?.gate && entry.details.decidedAt === decided.at));

/**
 * Whether the chain names exactly these texts of one kind: each where it belongs, and there no other. An empty text is named by
 * nothing. Two seats may be decided in one millisecond, so texts of one place are looked for among all that is named there.
 */
function hold(texts: readonly StoredText[], entries: readonly AuditEntry[], salt: string | null): boolean {
  if (salt === null) return false;
  const namedFor = (text: StoredText): readonly Body[] =>
    entries
      .filter((entry) => isAbout(entry, text))
      .flatMap(({ bodies }) => bodies.filter(({ name }) => name === text.name));
  const said = texts.filter(({ text }) => text !== '');
  const isNamed = (text: StoredText): boolean =>
    namedFor(text).some((body) => bodyHolds(body, text.text, salt));
  const isSaid = (body: Body): boolean => said.some(({ text }) => bodyHolds(body, text, salt));
  return said.every(isNamed) && texts.flatMap(namedFor).every(isSaid);
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
    return [{ name, holds: stored.length > 0 && hold(stored, entries, handoff.salt) }];
  });
  return [packetIntegrity(whole, entries), ...parts];
}
