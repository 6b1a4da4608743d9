import type { ActorRef } from '../../contract/audit';
import type { Citation, Output, Section } from '../../contract/output';
import type { AskedPerson, GatePlan, Person } from '../../contract/scope';
import type { GateRecord, Handoff, Seat } from '../handoff/handoff';
import { cut } from '../packet/draft';
import type { Packet } from '../packet/packet';
import { withNotes } from './notes';
import { peopleOf } from './people-of';
import { differs, type Erasure, type Texts } from './texts';

/** What people read where somebody's name stood. */
export const FORMER_USER = 'Former user';

/** Who is to be forgotten: references by account id, and the display names under which they are known. */
export interface Forgotten {
  readonly refs: ReadonlyMap<string, ActorRef>;
  readonly names: readonly string[];
}

/** The display names that a record shows for these accounts; an account id that stands in for a hidden name is none. */
export const namesIn = (handoff: Handoff, refs: ReadonlyMap<string, ActorRef>): readonly string[] =>
  peopleOf(handoff)
    .filter(({ accountId, displayName }) => refs.has(accountId) && displayName !== accountId)
    .map(({ displayName }) => displayName);

/** Takes names out of a text and keeps it within its bound in the contract: another name may be longer. */
type Words = (text: string, longest?: number) => string;

/** Replaces whole names only: a name within a longer word is another word. Names are hostile input, so they are escaped. */
function forgetNames(names: readonly string[]): Words {
  const wanted = names.filter((name) => name.trim() !== '').sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return (text) => text;
  const escaped = wanted.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return (text, longest = Infinity) => cut(text.replace(pattern, FORMER_USER), longest);
}

/** The ways to take the forgotten out of a value. */
interface Replace {
  readonly id: (accountId: string) => string;
  readonly person: (person: Person) => Person;
  readonly words: Words;
}

function replaceFor({ refs, names }: Forgotten): Replace {
  const id: Replace['id'] = (accountId) => refs.get(accountId) ?? accountId;
  // The keys stay in their order, by which unchanged values are told from changed ones.
  const person: Replace['person'] = (known) => ({
    ...known,
    accountId: id(known.accountId),
    displayName: refs.has(known.accountId) ? FORMER_USER : known.displayName,
  });
  return { id, person, words: forgetNames(names) };
}

const inAsked = (asked: AskedPerson, { person }: Replace): AskedPerson => ({
  ...asked,
  ...person(asked),
  standsInFor: asked.standsInFor === null ? null : person(asked.standsInFor),
});

const inPlan = (plan: GatePlan, replace: Replace): GatePlan => ({
  ...plan,
  approvers: plan.approvers.map((approver) => inAsked(approver, replace)),
  backup: plan.backup === null ? null : inAsked(plan.backup, replace),
  others: plan.others.map(replace.person),
});

const inSeat = (seat: Seat, replace: Replace): Seat => ({
  ...seat,
  approver: inAsked(seat.approver, replace),
  backupAskedWhy: seat.backupAskedWhy === null ? null : replace.words(seat.backupAskedWhy),
  decision: seat.decision === null ? null : { ...seat.decision, by: replace.person(seat.decision.by) },
});

const inGate = (gate: GateRecord, replace: Replace): GateRecord => ({
  ...gate,
  plan: inPlan(gate.plan, replace),
  seats: gate.seats.map((seat) => inSeat(seat, replace)),
});

const inAnswer = (handoff: Handoff, { person }: Replace): Handoff['escalationAnswer'] =>
  handoff.escalationAnswer === null
    ? null
    : { ...handoff.escalationAnswer, by: person(handoff.escalationAnswer.by) };

const inRecord = (handoff: Handoff, replace: Replace): Handoff => ({
  ...handoff,
  requester: replace.person(handoff.requester),
  owner: replace.person(handoff.owner),
  gates: handoff.gates.map((gate) => inGate(gate, replace)),
  explanation: replace.words(handoff.explanation),
  review: handoff.review === null ? null : { ...handoff.review, by: replace.person(handoff.review.by) },
  escalationAnswer: inAnswer(handoff, replace),
});

