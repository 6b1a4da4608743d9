import type { Source } from '../../contract/output';
import { deedFormsOf, type DeedForm, type DeedKind } from './deed-forms';
import {
  hasHappenedAt,
  isContent,
  isOpenAt,
  isOrderAt,
  isPlan,
  type Clause,
  type Spoken,
  type Word,
} from './statements';
import { isSpeech } from './speech';
import { fold, stemOf } from './words';

interface Deed {
  readonly id: string;
  readonly kind: DeedKind;
  readonly said: string;
  /** For `took place`: the lemma of what did; empty elsewhere. */
  readonly what: string;
}

/** A quote, as its words and as it is read, the source that holds it and the sentence in which it stands there. */
export interface Cited {
  readonly quote: string;
  readonly said: Spoken;
  readonly source: Source;
  readonly sentence: Spoken;
}

const HAPPENING = 'perform';

/** What a deed without a name of its own speaks of: the first noun of its clause. */
const headOf = (clause: Clause, at: number): string => clause.words.slice(0, at).find(isContent)?.lemma ?? '';

const deedsAt = (clause: Clause, at: number): readonly DeedForm[] =>
  deedFormsOf(String(clause.words[at]?.text)).filter(({ isDone }) => isDone);

function deedsOfClause(clause: Clause): readonly Deed[] {
  return clause.words.flatMap(({ text }, at) => {
    const forms = deedsAt(clause, at);
    if (forms.length === 0 || isOpenAt(clause, at)) return [];
    const said = text.replaceAll('_', ' ');
    return forms.map(({ id, kind }) => ({
      id,
      kind,
      said,
      what: id === HAPPENING ? headOf(clause, at) : '',
    }));
  });
}

/** What a text says is done: deeds that no word before them leaves open. A question, a plan and a condition say nothing. */
export const deedsIn = ({ clauses }: Spoken): readonly Deed[] => clauses().flatMap(deedsOfClause);

/** Whether a source may vouch for a decision: what Jira recorded and what people said about it, never a plan or a template. */
function vouches(source: Source, kind: DeedKind, { text }: Spoken): boolean {
  if (source.kind === 'template' || source.kind === 'baseline') return false;
  if (kind === 'action') return true;
  if (source.kind === 'history' || source.kind === 'comment') return true;
  if (source.kind === 'field') return source.label === 'Status' || source.label === 'Resolution';
  // How another issue ended may be told of that issue only.
  const isOther = source.kind === 'similar-issue' || source.kind === 'link' || source.kind === 'subtask';
  return isOther && fold(text).includes(fold(source.issueKey));
}

/** The clauses of the sentences in which the quotes of a claim stand. */
const toldBy = (cited: readonly Cited[]): readonly Clause[] =>
  cited.flatMap(({ sentence }) => sentence.clauses());

/** Whether a clause tells that a deed took place: by a form that says so, or by its name beside a word that does. */
function tells(clause: Clause, id: string): boolean {
  return clause.words.some(({ text, lemma }, at) => {
    const forms = deedFormsOf(text).filter((form) => form.id === id);
    if (forms.some(({ isDone }) => isDone)) return !isOpenAt(clause, at);
    return (forms.length > 0 || lemma === id) && hasHappenedAt(clause, at);
  });
}

/** What a source of a kind shows by being there. */
const RECORDED: Partial<Readonly<Record<Source['kind'], ReadonlySet<string>>>> = {
  history: new Set(['change', 'assign']),
  attachment: new Set(['attach']),
};

/** Whether a quote itself speaks of a deed, in whichever form. */
const names = ({ clauses }: Spoken, ids: readonly string[]): boolean =>
  clauses().some(({ words }) =>
    words.some(
      ({ text, lemma }) => ids.includes(lemma) || deedFormsOf(text).some((form) => ids.includes(form.id)),
    ),
  );

function isTold({ id, kind, what }: Deed, own: Spoken, cited: readonly Cited[]): boolean {
  return cited.some((one) => {
    if (!vouches(one.source, kind, own)) return false;
    if (RECORDED[one.source.kind]?.has(id) === true) return true;
    // The sentence may take away from what a quote says; it adds nothing.
    if (!names(one.said, [id, what])) return false;
    return one.sentence.clauses().some((clause) => tells(clause, id) || (what !== '' && tells(clause, what)));
  });
}

/** A deed that a claim's own words tell as done and that nothing it cites tells; null when there is none. */
export function untoldDeed(
  own: Spoken,
  cited: readonly Cited[],
): { readonly kind: DeedKind; readonly said: string } | null {
  const deed = deedsIn(own).find((one) => !isTold(one, own, cited));
  return deed === undefined ? null : { kind: deed.kind, said: deed.said };
}

const AUXILIARIES: ReadonlySet<string> = new Set('was were been has have had is are got being'.split(' '));
const IRREGULAR: ReadonlySet<string> = new Set(
  (
    'done made took taken gave given sent put set cut shut ran run written wrote built brought bought found held kept left lost met ' +
    'paid read said sold understood won began begun broke broken chose chosen drove driven fell fallen got grew hid hidden knew ' +
    'known showed shown spoke spoken stole stolen threw thrown tore torn woke went gone came saw seen'
  ).split(' '),
);
const PAST = /^\p{L}{3,20}ed$/u;
/** Words in between: `was also quickly restarted`. */
const NEAR = 3;

/** A verb in the past or behind an auxiliary: something said to be done, whichever verb it is. English. */
function isPastAt({ words }: Clause, at: number): boolean {
  const text = String(words[at]?.text);
  if (IRREGULAR.has(text) || PAST.test(text)) return true;
  const isParticiple = deedFormsOf(text).some(({ isDone }) => isDone);
  return isParticiple && words.slice(Math.max(0, at - NEAR), at).some((word) => AUXILIARIES.has(word.text));
}

/** Whether a word at `at` stands in something told as a fact: not wished, asked, planned, nor an order by its plain form. */
function isSettledAt(clause: Clause, at: number): boolean {
  const word = clause.words[at];
  if (word === undefined || isOpenAt(clause, at)) return false;
  return isPastAt(clause, at) || clause.isDone || !(isOrderAt(clause, at) && isPlain(word.text));
}

/** `restart`, `page`: the plain form of a verb, which names it or orders it. */
const isPlain = (text: string): boolean =>
  stemOf(text) === text || deedFormsOf(text).some(({ isDone }) => !isDone);

/**
 * A verb in the past that everything cited leaves open: wished, asked, planned, denied or left to a condition. `We should call
 * the vendor` never carries `The vendor was called`, whichever the verb (OUT-06).
 */
export function unsettledDeed(own: Spoken, cited: readonly Cited[]): string | null {
  const told = toldBy(cited);
  const claimed = own
    .clauses()
    .flatMap((clause) =>
      clause.words.filter(
        (word, at) =>
          isContent(word) &&
          !isSpeech(word.text) &&
          !isPlan(word.text) &&
          isPastAt(clause, at) &&
          !isOpenAt(clause, at),
      ),
    );
  const isLeftOpen = ({ lemma }: Word): boolean => {
    const places = told.flatMap((clause) =>
      clause.words.flatMap((word, at) => (word.lemma === lemma ? [isSettledAt(clause, at)] : [])),
    );
    return places.length > 0 && !places.includes(true);
  };
  return claimed.find(isLeftOpen)?.text.replaceAll('_', ' ') ?? null;
}
