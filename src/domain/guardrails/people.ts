import type { Finding } from './finding';
import type { TextView } from './text-view';

/** A row of letters and figures in a text: `key` is what is compared, without case and marks. */
interface Word {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly isCapital: boolean;
}

/** Letters that lose nothing when their marks are taken off, because they have none. */
const BARE = new Map(
  Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }),
);
const SPELLED = new Map(Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' }));

const replaced = (text: string, letters: ReadonlyMap<string, string>): string =>
  Array.from(text, (letter) => letters.get(letter) ?? letter).join('');
const PLAIN = /^[\x00-\x7F]*$/u;
const fold = (text: string): string =>
  PLAIN.test(text)
    ? text.toLowerCase()
    : replaced(text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(), BARE);
/** The ways in which a name is written where its letters are missing: `Müller`, `Muller`, `Mueller`. */
const spellingsOf = (text: string): readonly string[] => [
  fold(text),
  fold(replaced(text.normalize('NFC').toLowerCase(), SPELLED)),
];

const isUpper = (word: string): boolean => /^\p{Lu}/u.test(word);

/** The words of a text. */
const wordsOf = (text: string): readonly Word[] =>
  Array.from(text.matchAll(/[\p{L}\p{M}\d]+/gu), ({ 0: word, index }) => ({
    key: fold(word),
    start: index,
    end: index + word.length,
    isCapital: isUpper(word),
  }));

const isBetween = (code: number, first: number, last: number): boolean => code >= first && code <= last;
/** A letter or figure of ASCII, or anything beyond it. */
const mayBeOfWord = (code: number): boolean =>
  isBetween(code | 0x20, 0x61, 0x7a) || isBetween(code, 0x30, 0x39) || code > 0x7f;

/** A first letter of ASCII without its case, and a length, as one number. */
const shapeOf = (first: number, length: number): number => (first | 0x20) + 128 * length;

/**
 * The words of a text whose key is wanted. Most of a long text's are not: what is written in ASCII is passed over by its first
 * letter and its length, without being taken out of the text.
 */
function wantedWords(text: string, keys: ReadonlySet<string>): readonly Word[] {
  const isWanted = ({ key }: Word): boolean =>
    keys.has(key) || (key.endsWith('s') && keys.has(key.slice(0, -1)));
  const shapes = new Set(
    Array.from(keys).flatMap((key) =>
      [0, 1].map((ending) => shapeOf(key.charCodeAt(0), key.length + ending)),
    ),
  );
  const known = new Map<string, readonly Word[]>();
  const wordsIn = (row: string): readonly Word[] => {
    const words = known.get(row) ?? wordsOf(row).filter(isWanted);
    known.set(row, words);
    return words;
  };
  const words: Word[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const start = at;
    let isPlain = true;
    for (let code = text.charCodeAt(at); mayBeOfWord(code); code = text.charCodeAt(at)) {
      isPlain &&= code <= 0x7f;
      at += 1;
    }
    if (at === start || (isPlain && !shapes.has(shapeOf(text.charCodeAt(start), at - start)))) continue;
    for (const word of wordsIn(text.slice(start, at)))
      words.push({ ...word, start: start + word.start, end: start + word.end });
  }
  return words;
}

/** What stands between the parts of a name: `Ana Lee`, `Lee, Ana`, `B. Fischer`, `ana.lee`, `Jean-Luc`, `O'Brien`. */
const JOINT = /^[ \t\u00A0]{0,2}[.,_'’-]?[ \t\u00A0]{0,2}$/u;
/** Words of names that name nobody by themselves. */
const SMALL_WORDS = new Set(
  (
    'van von der den de del della di da do dos das du la le los las el al bin ibn abu zu zum zur af av ' +
    'mr mrs ms miss dr prof sir herr frau mme sr sra ing'
  ).split(' '),
);
/** Scripts whose words stand without spaces, so that a name is found inside a longer row of letters. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const LOGIN_BEFORE =
  /(?:[@~\\]|\/(?:home|users)\/|\b(?:user|username|login|account|uid|owner)[\s:="']{1,3})$/iu;
/** How far before a word the words are looked at that make it a login. */
const LOGIN_REACH = 14;
const MENTION_BEFORE = /[@~]$/u;

interface Person {
  readonly parts: ReadonlySet<string>;
  readonly initials: ReadonlySet<string>;
  /** The small words of this name. */
  readonly small: ReadonlySet<string>;
  /** Both names in one word (`benfischer`), and one of them with an initial (`bfischer`). */
  readonly joined: ReadonlySet<string>;
  readonly logins: ReadonlySet<string>;
  /** The whole name where it is one word, as it is spelled. */
  readonly only: string | null;
}

const joinedOf = (first: string, last: string): readonly string[] => [first + last, last + first];
const loginsOf = (first: string, last: string): readonly string[] => [
  first.slice(0, 1) + last,
  last + first.slice(0, 1),
  first + last.slice(0, 1),
];

function toPerson(displayName: string): Person {
  const name = displayName.replace(/[([{][^)\]}]{0,200}[)\]}]/gu, ' ');
  const all = wordsOf(name);
  const words = all.filter(({ key }) => !SMALL_WORDS.has(key));
  const spellings = words.map(({ start, end }) => spellingsOf(name.slice(start, end)));
  const firsts = words.length < 2 ? [] : spellings.slice(0, 1).flat();
  const pairs = firsts.flatMap((first) =>
    spellings
      .slice(-1)
      .flat()
      .map((last) => [first, last] as const),
  );
  return {
    parts: new Set(spellings.flat().filter((key) => key.length > 1)),
    initials: new Set(words.map(({ key }) => Array.from(key).slice(0, 1).join(''))),
    small: new Set(all.map(({ key }) => key).filter((key) => SMALL_WORDS.has(key))),
    joined: new Set(pairs.flatMap(([first, last]) => joinedOf(first, last)).filter((key) => key.length >= 6)),
    logins: new Set(pairs.flatMap(([first, last]) => loginsOf(first, last))),
    only: words.length === 1 && name.trim().length >= 3 ? name.trim() : null,
  };
}

