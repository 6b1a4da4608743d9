import type { Citation, Output, Section } from '../../contract/output';
import type { Handoff } from '../handoff/handoff';
import type { Packet } from '../packet/packet';
import { withNotes } from './notes';

/** Stands where a text stood: views still work, and the contract forbids empty claims and quotes. */
export const ERASED = '[erased]';

/**
 * A packet without what people wrote: texts and authors of sources, values of fields, the digests of texts that somebody
 * could guess, and the nonce, without which the seal in the chain says nothing about the texts. Numbers, addresses, labels,
 * decision, scope and gates stay.
 */
export const redactPacket = (packet: Packet): Packet => ({
  ...packet,
  nonce: '',
  snapshot: {
    ...packet.snapshot,
    fields: Object.fromEntries(Object.keys(packet.snapshot.fields).map((label) => [label, ''])),
    descriptionDigest: '',
    commentDigests: {},
  },
  sources: packet.sources.map((source) => ({
    ...source,
    author: null,
    because: null,
    removed: source.removed.map((one) => ({ ...one, sample: ERASED })),
    text: ERASED,
  })),
});

const redactCitation = ({ source }: Citation): Citation => ({ source, quote: ERASED });

const redactSection = (section: Section): Section => ({
  ...section,
  claims: section.claims.map((claim) => ({
    ...claim,
    text: ERASED,
    struck: claim.struck === null ? null : ERASED,
    was: claim.was === null ? null : ERASED,
    citations: claim.citations.map(redactCitation),
  })),
  contradictions: section.contradictions.map(({ citations }) => ({
    text: ERASED,
    citations: citations.map(redactCitation),
  })),
  gaps: section.gaps.map(() => ({ text: ERASED, ask: ERASED })),
});

/** An output without its words: how many claims, which were struck and which sources they stood on stays. */
export const redactOutput = (output: Output): Output => ({
  ...output,
  sections: output.sections.map(redactSection),
  notDone: output.notDone.map(() => ERASED),
});

/**
 * The record without the notes of its reviewer, its approvers and whoever answered its escalation, and without the reviewer's own
 * words for claims: which claims were edited stays.
 */
export const redactNotes = (handoff: Handoff): Handoff =>
  withNotes(handoff, (_text, longest) => (longest === undefined ? '' : ERASED));

/** The record without words of the issue: what had changed is told with its texts only where a hand-off was superseded. */
export const redactExplanation = (handoff: Handoff): Handoff =>
  handoff.state === 'superseded'
    ? { ...handoff, explanation: 'Superseded: the issue had changed. What had changed was erased.' }
    : handoff;
