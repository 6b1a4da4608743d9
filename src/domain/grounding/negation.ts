import { normalise } from './normalise';
import { fold, isNeutral, isStopWord, languageOf, stemOf, type Language } from './words';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const NEGATORS = setOf(
  'not never none nobody nothing neither nor without no cannot nicht kein keine keinen keiner keinem keines nie niemals niemand ' +
    'nichts ohne weder pas jamais aucun aucune rien sans nunca nadie ningun ninguna ninguno sin jamas tampoco nao ninguem nenhum ' +
    'nenhuma sem niet geen nooit niemand niets zonder',
);
/** `failed to start`, `unable to reach`: negators with the word after them. */
const NEGATORS_TO = setOf('failed fails fail failing unable refused refuses refuse');
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
const BOUNDARY = /[.!?;:,()\n“”"„«»|•–—]| - /u;
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

/** Opposites: each line one thing, on the left what it is, on the right what it is not. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  [
    'works worked working succeeded succeeds success successful successfully passed passes',
    'fails failed failing fail failure broken unsuccessful unsuccessfully',
  ],
  ['available', 'unavailable'],
  ['reachable', 'unreachable'],
  ['resolved', 'unresolved'],
  ['online', 'offline'],
  ['enabled enable enables', 'disabled disable disables'],
  ['connected', 'disconnected'],
  ['open opened', 'closed'],
  ['stable', 'unstable'],
  ['healthy', 'unhealthy'],
  ['possible', 'impossible'],
  ['complete completed', 'incomplete'],
  ['correct', 'incorrect'],
  ['valid', 'invalid'],
  ['authorised authorized', 'unauthorised unauthorized'],
  ['expected', 'unexpected'],
  ['known', 'unknown'],
  ['affected', 'unaffected'],
  [
    'increased increases increasing increase rose rising higher',
    'decreased decreases decreasing decrease fell falling lower dropped',
  ],
  ['faster', 'slower'],
  ['more', 'less fewer'],
  ['granted', 'revoked'],
  ['allowed', 'blocked denied'],
  ['accepted approved', 'rejected declined'],
  ['installed', 'uninstalled'],
  ['started', 'stopped'],
  ['inside internal', 'outside external'],
  ['erreichbar', 'unerreichbar'],
  ['verfugbar', 'unverfugbar'],
  ['erfolgreich', 'erfolglos fehlgeschlagen'],
  ['aktiviert', 'deaktiviert'],
  ['genehmigt', 'abgelehnt'],
  ['disponible disponibles', 'indisponible indisponibles'],
  ['active activee', 'desactive desactivee'],
  ['beschikbaar', 'onbeschikbaar'],
  ['bereikbaar', 'onbereikbaar'],
  ['ingeschakeld', 'uitgeschakeld'],
  ['disponivel', 'indisponivel'],
];

/** A content word and whether it is said to hold. */
interface Said {
  readonly lemma: string;
  readonly holds: boolean;
  readonly isNeutral: boolean;
}
type Sign = Pick<Said, 'lemma' | 'holds'>;

const OPPOSITE_OF: ReadonlyMap<string, Sign> = new Map(
  OPPOSITES.flatMap(([is, isNot], line) => [
    ...is.split(' ').map((word): [string, Sign] => [word, { lemma: `#${line}`, holds: true }]),
    ...isNot.split(' ').map((word): [string, Sign] => [word, { lemma: `#${line}`, holds: false }]),
  ]),
);

const saidBy = (word: string): Sign => OPPOSITE_OF.get(word) ?? { lemma: stemOf(word), holds: true };

const ONLY_WORDS = /[\p{L}\p{N}]{1,60}/gu;

/** Short forms written out, so that the negator is a word of its own. */
const spelled = (text: string): string =>
  fold(normalise(text))
    .replace(/\bcan't\b|\bcannot\b/gu, 'can not')
    .replace(/\bwon't\b/gu, 'will not')
    .replace(/n't\b/gu, ' not')
    .replace(/\bnon-(?=\p{L})/gu, 'not ');

const isNegator = (word: string, language: Language): boolean =>
  NEGATORS.has(word) && (ONLY_IN[word]?.includes(language) ?? true);

const joins = (word: string, language: Language): boolean =>
  JOINS.has(word) && !(NOT_JOINING[word]?.includes(language) ?? false);

/** A part of a sentence in which a negator reaches. */
export interface Clause {
  readonly said: readonly Said[];
  readonly hasNegator: boolean;
}

const isContent = (word: string): boolean => !isStopWord(word) && !SKIPPED.has(word) && /\p{L}/u.test(word);

const isDenier = (words: readonly string[], at: number, language: Language): boolean => {
  const word = String(words[at]);
  return isNegator(word, language) || (NEGATORS_TO.has(word) && words[at + 1] === 'to');
};

/** The places of the words that the negator at `at` denies, of the places of content words. */
function deniedBy(words: readonly string[], at: number, places: readonly number[]): readonly number[] {
  const word = String(words[at]);
  const after = places.filter((place) => place > at).slice(0, OF_NOUNS.has(word) ? 2 : 1);
  const before = TWO_SIDED.has(word) ? places.filter((place) => place < at).slice(-1) : [];
  return [...before, ...after];
}

function clauseOf(words: readonly string[], language: Language): Clause {
  const deniers = words.flatMap((_word, at) => (isDenier(words, at, language) ? [at] : []));
  const places = words.flatMap((word, at) => (isContent(word) && !deniers.includes(at) ? [at] : []));
  const denied = deniers.flatMap((at) => deniedBy(words, at, places));
  const said = places.map((place) => {
    const word = String(words[place]);
    const times = denied.filter((one) => one === place).length;
    const { lemma, holds } = saidBy(word);
    return { lemma, holds: times % 2 === 0 ? holds : !holds, isNeutral: isNeutral(word) };
  });
  return { said, hasNegator: deniers.length > 0 };
}

/** The clauses of a text: cut at marks and at words that join. */
export function clausesOf(text: string, language: Language = languageOf(text)): readonly Clause[] {
  return text
    .split(BOUNDARY)
    .flatMap((part) => {
      const clauses: string[][] = [[]];
      for (const word of spelled(part).match(ONLY_WORDS) ?? []) {
        if (joins(word, language)) clauses.push([]);
        else clauses.at(-1)?.push(word);
      }
      return clauses;
    })
    .filter((words) => words.length > 0)
    .map((words) => clauseOf(words, language));
}

export const hasNegation = (text: string): boolean => clausesOf(text).some(({ hasNegator }) => hasNegator);

/**
 * A claim's own words that say the reverse of what it cites, or deny where nothing it cites denies. Words that only introduce a
 * quote state nothing where the claim repeats one (`repeats`): “On approval: ‘there is no approval’”.
 */
export function isDeniedOtherwise(own: string, told: string, repeats: boolean): boolean {
  const language = languageOf(`${own} ${told}`);
  const toldClauses = clausesOf(told, language);
  const signs = new Map<string, Set<boolean>>();
  for (const { lemma, holds } of toldClauses.flatMap(({ said }) => said))
    signs.set(lemma, (signs.get(lemma) ?? new Set<boolean>()).add(holds));
  const toldDenies = toldClauses.some(
    ({ hasNegator, said }) => hasNegator || said.some(({ holds }) => !holds),
  );
  return clausesOf(own, language).some(({ said, hasNegator }) => {
    if (hasNegator && !toldDenies) return true;
    const stated = said.filter((one) => !repeats || !one.isNeutral);
    const agrees = stated.some(({ lemma, holds }) => !holds && signs.get(lemma)?.has(false) === true);
    return !agrees && stated.some(({ lemma, holds }) => signs.get(lemma)?.has(holds) === false);
  });
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
  const leading = (spelled(before).match(ONLY_WORDS) ?? []).slice(-REACH);
  const following = (spelled(after).match(ONLY_WORDS) ?? []).slice(0, 2);
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