/** Whether a word is a part of the name, also with the s of a possessive: `Fischers`. */
const isPart = ({ parts }: Person, { key }: Word): boolean =>
  parts.has(key) || (key.length >= 6 && key.endsWith('s') && parts.has(key.slice(0, -1)));

const isInitial = ({ initials }: Person, { key, isCapital }: Word): boolean =>
  isCapital && key.length === 1 && initials.has(key);

/** Whether a word is of the name by itself. A small letter is only an initial between two such words. */
const isOf = (person: Person, word: Word): boolean =>
  isPart(person, word) || isInitial(person, word) || person.small.has(word.key);
const belongs = (person: Person, word: Word): boolean => isOf(person, word) || person.initials.has(word.key);

type Span = Pick<Finding, 'start' | 'end'>;

/** Rows of neighbouring words that all pass the test, with nothing between them but what joins a name. */
function rowsOf(
  text: string,
  words: readonly Word[],
  passes: (word: Word) => boolean,
): readonly (readonly Word[])[] {
  const rows: Word[][] = [];
  let row: Word[] = [];
  let lastEnd = -1;
  for (const word of words) {
    if (passes(word)) {
      if (lastEnd < 0 || !JOINT.test(text.slice(lastEnd, word.start))) {
        row = [];
        rows.push(row);
      }
      row.push(word);
      lastEnd = word.end;
    } else lastEnd = -1;
  }
  return rows;
}

/** First names that English also begins an order or a question with, and what follows them there. */
const VERBS = new Set('bill chase chip drew grant hope mark may pat skip trace will'.split(' '));
const AFTER_VERB =
  /^ (?:the|an?|this|that|these|those|it|its|all|any|each|every|both|my|your|our|his|her|their|them|him|me|us|you|we|they|there|i)\b/iu;
