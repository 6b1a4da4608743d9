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
const [AS_IT_STANDS, BACKWARDS, ROTATED] = [1, 2, 4];
/** In which readings a word is common. */
const READINGS: ReadonlyMap<string, number> = [
  { words: COMMON, reading: AS_IT_STANDS },
  { words: disguised(reverse), reading: BACKWARDS },
  { words: disguised(rotate), reading: ROTATED },
].reduce((readings, { words, reading }) => {
  for (const word of words) readings.set(word, (readings.get(word) ?? 0) | reading);
  return readings;
}, new Map<string, number>());

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
  const plain = word.toLowerCase().replace(/[034578@$+]/gu, (sign) => String(LEET[sign]));
  return COMMON.has(plain.replace(/[1!|]/gu, 'i')) || COMMON.has(plain.replace(/[1!|]/gu, 'l'));
}

const [LETTER, SIGN] = [1, 2];
/** What a character is to a word in leet; nothing for what ends one. */
const LEET_KINDS = Uint8Array.from({ length: 128 }, (_none, code) => {
  const sign = String.fromCharCode(code);
  if (/[a-z]/iu.test(sign)) return LETTER;
  return /[0-9@$!|+]/u.test(sign) ? SIGN : 0;
});
const [SHORTEST_LEET, LONGEST_LEET] = [3, 24];

/** Runs of letters, figures and signs with some of both. */
function leetRuns(text: string): readonly Span[] {
  const runs: Span[] = [];
  for (let start = 0; start < text.length;) {
    let end = start;
    let kinds = 0;
    for (let kind = LEET_KINDS[text.charCodeAt(end)] ?? 0; kind > 0;) {
      kinds |= kind;
      end += 1;
      kind = LEET_KINDS[text.charCodeAt(end)] ?? 0;
    }
    const length = end - start;
    if (kinds === (LETTER | SIGN) && length >= SHORTEST_LEET && length <= LONGEST_LEET)
      runs.push({ start, end });
    start = end + 1;
  }
  return runs;
}

const findLeet = (text: string): readonly PhraseHit[] =>
  crowd(
    'disguised-leet',
    leetRuns(text).filter(({ start, end }) => isLeet(text.slice(start, end))),
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
  if (mixed.length === 0) return [];
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
    const isLetter = word.text.length <= 2 && /^\p{L}$/u.test(word.text);
    const isApart = last !== undefined && word.start - last.end > MOST_APART;
    if (last !== undefined && (!isLetter || isApart)) {
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

/** Words that are common when they are read otherwise, where they outweigh half of those that are common as they stand. */
function findTurned(words: readonly Word[]): readonly PhraseHit[] {
  const read = words.flatMap((word) => {
    const readings = READINGS.get(word.text);
    return readings === undefined ? [] : [{ word, readings }];
  });
  const of = (reading: number): readonly Word[] =>
    read.filter(({ readings }) => (readings & reading) > 0).map(({ word }) => word);
  const plain = of(AS_IT_STANDS).length;
  const unless = (id: string, spans: readonly Span[]): readonly PhraseHit[] =>
    spans.length > plain / 2 ? crowd(id, spans, FEW) : [];
  return [...unless('disguised-backwards', of(BACKWARDS)), ...unless('disguised-rot13', of(ROTATED))];
}

function findDressed(words: readonly Word[]): readonly PhraseHit[] {
  const dressed = words.filter(({ dress }) => dress !== null);
  return DRESSES.flatMap(([dress, id, least]) =>
    crowd(
      id,
      dressed.filter((word) => word.dress === dress),
      least,
    ),
  );
}

/** Every sign that a text is written so that a simple search does not find its words (INJ-03). Hostile input, linear time. */
export const findDisguises = (text: string, words: readonly Word[]): readonly PhraseHit[] => [
  ...findLeet(text),
  ...findLookAlikes(text, words),
  ...findSpaced(words),
  ...findTurned(words),
  ...findDressed(words),
];
