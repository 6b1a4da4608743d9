import { isOpposable, signOf, type Sign } from './opposites';
import { wordsIn, type Word } from './statements';
import { fold, isNeutral, isStopWord, languageOf, spelled, type Language } from './words';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const NEGATORS = setOf(
  'not never none nobody nothing neither nor without no cannot nicht kein keine keinen keiner keinem keines nie niemals niemand ' +
    'nichts ohne weder pas jamais aucun aucune rien sans nunca nadie ningun ninguna ninguno sin jamas tampoco nao ninguem nenhum ' +
    'nenhuma sem niet geen nooit niemand niets zonder',
);
/** `failed to start`, `unable to reach`: negators with the word after them. */
const NEGATORS_TO = setOf(
  'failed fails fail failing unable refused refuses refuse forgot forgets neglected declined omitted',
);
/** Negators behind the verb as well as before the participle. */
const TWO_SIDED = setOf('nicht niet pas');
const OF_NOUNS = setOf(
  'no without kein keine keinen keiner keinem keines ohne sans aucun aucune sin ningun ninguna ninguno sem nenhum nenhuma geen zonder',
);
/** Negators of one language that are everyday words of another. */
const ONLY_IN: Readonly<Record<string, readonly Language[]>> = {
  no: ['en', 'es'],
  pas: ['fr'],
  sin: ['es', 'en'],
  nie: ['de', 'nl'],
};
/** Stand between a negator and what it negates. */
const SKIPPED = setOf(
  'yet still longer fully really even any been to be anymore able quite completely entirely yet mehr ganz voll noch encore plus ' +
    'todavia aun ainda mais meer nog',
);
/** A mark inside a number ends nothing: `2.4`, `1,150`, `09:12`. */
const BOUNDARY = /[.:,](?!\p{N})|[!?;()\n“”"„«»|•–—]| - /u;
const JOINS = setOf(
  'and or but because since when while if although though after before until und oder aber weil wenn wahrend obwohl nachdem bevor ' +
    'seit et ou mais parce quand si depuis apres avant y pero porque cuando desde despues e mas quando desde depois en of maar ' +
    'omdat toen als sinds nadat voordat',
);
/** In these languages the word is no conjunction. */
const NOT_JOINING: Readonly<Record<string, readonly Language[]>> = {
  en: ['en', 'fr', 'es', 'de', 'pt'],
  of: ['en'],
  e: ['en', 'de', 'fr', 'es', 'nl'],
  y: ['en', 'de', 'fr', 'pt', 'nl'],
  si: ['es', 'pt'],
  als: ['en'],
  mas: ['es', 'en'],
};

/** What stands open says, as a `not` does, that something is not there; nothing in its clause is denied for certain. */
const LACKS = setOf(
  'waiting wait awaiting awaited awaits pending missing lack lacks lacking outstanding absent yet',
);
/** They deny their whole clause; what is next to them may be whose it is (`nobody from finance`). */
const SUBJECTS = setOf('nobody nothing none neither niemand nichts nadie ninguem personne rien');
const OF_WHOM = setOf('from of in on at with von aus de du do da van uit');

/** A content word: whether it is said to hold, and whether a `not` before it may speak of it too. */
interface Said extends Sign {
  readonly isNeutral: boolean;
  readonly mayBeDenied: boolean;
}

const saidBy = ({ text, lemma }: Word): Sign => signOf(text) ?? { lemma, holds: true };

const FIGURE = /\p{N}/u;
const ONLY_WORDS = /[\p{L}\p{N}]{1,60}/gu;

const isNegator = (word: string, language: Language): boolean =>
  NEGATORS.has(word) && (ONLY_IN[word]?.includes(language) ?? true);

const joins = (word: string, language: Language): boolean =>
  JOINS.has(word) && !(NOT_JOINING[word]?.includes(language) ?? false);

/** A part of a sentence in which a negator reaches. */
interface Clause {
  readonly said: readonly Said[];
  readonly hasNegator: boolean;
  /** Says that something is not there yet. */
  readonly lacks: boolean;
  /** Figures, those of identifiers too: two clauses with others speak of two things. */
  readonly figures: ReadonlySet<string>;
}

/** Behind these `up` and `down` tell a state. */
const STATES = setOf('is are was were be been went goes came comes still now again back gone');
const DIRECTIONS = setOf('up down over under');
const QUESTIONS = setOf('who what why how which where whether');

function isContentAt(words: readonly string[], at: number): boolean {
  const word = String(words[at]);
  if (DIRECTIONS.has(word)) return STATES.has(String(words[at - 1]));
  return !isStopWord(word) && !SKIPPED.has(word) && /\p{L}/u.test(word);
}

const isDenier = (words: readonly string[], at: number, language: Language): boolean => {
  const word = String(words[at]);
  return isNegator(word, language) || (NEGATORS_TO.has(word) && words[at + 1] === 'to');
};

/** The places of the words that the negator at `at` denies, of the places of content words. */
function deniedBy(words: readonly string[], at: number, places: readonly number[]): readonly number[] {
  const word = String(words[at]);
  if (SUBJECTS.has(word) && OF_WHOM.has(String(words[at + 1]))) return [];
  const after = places.filter((place) => place > at).slice(0, OF_NOUNS.has(word) ? 2 : 1);
  const before = TWO_SIDED.has(word) ? places.filter((place) => place < at).slice(-1) : [];
  return [...before, ...after];
}

function clauseOf(said: readonly Word[], language: Language): Clause {
  const words = said.map(({ text }) => text);
  const deniers = words.flatMap((_word, at) => (isDenier(words, at, language) ? [at] : []));
  const places = words.flatMap((_word, at) => (isContentAt(words, at) && !deniers.includes(at) ? [at] : []));
  const denied = deniers.flatMap((at) => deniedBy(words, at, places));
  const [reaching] = deniers.filter((at) => !OF_NOUNS.has(String(words[at])));
  const lacks = words.some((word) => LACKS.has(word));
  return {
    said: said.flatMap((word, place) => {
      if (!places.includes(place)) return [];
      const times = denied.filter((one) => one === place).length;
      const { lemma, holds } = saidBy(word);
      const mayBeDenied = reaching !== undefined && place > reaching;
      return [
        { lemma, holds: times % 2 === 0 ? holds : !holds, isNeutral: isNeutral(word.text), mayBeDenied },
      ];
    }),
    hasNegator: deniers.length > 0,
    lacks,
    figures: new Set(words.filter((word) => FIGURE.test(word))),
  };
}

/** The clauses of a text: cut at marks and at words that join. */
export function clausesOf(text: string, language: Language = languageOf(text)): readonly Clause[] {
  return spelled(text)
    .split(BOUNDARY)
    .flatMap((part) => {
      const clauses: Word[][] = [[]];
      for (const word of wordsIn(part)) {
        if (joins(word.text, language) || QUESTIONS.has(word.text)) clauses.push([]);
        else clauses.at(-1)?.push(word);
      }
      return clauses;
    })
    .filter((words) => words.length > 0)
    .map((words) => clauseOf(words, language));
}

export const hasNegation = (text: string): boolean => clausesOf(text).some(({ hasNegator }) => hasNegator);

/** What a text says of its content words, clause by clause and each by its lemma. */
interface Told {
  readonly clauses: readonly Clause[];
  readonly signs: ReadonlyMap<string, ReadonlySet<boolean>>;
  /** Words behind a `not`. */
  readonly denied: ReadonlySet<string>;
  /** Words that no `not` stands before. */
  readonly free: ReadonlySet<string>;
  readonly denies: boolean;
}

function readTold(text: string, language: Language): Told {
  const clauses = clausesOf(text, language);
  const all = clauses.flatMap(({ said }) => said);
  const signs = new Map<string, Set<boolean>>();
  for (const { lemma, holds } of all) signs.set(lemma, (signs.get(lemma) ?? new Set<boolean>()).add(holds));
  const lacking = clauses.filter(({ lacks }) => lacks).flatMap(({ said }) => said);
  return {
    clauses,
    signs,
    denied: new Set([...all.filter(({ mayBeDenied }) => mayBeDenied), ...lacking].map(({ lemma }) => lemma)),
    free: new Set(all.filter(({ mayBeDenied }) => !mayBeDenied).map(({ lemma }) => lemma)),
    denies: clauses.some(
      ({ hasNegator, lacks, said }) => hasNegator || lacks || said.some(({ holds }) => !holds),
    ),
  };
}

const MIN_SHARED = 2;

/** All that a clause shares with what is told stands there behind a `not`: `never got an answer` is no answer. */
function isWhollyDenied(stated: readonly Said[], { signs, free, clauses }: Told): boolean {
  const shared = stated.filter(({ lemma }) => signs.has(lemma));
  return (
    shared.length >= MIN_SHARED &&
    shared.every(({ lemma }) => !free.has(lemma)) &&
    clauses.some(({ hasNegator }) => hasNegator)
  );
}

const shareFigure = (one: Clause, other: Clause): boolean =>
  [...one.figures].some((figure) => other.figures.has(figure));

/** A told clause speaks of all that this one does, and says the reverse of one: `the primary node is down`. */
function isReversed(stated: readonly Said[], mine: Clause, { signs, clauses }: Told): boolean {
  const known = stated.filter(({ lemma }) => signs.has(lemma));
  if (known.length < MIN_SHARED) return false;
  const speakOfAll = clauses.filter(
    (clause) =>
      (mine.figures.size === 0 || clause.figures.size === 0 || shareFigure(mine, clause)) &&
      known.every(({ lemma }) => clause.said.some((one) => one.lemma === lemma)),
  );
  const agrees = ({ said }: Clause): boolean =>
    known.every(({ lemma, holds }) => said.some((one) => one.lemma === lemma && one.holds === holds));
  return speakOfAll.length > 0 && !speakOfAll.some(agrees);
}

/** Every told clause with its figure says the reverse of one of its words: `3.1 fails`, told `1.4 fails, 3.1 works`. */
function isReversedOfFigure(stated: readonly Said[], mine: Clause, { clauses }: Told): boolean {
  const said = clauses.filter((clause) => shareFigure(mine, clause)).flatMap((clause) => clause.said);
  return stated.some(({ lemma, holds }) => {
    const alike = said.filter((one) => one.lemma === lemma);
    return isOpposable(lemma) && alike.length > 0 && alike.every((one) => one.holds !== holds);
  });
}

function isOtherwise(mine: Clause, told: Told, repeats: boolean): boolean {
  const { said, hasNegator, lacks } = mine;
  if (hasNegator && !told.denies) return true;
  const stated = said.filter((one) => !repeats || !one.isNeutral);
  if (isReversedOfFigure(stated, mine, told)) return true;
  const agrees = stated.some(
    ({ lemma, holds }) => !holds && (told.signs.get(lemma)?.has(false) === true || told.denied.has(lemma)),
  );
  if (agrees) return false;
  if (stated.some(({ lemma, holds }) => told.signs.get(lemma)?.has(holds) === false)) return true;
  return !hasNegator && !lacks && (isWhollyDenied(stated, told) || isReversed(stated, mine, told));
}

/**
 * A claim's own words that say the reverse of what it cites, or deny where nothing it cites denies. Words that only introduce a
 * quote state nothing where the claim repeats one (`repeats`): “On approval: ‘there is no approval’”.
 */
export function isDeniedOtherwise(own: string, told: string, repeats: boolean): boolean {
  const language = languageOf(`${own} ${told}`);
  const read = readTold(told, language);
  return clausesOf(own, language).some((clause) => isOtherwise(clause, read, repeats));
}

const REACH = 5;

/** Whether the words right before or behind a passage deny it: the passage then leaves out a `not` of its sentence. */
function isDeniedAt(text: string, start: number, end: number): boolean {
  const before = String(
    text
      .slice(Math.max(0, start - 120), start)
      .split(BOUNDARY)
      .at(-1),
  );
  const after = String(text.slice(end, end + 60).split(BOUNDARY)[0]);
  const language = languageOf(text);
  const leading = (fold(spelled(before)).match(ONLY_WORDS) ?? []).slice(-REACH);
  const following = (fold(spelled(after)).match(ONLY_WORDS) ?? []).slice(0, 2);
  const inClause = leading.slice(leading.map((word) => joins(word, language)).lastIndexOf(true) + 1);
  return (
    inClause.some((_word, at) => isDenier(inClause, at, language)) ||
    following.some((word) => TWO_SIDED.has(word) && isNegator(word, language))
  );
}

/** Whether every place where a passage stands in a text denies it from outside the passage. Both normalised alike. */
export function isTornFromDenial(passage: string, text: string): boolean {
  let isFound = false;
  for (let at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + 1)) {
    if (!isDeniedAt(text, at, at + passage.length)) return false;
    isFound = true;
  }
  return isFound;
}