const inNotes = (handoff: Handoff, { words }: Replace): Handoff => withNotes(handoff, words);

const inPacket = (packet: Packet, replace: Replace): Packet => ({
  ...packet,
  requesterId: replace.id(packet.requesterId),
  owner: replace.person(packet.owner),
  facts: {
    ...packet.facts,
    ownerAccountId: packet.facts.ownerAccountId === null ? null : replace.id(packet.facts.ownerAccountId),
  },
  gates: packet.gates.map((plan) => inPlan(plan, replace)),
  snapshot: {
    ...packet.snapshot,
    fields: Object.fromEntries(
      Object.entries(packet.snapshot.fields).map(([label, text]) => [label, replace.words(text)]),
    ),
  },
  sources: packet.sources.map((source) => ({
    ...source,
    author: source.author === null ? null : replace.words(source.author, 200),
    because: source.because === null ? null : replace.words(source.because, 300),
    removed: source.removed.map((one) => ({ ...one, sample: replace.words(one.sample, 80) })),
    text: replace.words(source.text),
  })),
});

const inCitation = ({ source, quote }: Citation, { words }: Replace): Citation => ({
  source,
  quote: words(quote, 2_000),
});

const inSection = (section: Section, replace: Replace): Section => ({
  ...section,
  claims: section.claims.map((claim) => ({
    ...claim,
    text: replace.words(claim.text, 1_200),
    struck: claim.struck === null ? null : replace.words(claim.struck),
    was: claim.was === null ? null : replace.words(claim.was, 1_200),
    citations: claim.citations.map((citation) => inCitation(citation, replace)),
  })),
  contradictions: section.contradictions.map(({ text, citations }) => ({
    text: replace.words(text, 600),
    citations: citations.map((citation) => inCitation(citation, replace)),
  })),
  gaps: section.gaps.map(({ text, ask }) => ({
    text: replace.words(text, 400),
    ask: replace.words(ask, 200),
  })),
});

const inOutput = (output: Output, replace: Replace): Output => ({
  ...output,
  sections: output.sections.map((section) => inSection(section, replace)),
  notDone: output.notDone.map((line) => replace.words(line, 300)),
});

/** The posted comment names requester, owner, approvers and authors: the lines that it was made of have changed. */
const hasOtherComment = (
  before: Handoff,
  after: Handoff,
  has: { readonly names: boolean; readonly packet: boolean; readonly output: boolean },
): boolean =>
  after.writtenBack !== null &&
  (has.names || has.packet || has.output || differs(before.review?.edits, after.review?.edits));

/**
 * The hand-off without these people, at `at` (ISO 8601), or null when nothing names them. Their accounts become references,
 * their names `Former user`, in the record and wherever their names stand in its texts; all else of the texts stays. What
 * the chain names by seal or HMAC and what changed counts as erased from then on, so that nobody takes it for tampering.
 */
export function forgetPeople(texts: Texts, forgotten: Forgotten, at: string): Erasure | null {
  const replace = replaceFor(forgotten);
  const record = inRecord(texts.handoff, replace);
  const handoff = inNotes(record, replace);
  const packet = inPacket(texts.packet, replace);
  const output = texts.output === null ? null : inOutput(texts.output, replace);
  const has = {
    names: differs(texts.handoff, record),
    packet: differs(texts.packet, packet),
    output: differs(texts.output, output),
    notes: differs(record, handoff),
  };
  if (!Object.values(has).includes(true)) return null;
  const hasComment = hasOtherComment(texts.handoff, handoff, has);
  const bodies = [
    ...Object.entries(has).flatMap(([name, isChanged]) => (isChanged ? [name] : [])),
    ...(hasComment ? ['comment'] : []),
  ];
  const { erased } = handoff;
  const hasOutput = has.output || has.notes || hasComment;
  return {
    handoff: {
      ...handoff,
      erased: {
        packet: has.packet ? (erased.packet ?? at) : erased.packet,
        output: hasOutput ? (erased.output ?? at) : erased.output,
      },
    },
    packet,
    output,
    bodies,
  };
}
