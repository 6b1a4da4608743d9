import { namesMoment } from './dates';
import { measureOf } from './figures';
import { lemmaOf } from './lemmas';
import { isKnownWord } from './names';
import { normalise } from './normalise';
import { fold, isNeutral, isStopWord, languageOf, spelled } from './words';

/**
 * A word or value of a text. `kind` says what could stand in its place (a figure of the same measure, an identifier, a time, a
 * name, what follows the same preposition), null where anything could; `key` is what makes two of them the same.
 */
export interface Term {
  readonly key: string;
  readonly lemma: string;
  readonly kind: string | null;
  readonly isContent: boolean;
  /** The word before it, articles left out; empty at the beginning. */
  readonly lead: string;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const TOKEN =
  /(?<=\s):(?=\s)|\p{Nd}{1,3}(?:,\p{Nd}{3}){1,4}|[\p{L}\p{N}][\p{L}\p{M}\p{N}._:@\/#+-]{0,60}|%/gu;
/** Behind it stands the value of what is before it. */
const LABEL = /:(?=\s)/gu;
const TAIL = /(?<=[\p{L}\p{M}\p{N}])[._:@\/#+-]{1,60}$/u;
const DIGIT = /\p{Nd}/u;
const CLOCK = /^\p{Nd}{1,2}:\p{Nd}{2}/u;
const DATE = /^(?:\p{Nd}{4}-\p{Nd}{1,2}-\p{Nd}{1,2}|\p{Nd}{1,2}\.\p{Nd}{1,2}\.\p{Nd}{4})$/u;
const NUMBER = /^\p{Nd}{1,15}(?:,\p{Nd}{3}){0,4}(?:[.,]\p{Nd}{1,6})?(\p{L}{0,12})$/u;
/** No part is longer: what is compared pair by pair stays bounded over a text without marks. */
const LONGEST = 60;
const ARTICLES = setOf('the a an this that its their our');
/** What follows them is a place, a way or a time: another one is another statement. */
const PREPOSITIONS = setOf('in on at through via for during');
/** Shorter words that name a moment are verbs and articles too (`may`, `sat`, `an`). */
const SHORTEST_MOMENT = 5;

interface Token {
  readonly text: string;
  readonly isCapital: boolean;
}

function tokensOf(text: string): readonly Token[] {
  return [...text.replace(LABEL, ' : ').matchAll(TOKEN)].map(([token]) => ({
    text: fold(token.replace(TAIL, '')),
    isCapital: /^\p{Lu}/u.test(token),
  }));
}

const isMoment = ({ text, isCapital }: Token): boolean =>
  namesMoment(text) && text !== 'march' && (isCapital || text.length >= SHORTEST_MOMENT);

/** The kind of a figure, date, time or identifier, between the tokens around it. */
function valueKind(text: string, before: readonly Token[], behind: readonly Token[]): string {
  if (CLOCK.test(text)) return 'clock';
  if (DATE.test(text)) return 'day';
  const [, unit] = NUMBER.exec(text) ?? [];
  if (unit === undefined) return 'identifier';
  if (unit === '' && [...before, ...behind].some(isMoment)) return 'day';
  const counted = unit === '' ? behind.map((token) => token.text) : [unit];
  return `figure ${counted.map(measureOf).join('')}`;
}

const isNameAt = ({ text, isCapital }: Token, at: number): boolean =>
  isCapital && at > 0 && !isNeutral(text) && !isKnownWord(text);

/** A token with a letter and no digit. */
function wordTerm(token: Token, at: number, { lead, isGerman }: { lead: string; isGerman: boolean }): Term {
  const { text } = token;
  const lemma = lemmaOf(text);
  const isContent = !isStopWord(text) && /^\p{L}{2}/u.test(text);
  const term = { key: text, lemma, isContent, lead };
  if (isMoment(token)) return { ...term, kind: 'moment' };
  if (!isContent) return { ...term, kind: null };
  if (!isGerman && isNameAt(token, at)) return { ...term, kind: 'name' };
  return PREPOSITIONS.has(lead) ? { ...term, key: `${lead} ${lemma}`, kind: lead } : { ...term, kind: null };
}

/** The terms of a part, without articles. */
function termsOf(text: string, isGerman: boolean): readonly Term[] {
  const tokens = tokensOf(text).slice(0, LONGEST);
  const terms: Term[] = [];
  let lead = '';
  for (const [at, token] of tokens.entries()) {
    if (ARTICLES.has(token.text)) continue;
    const key = token.text;
    const before = tokens.slice(Math.max(0, at - 1), at);
    const behind = tokens.slice(at + 1, at + 2);
    terms.push(
      DIGIT.test(key)
        ? { key, lemma: key, kind: valueKind(key, before, behind), isContent: false, lead }
        : wordTerm(token, at, { lead, isGerman }),
    );
    lead = key;
  }
  return terms;
}

const CLAUSES = /[.!?](?=\s|$)|[;()\n“”"„«»|•–—]|,(?!\p{N})| - /u;
const JOINS = /\b(?:and|but|while|whereas|und|aber|et|mais|y|pero)\b/iu;

/** A clause between marks: its terms in order, and the parts that `and` and its like cut it into. */
export interface Statement {
  readonly terms: readonly Term[];
  readonly parts: readonly (readonly Term[])[];
}

/** The clauses of a text, in order. Hostile input; every pattern is bounded. */
export function termsIn(text: string): readonly Statement[] {
  const isGerman = languageOf(text) === 'de';
  return spelled(text.split('\n').map(normalise).join('\n'))
    .split(CLAUSES)
    .map((clause) => ({
      terms: termsOf(clause, isGerman),
      parts: clause.split(JOINS).map((part) => termsOf(part, isGerman)),
    }));
}
