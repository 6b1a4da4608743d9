import type { Source } from '../../contract/output';
import { choose } from './choose';
import {
  attachmentClaim,
  changeClaim,
  fieldClaim,
  fieldsNamed,
  lineClaim,
  linesIn,
  linkClaim,
  ofKind,
  quoted,
  stateClaim,
  subtaskClaim,
  told,
  type ClaimDraft,
} from './claims';
import type { Cue } from './cues';
import { about, isListed, nearness, type Material } from './material';
import type { Ranked } from './rank';
import { endOf } from './similar';

/** A claim with its place among those of its group, and the sentence that it quotes where it quotes one. */
export interface Candidate {
  readonly claim: ClaimDraft;
  readonly place: number | string;
  readonly ranked: Ranked | null;
}

/**
 * A part of a section: its candidates, the best first. `taken` are the sentences that groups before it quote. A group never
 * gives more than it is meant to show.
 */
export type Group = (material: Material, taken: readonly Ranked[]) => readonly Candidate[];

const plain = (claims: readonly ClaimDraft[]): readonly Candidate[] =>
  claims.map((claim, place) => ({ claim, place, ranked: null }));

const asQuotes = (chosen: readonly Ranked[], lead: string): readonly Candidate[] =>
  chosen.map((ranked) => ({ claim: quoted(ranked.sentence, lead), place: ranked.order, ranked }));

const byScore = ({ score }: Ranked): number => score;

/** Without what is about the ticket and not about the matter: thanks, who takes it, what a robot notes. */
const worthQuoting = (said: readonly Ranked[]): readonly Ranked[] =>
  said.filter(({ score, sentence }) => score > 0 && sentence.quote.includes(' '));
/** Sentences about one thing, by rank, behind a lead-in. */
export const led =
  (lead: string, cue: Cue, limit: number): Group =>
  (material, taken) =>
    asQuotes(
      choose(about(material, cue), (one) => one.score + nearness(cue, one), {
        limit,
        taken,
        isOwn: (one) => isListed(cue, one),
      }),
      lead,
    );

/** The same where what was said last counts most: next steps, approvals, the state of things. */
export const latest =
  (lead: string, cue: Cue, limit: number): Group =>
  (material, taken) => {
    const newness = ({ order }: Ranked): number => order / Math.max(1, material.said.length);
    return asQuotes(
      choose(about(material, cue), (one) => one.score + newness(one), { limit, taken }),
      lead,
    );
  };

/** What people say is missing, unknown or undecided, the last ones. */
export const missing =
  (limit: number): Group =>
  (material, taken) =>
    asQuotes(
      choose(material.missing, ({ order }) => order, { limit, taken }),
      'Open, as written. ',
    );

export const logs =
  (limit: number): Group =>
  (material, taken) =>
    asQuotes(choose(material.logs, byScore, { limit, taken }), 'Log line. ');

/** How the description opens. */
export const opening =
  (limit: number): Group =>
  (material, taken) =>
    asQuotes(
      choose(
        material.said.filter(
          ({ sentence }) => sentence.source.kind === 'description' && sentence.heading === '',
        ),
        ({ order }) => -order,
        { limit: 2 * limit, taken },
      ).slice(0, limit),
      '',
    );

/** What is central to the issue, whatever it is about: what a reader has to know, in any language. */
export const central =
  (limit: number): Group =>
  (material, taken) =>
    asQuotes(choose(worthQuoting(material.said), byScore, { limit, taken }), '');

/** The newest comments that say something, in order of time. */
export const newest =
  (lead: string, limit: number): Group =>
  (material, taken) => {
    const comments = worthQuoting(material.said).filter(({ sentence }) => sentence.source.kind === 'comment');
    const last = Math.max(0, ...comments.map(({ sentence }) => sentence.source.number));
    return asQuotes(
      choose(comments, (one) => one.score - 0.2 * (last - one.sentence.source.number), { limit, taken }),
      lead,
    );
  };

/** Fields, one claim each. */
export const facts =
  (...labels: readonly string[]): Group =>
  ({ sources }) =>
    plain(fieldsNamed(sources, labels).map(fieldClaim));

const MAX_STATE = 60;

/** Short fields in one line, the longer ones after it. */
export const state =
  (...labels: readonly string[]): Group =>
  ({ sources }) => {
    const fields = fieldsNamed(sources, labels);
    const short = fields.filter(({ text }) => text.trim().length <= MAX_STATE);
    const long = fields.filter((field) => !short.includes(field));
    return plain([...(short.length === 0 ? [] : [stateClaim(short)]), ...long.map(fieldClaim)]);
  };

/** What matters most of an issue's history: its states, then how urgent it was and whose. */
const WEIGHTS: readonly RegExp[] = [
  /^(?:status|resolution) went/iu,
  /^(?:severity|priority|impact|urgency) went/iu,
  /^(?:assignee|duedate|due date|fix version) went/iu,
];

const weightOf = ({ text }: Source): number => {
  const at = WEIGHTS.findIndex((pattern) => pattern.test(text));
  return at < 0 ? WEIGHTS.length : at;
};

interface Event extends Candidate {
  readonly weight: number;
  readonly place: string;
}

/** Changes of the issue and what was said between them, in order of time (R043, R066). */
export const timeline =
  (changes: number, comments: number): Group =>
  (material, taken) => {
    const events = ofKind(material.sources, 'history')
      .filter(({ at }) => at !== null)
      .map((source): Event => ({
        claim: changeClaim(source),
        place: String(source.at),
        ranked: null,
        weight: weightOf(source),
      }))
      .sort((a, b) => a.weight - b.weight || b.place.localeCompare(a.place))
      .slice(0, changes);
    const said = choose(
      worthQuoting(material.said).filter(({ sentence }) => sentence.source.at !== null),
      byScore,
      { limit: comments, taken },
    ).map((ranked): Candidate => ({
      claim: told(ranked.sentence),
      place: `${String(ranked.sentence.source.at)} ${String(ranked.order).padStart(6, '0')}`,
      ranked,
    }));
    return [...events, ...said];
  };

const newestOf = (sources: readonly Source[], kind: Source['kind'], count: number): readonly Source[] => {
  const found = ofKind(sources, kind);
  return found.slice(Math.max(0, found.length - count));
};

export const links =
  (limit: number): Group =>
  ({ sources }) =>
    plain(newestOf(sources, 'link', limit).map(linkClaim));

export const subtasks =
  (limit: number): Group =>
  ({ sources }) =>
    plain(newestOf(sources, 'subtask', limit).map(subtaskClaim));

export const attachments =
  (limit: number): Group =>
  ({ sources }) =>
    plain(newestOf(sources, 'attachment', limit).map(attachmentClaim));

/** Lines of sources that list values: figures over comparable issues, a request's form, its service levels. */
export const values =
  (kind: 'baseline' | 'request' | 'sla', limit: number): Group =>
  ({ sources }) =>
    plain(
      ofKind(sources, kind)
        .flatMap((source) => linesIn(source).map((line) => lineClaim(source, line)))
        .slice(0, limit),
    );

/** Earlier issues like this one, and how each ended. */
export const similar =
  (limit: number): Group =>
  ({ sources }) =>
    plain(ofKind(sources, 'similar-issue').slice(0, limit).map(endOf));
