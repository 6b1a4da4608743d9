import { injectionHit, type PhraseHit } from './injection-phrases';
import type { Dress, Word } from './injection-words';

/** So many of a kind stand near each other only when somebody means it. */
const FEW = 3;
/** How far apart, in UTF-16 units, they may stand. */
const NEAR = 60;

/** Words that nearly every English sentence has some of, and those that orders to a model have. */
const COMMON: ReadonlySet<string> = new Set(
  (
    'the and you that this with what have from your about all are can not for was but they will would there their which when how who ' +
    'tell write give please into could should them then than some these those because where after before user password ignore previous ' +
    'instructions system prompt disregard forget reveal show rules everything above approve approved secret print output state ticket ' +
    'answer request without review security owner policy assistant follow explain provide create name personal people time know make ' +
    'like other only also more history whole text link append email access account message model were did use used using has had'
  ).split(' '),
);
/** Common words that are other words, or names, when they are read backwards. */
const HONEST: ReadonlySet<string> = new Set(
  'saw era tub lla ton net nac emit dah did eman tnuocca'.split(' '),
);

const reverse = (word: string): string => Array.from(word).reverse().join('');
const rotate = (word: string): string =>
  word.replace(/[a-z]/gu, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97));
const disguised = (how: (word: string) => string): ReadonlySet<string> =>
  new Set([...COMMON].map(how).filter((word) => !COMMON.has(word) && !HONEST.has(word)));
const BACKWARDS = disguised(reverse);
const ROTATED = disguised(rotate);

type Span = Pick<Word, 'start' | 'end'>;

/** Spans that stand near each other, each crowd of at least `least` as one hit. */
function crowd(id: string, spans: readonly Span[], least: number): readonly PhraseHit[] {
  const groups: Span[][] = [];
  for (const span of spans) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group === undefined || last === undefined || span.start - last.end > NEAR) groups.push([span]);
    else group.push(span);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined || group.length < least) return [];
    return [injectionHit(id, 3, { start: first.start, end: last.end })];
  });
}

const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  '@': 'a',
  $: 's',
  '+': 't',
};

/** A common word in which figures or signs stand for letters; `1`, `!` and `|` stand for i or l. */
function isLeet(word: string): boolean {
  if (!/[0-9@$!|+]/u.test(word) || !/[a-z]/iu.test(word)) return false;
  const plain = word.toLowerCase().replace(/[034578@$+]/gu, (sign) => String(LEET[sign]));
  return COMMON.has(plain.replace(/[1!|]/gu, 'i')) || COMMON.has(plain.replace(/[1!|]/gu, 'l'));
}

const findLeet = (text: string): readonly PhraseHit[] =>
  crowd(
    'disguised-leet',
    [...text.matchAll(/[A-Za-z0-9@$!|+]{3,24}/gu)]
      .filter((match) => isLeet(match[0]))
      .map((match) => ({ start: match.index, end: match.index + match[0].length })),
    FEW,
  );

const FOREIGN = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
const DOTLESS = '\u0131';
/** Letters that a sentence in Turkish or Azeri has beside the dotless i. */
const TURKIC = /[\u011E\u011F\u0130\u015E\u015F\u018F\u0259\u00C7\u00E7\u00D6\u00F6\u00DC\u00FC]/u;

/**
 * Words of a Latin text in which letters of another alphabet stand for Latin ones. A text that is written in that alphabet has
 * such words by a slip of the keyboard, and a Turkish one has its own letters.
 */
function findLookAlikes(text: string, words: readonly Word[]): readonly PhraseHit[] {
  const mixed = words.filter((word) => word.dress === 'look-alike' && word.text.length >= 4);
  const foreign = words.filter((word) => FOREIGN.test(word.text));
  if (foreign.length > mixed.length) return [];
  const isTurkic = TURKIC.test(text);
  return mixed
    .filter(({ start, end }) => !isTurkic || !text.slice(start, end).includes(DOTLESS))
    .map(({ start, end }) => injectionHit('disguised-letters', 3, { start, end }));
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';
const LEAST_SPACED = 12;
const MOST_APART = 6;

/** Whether letters that stand alone make words: not an alphabet, a row of one letter, or consonants of a table. */
function isSpelled(read: string): boolean {
  const vowels = read.replace(/[^aeiou]/gu, '').length;
  return (
    read.length >= LEAST_SPACED &&
    vowels * 5 >= read.length &&
    new Set(read).size * 3 >= LEAST_SPACED &&
    !ALPHABET.includes(read.slice(0, 6))
  );
}

function findSpaced(words: readonly Word[]): readonly PhraseHit[] {
  let run: Word[] = [];
  const runs = [run];
  for (const word of words) {
    const last = run.at(-1);
    const isLetter = /^\p{L}$/u.test(word.text);
    const isApart = last !== undefined && word.start - last.end > MOST_APART;
    if (!isLetter || isApart) {
      run = [];
      runs.push(run);
    }
    if (isLetter) run.push(word);
  }
  return runs
    .filter((letters) => isSpelled(letters.map(({ text }) => text).join('')))
    .flatMap((run) => crowd('disguised-spacing', run, LEAST_SPACED));
}

const DRESSES: readonly (readonly [dress: Dress, id: string, least: number])[] = [
  ['styled', 'disguised-styled', FEW],
  ['stacked', 'disguised-stacked', FEW],
  ['interleaved', 'disguised-interleaved', 2],
];

/** Every sign that a text is written so that a simple search does not find its words (INJ-03). Hostile input, linear time. */
export function findDisguises(text: string, words: readonly Word[]): readonly PhraseHit[] {
  const plain = words.filter((word) => COMMON.has(word.text)).length;
  const unless = (id: string, set: ReadonlySet<string>): readonly PhraseHit[] => {
    const spans = words.filter((word) => set.has(word.text));
    return spans.length > plain / 2 ? crowd(id, spans, FEW) : [];
  };
  return [
    ...findLeet(text),
    ...findLookAlikes(text, words),
    ...findSpaced(words),
    ...unless('disguised-backwards', BACKWARDS),
    ...unless('disguised-rot13', ROTATED),
    ...DRESSES.flatMap(([dress, id, least]) =>
      crowd(
        id,
        words.filter((word) => word.dress === dress),
        least,
      ),
    ),
  ];
}
