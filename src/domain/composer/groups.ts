import type { Source } from '../../contract/output';
import { choose } from './choose';
import {
  attachmentsClaim,
  changeClaim,
  fieldClaim,
  fieldsNamed,
  formClaim,
  goalClaim,
  lineClaim,
  linesIn,
  linkClaim,
  ofKind,
  quoted,
  quotedList,
  stateClaim,
  subtaskClaim,
  told,
  type ClaimDraft,
} from './claims';
import { CUES, isAbout, isQuestion, type Cue } from './cues';
import { about, isListed, isOpen, nearness, onTheMatter, type Material } from './material';
import type { Ranked } from './rank';
import { UNSPACED } from './sentences';
import { endOf } from './similar';

/** A claim with its place among those of its group, and the sentences that it quotes. */
export interface Candidate {
  readonly claim: ClaimDraft;
  readonly place: number | string;
  readonly ranked: readonly Ranked[];
  /** For a claim that answers with a sentence: what it says instead where the section quotes that sentence before it. */
  readonly answer?: { readonly quote: string; readonly claim: ClaimDraft };
}

/**
 * A part of a section: its candidates, the best first. `taken` are the sentences that groups before it quote. A group never
 * gives more than it is meant to show.
 */
export type Group = (material: Material, taken: readonly Ranked[]) => readonly Candidate[];

const plain = (claims: readonly ClaimDraft[]): readonly Candidate[] =>
  claims.map((claim, place) => ({ claim, place, ranked: [] }));

const asQuotes = (chosen: readonly Ranked[], lead: string): readonly Candidate[] =>
  chosen.map((ranked) => ({ claim: quoted(ranked.sentence, lead), place: ranked.order, ranked: [ranked] }));

type List = [Ranked, ...Ranked[]];

const MAX_ITEM = 100;
const MAX_ITEMS = 6;

/** An item of a list under a heading, and no sentence: `Finance share, read and write`. */
const isItem = ({ sentence: { heading, quote, isCut } }: Ranked): boolean =>
  heading !== '' && !isCut && quote.length <= MAX_ITEM && !/[.!?。！？]$/u.test(quote);

/** Items of one list together, at most six, where the best of them stands; everything else alone. */
function listed(chosen: readonly Ranked[]): readonly List[] {
  const lists: List[] = [];
  for (const one of chosen) {
    const { source, heading } = one.sentence;
    const list = lists.find(
      ([first, ...rest]) =>
        isItem(one) &&
        isItem(first) &&
        first.sentence.source === source &&
        first.sentence.heading === heading &&
        rest.length + 1 < MAX_ITEMS,
    );
    if (list === undefined) lists.push([one]);
    else list.push(one);
  }
  return lists;
}

const asLists = (chosen: readonly Ranked[], lead: string): readonly Candidate[] =>
  listed(chosen).map((list) => {
    const ranked = list.sort((a, b) => a.order - b.order);
    const [first, ...rest] = ranked;
    const claim = quotedList([first.sentence, ...rest.map(({ sentence }) => sentence)], lead);
    return { claim, place: first.order, ranked };
  });

const byScore = ({ score }: Ranked): number => score;

/** The same without what says little, and without lone words. */
const worthQuoting = (said: readonly Ranked[]): readonly Ranked[] =>
  said.filter(({ score, sentence: { quote } }) => score > 0 && (quote.includes(' ') || UNSPACED.test(quote)));

/** Sentences about one thing, by rank, behind a lead-in; items of one list in one claim. */
export const led =
  (lead: string, cue: Cue, limit: number): Group =>
  (material, taken) =>
    asLists(
      choose(onTheMatter(about(material, cue)), (one) => one.score + nearness(cue, one), {
        limit,
        taken,
        isOwn: (one) => isListed(cue, one),
      }),
      lead,
    );

/** A group that says something only while the work is open: on finished work a plan is out of date. */
export const whileOpen =
  (group: Group): Group =>
  (material, taken) =>
    isOpen(material) ? group(material, taken) : [];

/** The same where what was said last counts most: next steps, approvals, the state of things. */
export const latest =
  (lead: string, cue: Cue, limit: number): Group =>
  (material, taken) => {
    const newness = ({ order }: Ranked): number => order / Math.max(1, material.said.length);
    return asQuotes(
      choose(onTheMatter(about(material, cue)), (one) => one.score + newness(one), { limit, taken }),
      lead,
    );
  };

/** What people say is missing, unknown or undecided, the last ones. */
export const missing =
  (limit: number): Group =>
  (material, taken) =>
    asQuotes(
      choose(material.missing, ({ order }) => order, { limit, taken }),
      'Open. ',
    );

/** What the last comment asks: nobody has answered it on the issue. */
export const lastQuestion =
  (lead: string): Group =>
  (material, taken) => {
    const last = material.said.filter(({ sentence }) => sentence.source.kind === 'comment').at(-1);
    const asked = onTheMatter(material.said).filter(
      ({ sentence: { source, quote } }) => source === last?.sentence.source && isQuestion(quote),
    );
    return asQuotes(choose(asked, byScore, { limit: 1, taken }), lead);
  };

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
  (lead: string, limit: number): Group =>
  (material, taken) =>
    asQuotes(choose(worthQuoting(material.said), byScore, { limit, taken }), lead);

