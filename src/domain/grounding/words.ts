import { normalise } from './normalise';

/** Lower case without accents: how words are compared. */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const SHORTENED =
  /\bcan['’]?t\b|\bcannot\b|\bwon['’]?t\b|\b(do|does|did|is|was|are|were|has|have|had|could|would|should)n['’]?t\b|n['’]t\b|\bnon-(?=\p{L})|\bno one\b|\bnot (?:all|every)\b/giu;
const WRITTEN: readonly (readonly [start: string, written: string])[] = [
  ['ca', 'can not'],
  ['wo', 'will not'],
  ['non', 'not '],
  ['no ', 'nobody'],
  ['not', 'only some'],
];

/** Short forms written out, so that the negator is a word of its own; people leave out the apostrophe. */
export const spelled = (text: string): string =>
  text.replace(SHORTENED, (short: string, verb: string | undefined) => {
    if (verb !== undefined) return `${verb} not`;
    return WRITTEN.find(([start]) => short.toLowerCase().startsWith(start))?.[1] ?? ' not';
  });

const listOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words by which a language is known from the other five. */
const SIGNS = {
  en: listOf('the is was are were has have been with and not this that from they their will would'),
  de: listOf('der das und ist nicht wurde ein eine einen mit auf fur sind wird dem den kein keine noch sich'),
  fr: listOf('le les est une pour avec dans sur pas sont ete qui aux des cette nous vous'),
  es: listOf('el los las una por con para esta fue son del hay muy pero desde'),
  pt: listOf('os uma com nao foi sao em dos das pelo pela ao mas esta ainda'),
  nl: listOf('het een niet van zijn wordt naar voor met werd bij geen nog ook deze'),
} as const;

export type Language = keyof typeof SIGNS;
const LANGUAGES: readonly Language[] = ['en', 'de', 'fr', 'es', 'pt', 'nl'];

/** Words that carry grammar, not content, in the six languages of the desk; folded. */
const STOP_WORDS: ReadonlySet<string> = new Set([
  ...LANGUAGES.flatMap((language) => [...SIGNS[language]]),
  ...(
    'a an of to in on at by for as it its be being had do does did done or but if then than so such able we i you he she our your his ' +
    'her them us me my who which what when where while there here these those also only just very more most some any all each ' +
    'both other into onto over out up off about after before since until during because due via per can could may might must ' +
    'shall should s t re ve ll d m now again still yet already ever even too own same both between through under ' +
    'die im in zu zum zur bei aus nach von vom vor seit bis ab als auch nur sehr es er sie wir ihr ich dass wenn aber oder war ' +
    'hat haben hatte werden worden sein seine am an um durch gegen uber unter ' +
    'la un de du et a au ce ces se il elle ils on ne que par plus ou mais avait etait etre depuis tout tous sa son ses leur ' +
    'lo al y o en que se su sus es ha han era ser este esto ya sin si como mas tambien un uno ' +
    'do da dos das no na nos nas um uns e ou que se seu sua foi era ser ja mais por para como tem ' +
    'de en of dat die is was te op in aan er om uit door over tot al maar heeft hebben worden werd'
  ).split(' '),
]);

/**
 * Words that put a quote in its place and claim nothing of the world: of lead-ins, of who said it and of what to do with it. Of
 * the desk's own words only, in English as the composer writes.
 */
const NEUTRAL: ReadonlySet<string> = new Set(
  (
    'check checked confirm see seen source sources quote written write wrote writes writing said says say note notes noted ' +
    'reported reports report according comment comments description field history issue ticket ask asked tried try next impact ' +
    'known good baseline compare compared normal today earlier similar weigh approval itself person decision need needed answer ' +
    'answered item template open found find date end first last line lines stated states state status summary known mentions ' +
    'mentioned named label attachment linked link request ' +
    'work far condition extent control cost effort benefit option risk rollback latest log fault measured expected change depends ' +
    'comparable exception subtask percentile'
  ).split(' '),
);

const WORD = /[\p{L}\p{M}\p{N}]{1,60}/gu;

/** The words of a text in order, folded. */
export const wordsOf = (text: string): readonly string[] => fold(normalise(text)).match(WORD) ?? [];

const ENDINGS = [
  'ations',
  'ation',
  'ungen',
  'ness',
  'ment',
  'ings',
  'ung',
  'ing',
  'ies',
  'ied',
  'ion',
  'ity',
  'ed',
  'es',
  'er',
  'en',
  'em',
  'ly',
  'al',
  'e',
  's',
  'n',
  'y',
] as const;
const SHORTEST_STEM = 3;
const LONGEST_STEM = 7;

/** A light stem that serves six languages roughly: one ending off, at most seven letters. Takes a folded word. */
export function stemOf(word: string): string {
  const ending = ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= SHORTEST_STEM);
  const stem = ending === undefined ? word : word.slice(0, -ending.length);
  return stem.replace(/([bdglmnprt])\1$/u, '$1').slice(0, LONGEST_STEM);
}

/** Whether a word only introduces or places a quote. */
export const isNeutral = (word: string): boolean => NEUTRAL.has(word);

export const isStopWord = (word: string): boolean => STOP_WORDS.has(word);

/** The language whose grammar words stand most often in a text; English when none does. */
export function languageOf(text: string): Language {
  const words = wordsOf(text);
  const hits = (language: Language): number => words.filter((word) => SIGNS[language].has(word)).length;
  return LANGUAGES.reduce((best, language) => (hits(language) > hits(best) ? language : best));
}
