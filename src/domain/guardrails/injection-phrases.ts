import { foldWord } from './injection-letters';
import type { Word } from './injection-words';

/**
 * Words by the name of what they do in a phrase. A word that ends in `*` stands for all that begin with it.
 */
export type Lexicon = Readonly<Record<string, string>>;

/** What a phrase is worth to the question whether a text speaks to a model; `ENOUGH` in one passage is an injection. */
export interface PhraseRule {
  readonly id: string;
  readonly weight: number;
  /**
   * Items in order, parted by spaces: a class of the lexicon in capitals, or words parted by `|`. `..3` between two items
   * lets up to three words of the same sentence stand there; a leading `!CLASS` forbids such a word directly before, one at the
   * end directly after; a leading `^` wants the first item at the beginning of a sentence.
   */
  readonly phrase: string;
}

/** Rules of one id and one weight. */
export const phrases = (id: string, weight: number, ...all: readonly string[]): readonly PhraseRule[] =>
  all.map((phrase) => ({ id: `injection-${id}`, weight, phrase }));

interface Item {
  readonly symbol: number;
  /** How many words may stand between the item before and this one. */
  readonly gap: number;
}

interface Compiled {
  readonly id: string;
  readonly weight: number;
  readonly isAtStart: boolean;
  /** -1 when nothing is forbidden before it. */
  readonly notAfter: number;
  /** -1 when nothing is forbidden behind it. */
  readonly notBefore: number;
  readonly items: readonly Item[];
}

/** Rules that were made ready once; they match without looking at a rule that cannot begin at a word. */
interface PhraseBook {
  readonly wholes: ReadonlyMap<string, readonly number[]>;
  /** Words that stand for all that begin with them, by their first sign. */
  readonly stems: ReadonlyMap<string, readonly Stem[]>;
  /** Whole words by what does not change when their inner letters change places (`scrambledForm`). */
  readonly scrambled: ReadonlyMap<number, readonly Whole[]>;
  readonly byFirst: ReadonlyMap<number, readonly Compiled[]>;
}

interface Stem {
  readonly stem: string;
  readonly symbols: readonly number[];
}

interface Whole {
  readonly letters: string;
  readonly symbols: readonly number[];
}

export interface PhraseHit {
  readonly ruleId: string;
  readonly weight: number;
  readonly start: number;
  readonly end: number;
}

/** A hit of a rule of this family, whose ids all begin alike. */
export const injectionHit = (
  id: string,
  weight: number,
  { start, end }: Pick<Word, 'start' | 'end'>,
): PhraseHit => ({ ruleId: `injection-${id}`, weight, start, end });

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const held = map.get(key);
  if (held === undefined) map.set(key, [value]);
  else if (!held.includes(value)) held.push(value);
}

class Compiler {
  private readonly symbols = new Map<string, number>();
  readonly wholes = new Map<string, number[]>();
  readonly stems = new Map<string, number[]>();

  constructor(private readonly lexicon: Lexicon) {}

  private symbolOf(item: string): number {
    const known = this.symbols.get(item);
    if (known !== undefined) return known;
    const symbol = this.symbols.size;
    this.symbols.set(item, symbol);
    for (const word of this.wordsOf(item)) {
      const folded = foldWord(word);
      if (word.endsWith('*')) push(this.stems, folded, symbol);
      else push(this.wholes, folded, symbol);
    }
    return symbol;
  }

  private wordsOf(item: string): readonly string[] {
    return item.split('|').flatMap((name) => {
      if (!/^[A-Z]{2}/u.test(name)) return [name];
      const words = this.lexicon[name];
      if (words === undefined) throw new Error(`a phrase names no class of words: ${name}`);
      return words.split(' ');
    });
  }

  compile({ id, weight, phrase }: PhraseRule): Compiled {
    const items: Item[] = [];
    let gap = 0;
    let isAtStart = false;
    let [notAfter, notBefore] = [-1, -1];
    for (const part of phrase.split(' ')) {
      if (part === '^') isAtStart = true;
      else if (part.startsWith('!') && items.length > 0) notBefore = this.symbolOf(part.slice(1));
      else if (part.startsWith('!')) notAfter = this.symbolOf(part.slice(1));
      else if (part.startsWith('..')) gap = Number(part.slice(2));
      else {
        items.push({ symbol: this.symbolOf(part), gap });
        gap = 0;
      }
    }
    return { id, weight, isAtStart, notAfter, notBefore, items };
  }
}

/** Makes rules ready. Raises an error for a class that the lexicon does not have. */
export function compilePhrases(rules: readonly PhraseRule[], lexicon: Lexicon): PhraseBook {
  const compiler = new Compiler(lexicon);
  const byFirst = new Map<number, Compiled[]>();
  for (const rule of rules.map((each) => compiler.compile(each))) {
    const first = Number(rule.items[0]?.symbol);
    byFirst.set(first, [...(byFirst.get(first) ?? []), rule]);
  }
  return {
    wholes: compiler.wholes,
    stems: stemsOf(compiler.stems),
    scrambled: scrambledOf(compiler.wholes),
    byFirst,
  };
}

type Symbols = readonly number[];
const NONE: Symbols = [];

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const held = map.get(key);
  if (held === undefined) map.set(key, [value]);
  else held.push(value);
}

function stemsOf(all: ReadonlyMap<string, Symbols>): PhraseBook['stems'] {
  const stems = new Map<string, Stem[]>();
  for (const [stem, symbols] of all) add(stems, stem.charAt(0), { stem, symbols });
  return stems;
}

