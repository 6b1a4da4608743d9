import type { CallInput } from '../../src/contract/calls';
import type { HandoffView } from '../../src/contract/handoff';
import type { Claim, Output, Section } from '../../src/contract/output';
import type { Audience } from '../../src/contract/vocabulary';
import { count } from '../elements/words';

type Review = CallInput<'panel.review'>;
type Line = HandoffView['comment'][number];

export type Strike = Review['strike'][number];
export type Edit = Review['edits'][number];

/** How many claims a reviewer can put in their own words in one review: the contract's bound. */
export const MOST_EDITS = 20;

/** What the reviewer strikes and changes, not sent yet. A claim is struck or changed, never both. */
export interface Marks {
  readonly strike: readonly Strike[];
  readonly edits: readonly Edit[];
}

export const NO_MARKS: Marks = { strike: [], edits: [] };

const byNumber = (one: Strike, other: Strike): number => one.number - other.number;

export const withoutMark = ({ strike, edits }: Marks, claim: number): Marks => ({
  strike: strike.filter(({ number }) => number !== claim),
  edits: edits.filter(({ number }) => number !== claim),
});

export function withStrike(marks: Marks, strike: Strike): Marks {
  const others = withoutMark(marks, strike.number);
  return { ...others, strike: [...others.strike, strike].sort(byNumber) };
}

export function withEdit(marks: Marks, edit: Edit): Marks {
  const others = withoutMark(marks, edit.number);
  return { ...others, edits: [...others.edits, edit].sort(byNumber) };
}

/** Text as it is written, where the comment breaks addresses apart so that Jira makes no links of them. */
const asWritten = (text: string): string => text.replaceAll('[:]//', '://').replaceAll('[.]', '.');

/** What follows a claim's text in its line of the comment, its sources in brackets; null where the line is of something else. */
function restAfter({ kind, text }: Line, claim: Claim): string | null {
  const line = asWritten(text);
  const start = asWritten(claim.text);
  if (kind !== 'item') return null;
  if (line === start) return '';
  return line.startsWith(`${start} [`) ? line.slice(start.length) : null;
}

const indexOf = (lines: readonly Line[], claim: Claim): number =>
  lines.findIndex((line) => restAfter(line, claim) !== null);

/** Where a claim that comes back goes: after the claim before it in its section, else under the section's heading; -1 nowhere. */
function placeOf(lines: readonly Line[], { title, claims }: Section, at: number): number {
  const before = claims.slice(0, at).map((claim) => indexOf(lines, claim));
  const last = Math.max(-1, ...before);
  return last >= 0 ? last : lines.findIndex(({ kind, text }) => kind === 'heading' && text === title);
}

const inserted = (lines: readonly Line[], at: number, text: string): readonly Line[] =>
  at < 0
    ? lines
    : [...lines.slice(0, at + 1), { kind: 'item', text: `${text} [its sources]` }, ...lines.slice(at + 1)];

/** The lines with one claim in the reviewer's words; a struck one comes back among those of its section. */
function withWords(lines: readonly Line[], section: Section, { number, text }: Edit): readonly Line[] {
  const at = section.claims.findIndex((claim) => claim.number === number);
  const claim = section.claims[at];
  if (claim === undefined) return lines;
  if (claim.struck !== null) return inserted(lines, placeOf(lines, section, at), text);
  return lines.map((line) => {
    const rest = restAfter(line, claim);
    return rest === null ? line : { ...line, text: text + rest };
  });
}

/** The lines of the comment once these marks are made. A claim's line that is worded otherwise (for a customer) stays as it is. */
export function markedLines(
  lines: readonly Line[],
  output: Output,
  { strike, edits }: Marks,
): readonly Line[] {
  const struck = output.sections
    .flatMap(({ claims }) => claims)
    .filter(({ number }) => strike.some((one) => one.number === number));
  // From the last one on: a claim's place is found by the words that the claims before it still have.
  const changed = edits.reduceRight(
    (now, edit) => output.sections.reduce((one, section) => withWords(one, section, edit), now),
    lines,
  );
  return changed.filter((line) => !struck.some((claim) => restAfter(line, claim) !== null));
}

const STRUCK: Readonly<Record<Audience, (claims: string) => string>> = {
  internal: (claims) => `without ${claims} that you struck`,
  customer: (claims) => `${claims} that you struck will not be in it, whatever it is worded as here`,
};

const EDITED: Readonly<Record<Audience, (claims: string) => string>> = {
  internal: (claims) => `with ${claims} in your words, as its head will say`,
  customer: (claims) => `${claims} will be in your words, whatever it is worded as here`,
};

/** What the marks change about the comment, or null where there are none. */
export function marksInWords({ strike, edits }: Marks, audience: Audience): string | null {
  const parts = [
    ...(strike.length === 0 ? [] : [STRUCK[audience](count(strike.length, 'claim'))]),
    ...(edits.length === 0 ? [] : [EDITED[audience](count(edits.length, 'claim'))]),
  ];
  return parts.length === 0 ? null : parts.join('; ');
}