const SENTENCE_START = /(?:^|[.!?:;•\n*-])["'“(\s]{0,4}$/u;

/** Whether a word that is also a name is the verb of its sentence: it stands at the beginning, large for that, before its object. */
const isVerb = (text: string, { key, start, end }: Word): boolean =>
  VERBS.has(key) &&
  AFTER_VERB.test(text.slice(end, end + 8)) &&
  SENTENCE_START.test(text.slice(Math.max(0, start - 6), start));

/** Whether one part of a name, alone, is the name: written large, called with `@`, or all that the name has. */
const isLone = (text: string, { only }: Person, word: Word): boolean =>
  (word.isCapital && word.key.length >= 3 && !isVerb(text, word)) ||
  MENTION_BEFORE.test(text.slice(Math.max(0, word.start - 1), word.start)) ||
  text.slice(word.start, word.end) === only;

function isNamed(text: string, person: Person, row: readonly Word[]): boolean {
  const parts = row.filter((word) => isPart(person, word));
  const hasInitial = row.some((word) => isInitial(person, word));
  return (
    new Set(parts.map(({ key }) => key)).size >= 2 ||
    parts.some((word) => (hasInitial && word.isCapital) || isLone(text, person, word))
  );
}

const spanOf = (person: Person, row: readonly Word[]): Span =>
  row
    .filter((word) => isOf(person, word))
    .reduce(
      (span, { start, end }) => ({ start: Math.min(span.start, start), end: Math.max(span.end, end) }),
      {
        start: Infinity,
        end: 0,
      },
    );

/** Where the words of the name stand together, in any order, or one of them alone in a way that names the person. */
const spelledOut = (text: string, person: Person, words: readonly Word[]): readonly Span[] =>
  rowsOf(text, words, (word) => belongs(person, word))
    .filter((row) => isNamed(text, person, row))
    .map((row) => spanOf(person, row));

/** Where the name stands as a login. */
const asLogin = (text: string, { joined, logins }: Person, words: readonly Word[]): readonly Span[] =>
  words.filter(
    ({ key, start }) =>
      joined.has(key) ||
      (logins.has(key) && LOGIN_BEFORE.test(text.slice(Math.max(0, start - LOGIN_REACH), start))),
  );

const literal = (text: string): RegExp => new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&'), 'gu');

/** Where a name of a script without spaces stands, whole or one of its words. */
function unspaced(text: string, name: string): readonly Span[] {
  if (!UNSPACED.test(name)) return [];
  const parts = name
    .normalize('NFKC')
    .split(/[\s·・]+/u)
    .filter((part) => part.length >= 2);
  return [...new Set([parts.join(''), ...parts])].flatMap((part) =>
    Array.from(text.matchAll(literal(part)), ({ index }) => ({ start: index, end: index + part.length })),
  );
}

/** Every word, folded, that says something of this person; a part may also stand with the s of a possessive. */
const keysOf = ({ parts, initials, small, joined, logins }: Person): readonly string[] => [
  ...parts,
  ...initials,
  ...small,
  ...joined,
  ...logins,
];

/**
 * Where the people of an issue are named: by their whole name in any order and case, by an initial and a name, by one name that is
 * written large, by a mention or a login, with a possessive, and with or without the marks of its letters. `names` are the
 * display names that are known; others cannot be found. Hostile input; the time grows with the text, times the names.
 */
export function findPeople(view: TextView, names: readonly string[]): readonly Finding[] {
  if (names.length === 0) return [];
  const people = names.map(toPerson);
  const keys = new Set(people.flatMap(keysOf));
  const words = wantedWords(view.text, keys);
  const spans = [
    ...people.flatMap((person) => [
      ...spelledOut(view.text, person, words),
      ...asLogin(view.text, person, words),
    ]),
    ...names.flatMap((name) => unspaced(view.text, name)),
  ];
  return spans.map(({ start, end }) => ({
    check: 'pii',
    ruleId: 'pii-person',
    ...view.toOriginal(start, end),
  }));
}