function scrambledOf(wholes: ReadonlyMap<string, Symbols>): PhraseBook['scrambled'] {
  const scrambled = new Map<number, Whole[]>();
  for (const [word, symbols] of wholes) {
    const form = scrambledForm(word);
    if (form !== null) add(scrambled, form, { letters: lettersOf(word), symbols });
  }
  return scrambled;
}

const [LEAST_SCRAMBLED, MOST_SCRAMBLED] = [6, 24];
const lettersOf = (word: string): string => Array.from(word).sort().join('');

/**
 * A number that a word and its misspellings with the same ends and the same letters between share, and few others; null for short
 * or foreign words.
 */
function scrambledForm(word: string): number | null {
  const { length } = word;
  if (length < LEAST_SCRAMBLED || length > MOST_SCRAMBLED) return null;
  let [sum, squares] = [0, 0];
  for (let at = 0; at < length; at += 1) {
    const letter = word.charCodeAt(at) - 96;
    if (letter < 1 || letter > 26) return null;
    sum += letter;
    squares += letter * letter;
  }
  const ends = word.charCodeAt(0) * 128 + word.charCodeAt(length - 1);
  return (ends * 1_024 + sum) * 32_768 + squares;
}

function scrambledSymbols(book: PhraseBook, word: string): Symbols {
  const form = scrambledForm(word);
  const alike = form === null ? undefined : book.scrambled.get(form);
  if (alike === undefined) return NONE;
  const letters = lettersOf(word);
  return alike.find((whole) => whole.letters === letters)?.symbols ?? NONE;
}

/** What a word can stand for: as it is written, by its beginning, else as a known word with its letters in disorder. */
function symbolsOf(book: PhraseBook, word: string): Symbols {
  const whole = book.wholes.get(word) ?? NONE;
  const stems = (book.stems.get(word.charAt(0)) ?? []).filter(({ stem }) => word.startsWith(stem));
  if (stems.length > 0) return [...whole, ...stems.flatMap(({ symbols }) => symbols)];
  return whole.length > 0 ? whole : scrambledSymbols(book, word);
}

/** A word's part in the rules: what it stands for, and the rules that can hold in this text and begin with it. */
interface Part {
  readonly symbols: Symbols;
  rules: readonly Compiled[];
}

const NO_RULES: readonly Compiled[] = [];

class Matcher {
  /** What each word is, the same object for the same word. */
  readonly parts: readonly Part[];

  constructor(
    book: PhraseBook,
    private readonly words: readonly Word[],
  ) {
    const known = new Map<string, Part>();
    this.parts = words.map(({ text }) => {
      let part = known.get(text);
      if (part === undefined) {
        part = { symbols: symbolsOf(book, text), rules: NO_RULES };
        known.set(text, part);
      }
      return part;
    });
    giveRules(book, [...known.values()]);
  }

  private has(at: number, symbol: number): boolean {
    return this.parts[at]?.symbols.includes(symbol) === true;
  }

  private isFollowed(at: number, symbol: number): boolean {
    return this.words[at + 1]?.isFirst === false && this.has(at + 1, symbol);
  }

  /** Every place where the next item can stand after one of the places of the item before. */
  private follow(places: readonly number[], item: Item): readonly number[] {
    const next: number[] = [];
    let seen = -1;
    for (const place of places) {
      for (let at = place + 1; at <= place + 1 + item.gap; at += 1) {
        if (this.words[at]?.isFirst !== false) break;
        if (at <= seen) continue;
        seen = at;
        if (this.has(at, item.symbol)) next.push(at);
      }
    }
    return next;
  }

  /** The place of the last word of a rule that begins at a place; -1 when it does not hold there. */
  endOf(rule: Compiled, at: number): number {
    const first = this.words[at];
    if (rule.isAtStart && first?.isFirst !== true) return -1;
    if (first?.isFirst === false && this.has(at - 1, rule.notAfter)) return -1;
    let places: readonly number[] = [at];
    for (const item of rule.items.slice(1)) {
      places = this.follow(places, item);
      if (places.length === 0) return -1;
    }
    return places.find((place) => !this.isFollowed(place, rule.notBefore)) ?? -1;
  }
}

/** Gives each word the rules that begin with it and can hold: most need a word that is nowhere in the text. */
function giveRules(book: PhraseBook, parts: readonly Part[]): void {
  const present = new Set<number>();
  for (const { symbols } of parts) for (const symbol of symbols) present.add(symbol);
  const possible = new Map<number, readonly Compiled[]>();
  for (const symbol of present) {
    const rules = book.byFirst
      .get(symbol)
      ?.filter(({ items }) => items.every((item) => present.has(item.symbol)));
    if (rules !== undefined && rules.length > 0) possible.set(symbol, rules);
  }
  for (const part of parts)
    if (part.symbols.some((symbol) => possible.has(symbol)))
      part.rules = part.symbols.flatMap((symbol) => possible.get(symbol) ?? []);
}

/** Every hit of the rules, in the order of the text; hits of one rule do not overlap. Linear time: all gaps are bounded. */
export function findPhrases(book: PhraseBook, words: readonly Word[]): readonly PhraseHit[] {
  const matcher = new Matcher(book, words);
  const hits: PhraseHit[] = [];
  const doneUntil = new Map<Compiled, number>();
  matcher.parts.forEach(({ rules }, at) => {
    for (const rule of rules) {
      if (at <= (doneUntil.get(rule) ?? -1)) continue;
      const last = matcher.endOf(rule, at);
      if (last < 0) continue;
      doneUntil.set(rule, last);
      const [start, end] = [Number(words[at]?.start), Number(words[last]?.end)];
      hits.push({ ruleId: rule.id, weight: rule.weight, start, end });
    }
  });
  return hits;
}
