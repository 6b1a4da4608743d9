import { deedFormsOf, JOINED_FORMS } from './deed-forms';
import { JOINED_WORDS, lemmaOf, writtenOut } from './lemmas';
import { normalise } from './normalise';
import { once } from './once';
import { fold, isNeutral, isStopWord, spelled } from './words';

/** A word of a clause: folded, joined to its particle by `_`; `lemma` is what it is compared by. */
export interface Word {
  readonly text: string;
  readonly lemma: string;
  readonly isCapital: boolean;
}

/** A part of a sentence between marks, and whether all of it is left open: asked, planned, or said to hold under a condition. */
export interface Clause {
  readonly words: readonly Word[];
  readonly isOpen: boolean;
  /** Stands under a word such as `Tried:`. */
  readonly isDone: boolean;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const WORD = /\p{N}{1,15}(?:[.,]\p{N}{1,15}){1,5}|[\p{L}\p{M}\p{N}]{1,60}/gu;

/** Words that link or deny together. */
const LINKS = ['instead_of', 'rather_than', 'peut_etre'];

const followersOf = (joined: readonly string[]): ReadonlyMap<string, readonly (readonly string[])[]> => {
  const found = new Map<string, readonly (readonly string[])[]>();
  for (const one of joined) {
    const [first = '', ...rest] = one.split('_');
    found.set(
      first,
      [...(found.get(first) ?? []), rest].sort((a, b) => b.length - a.length),
    );
  }
  return found;
};
const NEXT_TO = followersOf([...JOINED_FORMS, ...JOINED_WORDS, ...LINKS]);
/** A particle may stand behind its object: `rolled the release back`. */
const APART = followersOf(JOINED_FORMS.filter((form) => form.split('_').length === 2));
const OBJECT = setOf('it them this that the a an my our your his her their all both');
const LONGEST_OBJECT = 3;

interface Raw {
  readonly text: string;
  readonly isCapital: boolean;
}

const isNextTo = (words: readonly Raw[], at: number, rest: readonly string[]): boolean =>
  rest.every((one, index) => words[at + 1 + index]?.text === one);

/** How many words behind the one at `at` its particle stands; 0 where it has none there. */
function particleAfter(words: readonly Raw[], at: number): number {
  const particles = APART.get(String(words[at]?.text));
  if (particles === undefined || !OBJECT.has(String(words[at + 1]?.text))) return 0;
  const reach = words.slice(at + 2, at + 2 + LONGEST_OBJECT);
  const found = reach.findIndex(({ text }) => particles.some(([particle]) => particle === text));
  return found < 0 ? 0 : found + 2;
}

const wordOf = (text: string, isCapital: boolean): Word => ({ text, lemma: lemmaOf(text), isCapital });

/** Verbs and their particles become one word. */
function joined(words: readonly Raw[]): readonly Word[] {
  const result: Word[] = [];
  const taken = new Set<number>();
  for (const [at, { text, isCapital }] of words.entries()) {
    if (taken.has(at)) continue;
    const rest = NEXT_TO.get(text)?.find((one) => isNextTo(words, at, one));
    const apart = rest === undefined ? particleAfter(words, at) : 0;
    for (const index of rest?.keys() ?? []) taken.add(at + 1 + index);
    if (apart > 0) taken.add(at + apart);
    const behind = rest ?? (apart > 0 ? [String(words[at + apart]?.text)] : []);
    result.push(wordOf([text, ...behind].join('_'), isCapital));
  }
  return result;
}

/** The words of a text that is `spelled` in order, verbs with their particles. */
export const wordsIn = (text: string): readonly Word[] =>
  joined(
    (text.match(WORD) ?? []).map((word) => ({
      text: writtenOut(fold(word)),
      isCapital: /^\p{Lu}/u.test(word),
    })),
  );

const SENTENCES = /(?<=[.!?;])(?=\s|$)|\n/u;
const CLAUSES = /[:,](?!\p{N})|[()“”"„«»|•–—]| - /u;
const LABEL = /^[^:]{1,40}:(?=\s|$)/u;

/** Behind these words and a colon everything is still to come, or only asked for. */
const OPEN_LABELS = setOf(
  'plan plans planned todo proposal proposed suggestion suggested idea option options request question ask asks next if template ' +
    'checklist plan_b geplant vorschlag frage naechste nachste plan propuesta pregunta proposta pergunta voorstel vraag',
);
const DONE_LABELS = setOf('tried did done tested attempted');
const CONDITIONS = setOf('if unless wenn falls sofern indien');

function labelOf(sentence: string): readonly string[] {
  const [label] = LABEL.exec(sentence) ?? [];
  return label === undefined ? [] : wordsIn(label).map(({ text }) => text);
}

/** No clause is longer: what is looked up around a word stays linear over a text without marks. */
const LONGEST_CLAUSE = 80;

const inReach = (words: readonly Word[]): readonly (readonly Word[])[] =>
  Array.from({ length: Math.ceil(words.length / LONGEST_CLAUSE) }, (_one, index) =>
    words.slice(index * LONGEST_CLAUSE, (index + 1) * LONGEST_CLAUSE),
  );

function clausesOfSentence(sentence: string): readonly Clause[] {
  const label = labelOf(sentence);
  const clauses = sentence.split(CLAUSES).map(wordsIn);
  const isOpen =
    sentence.trimEnd().endsWith('?') ||
    label.some((word) => OPEN_LABELS.has(word)) ||
    clauses.some(([first]) => first !== undefined && CONDITIONS.has(first.text));
  const isDone = label.some((word) => DONE_LABELS.has(word));
  return clauses.flatMap(inReach).map((words) => ({ words, isOpen, isDone }));
}

/** The clauses of a text, in order. What people wrote is hostile input; every pattern is bounded. */
export const statementsOf = (text: string): readonly Clause[] =>
  spelled(text.split('\n').map(normalise).join('\n')).split(SENTENCES).flatMap(clausesOfSentence);

/** A text, and its clauses once they are asked for. */
export interface Spoken {
  readonly text: string;
  readonly clauses: () => readonly Clause[];
}

/** A text that several rules read. */
export const spokenOf = (text: string): Spoken => ({ text, clauses: once(() => statementsOf(text)) });

/** Within so many words before a form they say that it is not done yet, or not told as a fact. */
const REACH = 4;
const OPEN = setOf(
  'will would should shall must may might can could whether if once until unless before when need needs needed planned planning asks ' +
    'asked wants want waiting awaiting pending not never no none without be ll scheduled proposes proposed suggests ' +
    'suggested recommends recommended promised almost nearly ' +
    'werden soll sollte sollen muss musste kann wenn ob bis bevor bitte nicht kein keine nie geplant ' +
    'seront doit devrait peut avant veuillez pas jamais sans ' +
    'sera seran debe deberia puede hasta antes nunca ' +
    'deve deveria pode ate nao sem ' +
    'zal zou moet kan als indien tot voordat niet geen nooit',
);
/** Behind these a `to` says that it was done; behind all others that it is wished, planned or tried. */
const DONE_TO = setOf('had managed able took forced got helped');
/** The same where they begin the clause: `Check that it was restarted`. */
const OPENING = setOf('check confirm verify please ask see find kindly');
/** They leave open all that follows in their part of the clause. */
const WHETHER = setOf('whether if how nothing nobody condition provided ob wenn');
const TO_BE = setOf('be get have');
/** Another subject begins behind these, unless a verb follows right away. */
const PARTS = setOf(
  'and but so because which who then since after while although though und aber weil et mais pero mas maar',
);
const LATER = setOf('tomorrow tonight morgen demain manana amanha soon shortly');
const LATER_TIMES = setOf(
  'week weekend month monday tuesday wednesday thursday friday saturday sunday sprint',
);
/** `heute Morgen` was this morning. */
const MORNINGS = setOf('heute gestern am guten diesen');
const PASTS = setOf(
  'was were has have had been did got wurde wurden hat haben ete fue fueron foi foram heeft werd',
);

/** `tomorrow`, `next week`: what is told with no past form beside it is still to come. */
function isToCome(words: readonly Word[]): boolean {
  const isLater = words.some(
    ({ text }, at) =>
      (LATER.has(text) && !MORNINGS.has(String(words[at - 1]?.text))) ||
      (text === 'next' && LATER_TIMES.has(String(words[at + 1]?.text))),
  );
  return isLater && !words.some(({ text }) => PASTS.has(text));
}

const isVerbForm = (word: Word | undefined): boolean =>
  word !== undefined && deedFormsOf(word.text).some(({ isDone }) => isDone);

/** Where the part of a clause begins that a word belongs to: behind the last `and` with a subject of its own. */
export function partStart(words: readonly Word[], at: number): number {
  for (let index = at - 1; index >= 0; index -= 1)
    if (PARTS.has(String(words[index]?.text)) && !isVerbForm(words[index + 1])) return index + 1;
  return 0;
}

/** `to be`, and every `to` but that of `had to` and `managed to`. */
const isWish = (before: readonly string[], to: number): boolean =>
  TO_BE.has(String(before[to + 1])) ||
  (to === before.length - 1 && !before.slice(0, to).some((word) => DONE_TO.has(word)));

/** Whether the word at `at` is not told as a fact: wished, planned, denied, asked or left to a condition. */
export function isOpenAt({ words, isOpen }: Clause, at: number): boolean {
  if (isOpen || isToCome(words)) return true;
  const part = partStart(words, at);
  const before = words.slice(Math.max(part, at - REACH), at).map(({ text }) => text);
  return (
    before.some((word, index) => OPEN.has(word) || (word === 'to' && isWish(before, index))) ||
    words[part]?.text === 'no' ||
    words.slice(part, at).some(({ text }) => WHETHER.has(text)) ||
    words.slice(0, Math.min(2, at)).some(({ text }) => OPENING.has(text))
  );
}

/** Words that show that something happened beside a noun for it: `the restart helped`, `reset done`, `after the reboot`. */
const HAPPENED = setOf(
  'done was were has have had been did helped help worked successful successfully succeeded took after since following despite nach ' +
    'seit apres depuis tras despues',
);

/** Whether a word says itself that something is still to come. */
export const isPlan = (word: string): boolean => OPEN.has(word) || SET.has(word);

/** Beside these it has not yet. */
const SET = setOf('scheduled planned proposed due upcoming pending postponed deferred rescheduled cancelled');

/** Whether a noun for a deed at `at` is told of as something that took place. */
export const hasHappenedAt = (clause: Clause, at: number): boolean =>
  !isOpenAt(clause, at) &&
  !clause.words.some(({ text }) => SET.has(text)) &&
  (clause.isDone || clause.words.some(({ text }, index) => index !== at && HAPPENED.has(text)));

const IMPERATIVE_AFTER = setOf('please kindly then and bitte just');

/** Whether a verb's plain form begins the clause, as an order or the name of a task does. */
export const isOrderAt = ({ words }: Clause, at: number): boolean =>
  words.slice(0, at).every(({ text }) => IMPERATIVE_AFTER.has(text));

/** Whether a word says something: no grammar word, no figure. */
export const isContent = ({ text }: Word): boolean => !isStopWord(text) && /^\p{L}{2}/u.test(text);

/** The words of a clause that say something. */
export const contentWordsOf = ({ words }: Clause): readonly Word[] => words.filter(isContent);

/** What the content words of clauses are compared by; figures are judged elsewhere. */
export const contentOf = (clauses: readonly Clause[]): readonly string[] =>
  clauses.flatMap(contentWordsOf).map(({ lemma }) => lemma);

/** The same without words that only introduce a quote and are not `told` (lemmas) either. */
export const claimingOf = (clauses: readonly Clause[], told: ReadonlySet<string>): readonly string[] =>
  clauses
    .flatMap(contentWordsOf)
    .filter(({ text, lemma }) => !isNeutral(text) || told.has(lemma))
    .map(({ lemma }) => lemma);
