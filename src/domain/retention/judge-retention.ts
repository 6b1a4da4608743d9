import type { AuditPolicy } from '../../contract/policy';
import type { Handoff } from '../handoff/handoff';
import { isEnd } from '../lifecycle/lifecycle';
import { redactExplanation, redactNotes, redactOutput, redactPacket } from './redact';
import { differs, type Erasure, type Texts } from './texts';

const DAY_MS = 86_400_000;

/** A time so many days before another (both ISO 8601). */
export const daysBefore = (at: string, days: number): string =>
  new Date(Date.parse(at) - days * DAY_MS).toISOString();

/** Which of the two kinds of text: the packet with its sources; the output with the notes on it. */
export interface Kinds {
  readonly packet: boolean;
  readonly output: boolean;
}

/** Which texts are still there. A hand-off may never have had an output or a note. */
export const keptTexts = ({ handoff, packet, output }: Texts): Kinds => ({
  packet: differs(packet, redactPacket(packet)),
  output:
    (output !== null && differs(output, redactOutput(output))) || differs(handoff, redactNotes(handoff)),
});

/** Whether a legal hold keeps every text of the hand-off, by the key that its issue had when it was handed off. */
export const isHeld = ({ issue }: Pick<Handoff, 'issue'>, { legalHold }: AuditPolicy): boolean =>
  legalHold.everything || legalHold.issueKeys.includes(issue.key);

/**
 * Which of the texts that are there have outstayed their period at `now` (ISO 8601), counted from the end of the hand-off.
 * Nothing of an open hand-off, and nothing that is held.
 */
export function textsDue(texts: Texts, policy: AuditPolicy, now: string): Kinds {
  const { handoff } = texts;
  if (!isEnd(handoff.state) || isHeld(handoff, policy)) return { packet: false, output: false };
  const { packets, outputs } = policy.retentionDays;
  const kept = keptTexts(texts);
  // An ended hand-off does not move any more, so that its last move is its end.
  return {
    packet: kept.packet && handoff.updatedAt <= daysBefore(now, packets),
    output: kept.output && handoff.updatedAt <= daysBefore(now, outputs),
  };
}

function bodiesOf({ handoff, output }: Texts, due: Kinds): readonly string[] {
  const hasNotes = differs(handoff, redactNotes(handoff));
  return [
    ...(due.packet ? ['packet'] : []),
    ...(due.output && output !== null ? ['output'] : []),
    ...(due.output && hasNotes ? ['notes'] : []),
  ];
}

/**
 * The hand-off without the texts that are due, at `at` (ISO 8601); null when none is. With the last of them goes the salt,
 * so that nobody can test a guess against the chain (threats §1.7 no. 5).
 */
export function eraseDue(texts: Texts, due: Kinds, at: string): Erasure | null {
  if (!due.packet && !due.output) return null;
  const { handoff, packet, output } = texts;
  const kept = keptTexts(texts);
  const isLast = (due.packet || !kept.packet) && (due.output || !kept.output);
  const withoutNotes = due.output ? redactNotes(handoff) : handoff;
  const redacted = due.packet ? redactExplanation(withoutNotes) : withoutNotes;
  return {
    handoff: {
      ...redacted,
      erased: {
        packet: due.packet ? at : handoff.erased.packet,
        output: due.output ? at : handoff.erased.output,
      },
      salt: isLast ? null : handoff.salt,
      eraseFrom: isLast ? null : handoff.eraseFrom,
    },
    packet: due.packet ? redactPacket(packet) : packet,
    output: due.output && output !== null ? redactOutput(output) : output,
    bodies: bodiesOf(texts, due),
  };
}

/** A range of times at which hand-offs ended, both ends included (ISO 8601). */
export interface Band {
  readonly from: string;
  readonly to: string;
}

const BEGINNING = '1970-01-01T00:00:00.000Z';
/** How long hand-offs that lost one kind of text are looked at again each day, and all of them after a new policy. */
const LOOK_BACK_DAYS = 30;

/**
 * Where to look for texts that are due at `now`. Past the longer period everything goes. Between the periods most hand-offs
 * have lost what they lose there already, so only those are looked at that came in lately; all are after a policy was
 * published (at `publishedAt`), because periods and holds may have changed.
 */
export function bandsOf({ retentionDays }: AuditPolicy, now: string, publishedAt: string): readonly Band[] {
  const { packets, outputs } = retentionDays;
  const [shorter, longer] = [Math.min(packets, outputs), Math.max(packets, outputs)];
  const all: Band = { from: BEGINNING, to: daysBefore(now, longer) };
  if (shorter === longer) return [all];
  const isNew = publishedAt > daysBefore(now, LOOK_BACK_DAYS);
  const reach = isNew ? longer : Math.min(longer, shorter + LOOK_BACK_DAYS);
  return [all, { from: daysBefore(now, reach), to: daysBefore(now, shorter) }];
}
