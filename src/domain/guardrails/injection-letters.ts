/** Draws nothing: format characters, variation selectors, fillers. */
const UNSEEN = /^[\p{Cf}\p{Variation_Selector}\u115F\u1160\u3164\uFFA0]/u;
/** Combining marks of no script of their own: accents, vowel points of Arabic, stacked decoration. */
const MARK = /\p{Script=Inherited}/gu;
/** Marks that words of living languages carry; the others only decorate. */
const ORDINARY_MARK =
  /[\u0300-\u0304\u0306-\u030C\u031B\u0323-\u0328\u032E\u0331\u0345\u064B-\u0655\u0670\u20E3\u3099\u309A]/u;
const WORDLY = /^[\p{L}\p{N}\p{M}]/u;
const HANGUL = /^\p{Script=Hangul}/u;
const NUMBER = /^\p{N}/u;
const LATIN = /^\p{Script=Latin}/u;
/** Letters drawn as symbols: full-width, circled, squared, mathematical. */
const STYLED = /^[\uFF21-\uFF3A\uFF41-\uFF5A\u24B6-\u24E9\u{1F110}-\u{1F189}\u{1D400}-\u{1D7CB}]/u;

/** Letters of other alphabets, and rare Latin ones, that are drawn like a plain letter (after Unicode TR 39). */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: '\u0430\u03B1\u0251\u1D00\u0250',
  b: '\u0432\u03B2\u0299\u044C',
  c: '\u0441\u1D04',
  d: '\u0501\u1D05',
  e: '\u0435\u03B5\u1D07\u04BD',
  f: '\uA730',
  g: '\u0261\u0262\u0581',
  h: '\u04BB\u043D\u029C\u0570',
  i: '\u0131\u0456\u03B9\u026A\u04CF',
  j: '\u0458\u1D0A\u03F3',
  k: '\u043A\u03BA\u1D0B',
  l: '\u029F\u026D\u217C',
  m: '\u043C\u1D0D\u0271',
  n: '\u03B7\u0274\u0578',
  o: '\u043E\u03BF\u1D0F\u0585\u03C3',
  p: '\u0440\u03C1\u1D18',
  q: '\u051B\u02A0',
  r: '\u0280\u0433\u027E\u027C',
  s: '\u0455\uA731',
  t: '\u0442\u03C4\u1D1B',
  u: '\u03C5\u1D1C\u057D',
  v: '\u0475\u03BD\u1D20',
  w: '\u051D\u1D21\u03C9\u0461\u026F',
  x: '\u0445\u03C7',
  y: '\u0443\u03B3\u028F\u04AF',
  z: '\u1D22\u0290\u0225',
};
const LATIN_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([letter, others]) => Array.from(others, (other) => [other, letter])),
);
/** Letters that decomposition leaves whole, though people write the plain letter for them. */
const PLAINER: ReadonlyMap<string, string> = new Map(
  Object.entries({ ı: 'i', đ: 'd', ø: 'o', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', ς: 'σ', '\u0640': '' }),
);

/** What one character is to a reader of words. */
export interface Letter {
  /** What to compare: lower case, without accents; empty for what draws nothing; null between words. */
  readonly fold: string | null;
  readonly isUnseen: boolean;
  /** Not a mark that a living language needs. */
  readonly isDecoration: boolean;
  readonly isStyled: boolean;
  readonly kind: 'latin' | 'look-alike' | 'number' | 'foreign';
  /** The Latin letter that a letter of another alphabet looks like. */
  readonly looksLike: string | null;
}

const PLAIN = {
  isUnseen: false,
  isDecoration: false,
  isStyled: false,
  kind: 'foreign',
  looksLike: null,
} as const;

function kindOf(bare: string): Letter['kind'] {
  if (LATIN_OF.has(bare)) return 'look-alike';
  if (LATIN.test(bare)) return 'latin';
  return NUMBER.test(bare) ? 'number' : 'foreign';
}

/** Reads one character (one code point). Full-width, mathematical and ligature forms become the letters they stand for. */
export function readLetter(point: string): Letter {
  if (UNSEEN.test(point)) return { ...PLAIN, fold: '', isUnseen: true };
  const whole = HANGUL.test(point) ? point.normalize('NFKC') : point.normalize('NFKD');
  const bare = whole.replace(MARK, '').toLowerCase();
  if (bare === '') return { ...PLAIN, fold: '', isDecoration: !ORDINARY_MARK.test(point) };
  if (!WORDLY.test(bare)) return { ...PLAIN, fold: null };
  return {
    ...PLAIN,
    fold: PLAINER.get(bare) ?? bare,
    isStyled: STYLED.test(point),
    kind: kindOf(bare),
    looksLike: LATIN_OF.get(bare) ?? null,
  };
}

/** A phrase as the words of a text are compared: for tables of words that are written as people write them. */
export const foldWord = (word: string): string =>
  Array.from(word, (point) => readLetter(point).fold ?? '').join('');