/** The newest comments that say something, in order of time; what is planned or asked for has groups of its own. */
export const newest =
  (lead: string, limit: number): Group =>
  (material, taken) => {
    const comments = worthQuoting(material.said).filter(
      ({ sentence }) =>
        sentence.source.kind === 'comment' && !isAbout(CUES.next, sentence) && !isAbout(CUES.asked, sentence),
    );
    const last = Math.max(0, ...comments.map(({ sentence }) => sentence.source.number));
    return asQuotes(
      choose(comments, (one) => one.score - 0.2 * (last - one.sentence.source.number), { limit, taken }),
      lead,
    );
  };

const MAX_STATE = 60;
const isSummary = ({ label }: Source): boolean => label === 'Summary';

/** Short fields, and the type of a request, in one line; a longer summary before it, other longer ones after it. */
export const state =
  (...labels: readonly string[]): Group =>
  ({ sources }) => {
    const fields = fieldsNamed(sources, labels);
    const isShort = ({ text }: Source): boolean => text.trim().length <= MAX_STATE;
    const type = ofKind(sources, 'request').filter(({ ref }) => ref === 'request-type');
    const short = [...fields.filter(isShort), ...type];
    const long = fields.filter((field) => !isShort(field));
    return plain([
      ...long.filter(isSummary).map(fieldClaim),
      ...(short.length === 0 ? [] : [stateClaim(short)]),
      ...long.filter((field) => !isSummary(field)).map(fieldClaim),
    ]);
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

type Changes = [Source, ...Source[]];

const MAX_CHANGES = 4;

/** What one person changed in one minute together, at most four, the gravest first: a transition sets more than the status. */
function momentsOf(history: readonly Source[]): readonly Changes[] {
  const moments: Changes[] = [];
  for (const change of history) {
    const moment = moments.find(
      ([first, ...rest]) =>
        first.at?.slice(0, 16) === change.at?.slice(0, 16) &&
        first.author === change.author &&
        rest.length + 1 < MAX_CHANGES,
    );
    if (moment === undefined) moments.push([change]);
    else moment.push(change);
  }
  return moments.map((moment) => moment.sort((a, b) => weightOf(a) - weightOf(b)));
}

const toEvent = (changes: Changes): Event => ({
  claim: changeClaim(changes),
  place: String(changes[0].at),
  ranked: [],
  weight: weightOf(changes[0]),
});

/** Changes of the issue and what was said between them, in order of time (R043, R066). */
export const timeline =
  (changes: number, comments: number): Group =>
  (material, taken) => {
    const events = momentsOf(ofKind(material.sources, 'history').filter(({ at }) => at !== null))
      .map(toEvent)
      .sort((a, b) => a.weight - b.weight || b.place.localeCompare(a.place))
      .slice(0, changes);
    const said = choose(
      worthQuoting(material.said).filter(({ sentence }) => sentence.source.at !== null),
      byScore,
      { limit: comments, taken },
    ).map((ranked): Candidate => ({
      claim: told(ranked.sentence),
      place: `${String(ranked.sentence.source.at)} ${String(ranked.order).padStart(6, '0')}`,
      ranked: [ranked],
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

/** Linked issues that are not told of as earlier issues already. */
export const otherLinks =
  (limit: number): Group =>
  ({ sources }) => {
    const told = new Set(ofKind(sources, 'similar-issue').map(({ address }) => address));
    return plain(
      newestOf(
        sources.filter(({ address }) => address === null || !told.has(address)),
        'link',
        limit,
      ).map(linkClaim),
    );
  };

export const subtasks =
  (limit: number): Group =>
  ({ sources }) =>
    plain(newestOf(sources, 'subtask', limit).map(subtaskClaim));

/** The newest files in one line. */
export const attachments =
  (limit: number): Group =>
  ({ sources }) => {
    const files = ofKind(sources, 'attachment').slice(0, limit);
    return plain(files.length === 0 ? [] : [attachmentsClaim(files)]);
  };

/** Figures over comparable issues, a line each. */
export const figures =
  (limit: number): Group =>
  ({ sources }) =>
    plain(
      ofKind(sources, 'baseline')
        .flatMap((source) => linesIn(source).map((line) => lineClaim(source, line)))
        .slice(0, limit),
    );

/** What was filled in a request's form, in one line. */
export const form =
  (limit: number): Group =>
  ({ sources }) =>
    plain(
      ofKind(sources, 'request')
        .filter((source) => source.ref !== 'request-type' && linesIn(source).length > 0)
        .map((source) => formClaim(source, linesIn(source).slice(0, limit))),
    );

/** Service-level goals that run or were missed; one that was met asks nobody for anything. */
export const goals =
  (limit: number): Group =>
  ({ sources }) =>
    plain(
      ofKind(sources, 'sla')
        .filter(({ text }) => !text.includes(', met, ended at '))
        .slice(0, limit)
        .map(goalClaim),
    );

/** Earlier issues like this one, and how each ended. */
export const similar =
  (limit: number): Group =>
  ({ sources }) =>
    plain(ofKind(sources, 'similar-issue').slice(0, limit).map(endOf));
