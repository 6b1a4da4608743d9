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
   * lets up to three words of the same sentence stand there; a leading `!CLASS` forbids such a word directly before;
   * a leading `^` wants the first item at the beginning of a sentence.
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
  readonly items: readonly Item[];
}

/** Rules that were made ready once; they match without looking at a rule that cannot begin at a word. */
interface PhraseBook {
  readonly wholes: ReadonlyMap<string, readonly number[]>;
  readonly stems: ReadonlyMap<string, readonly number[]>;
  readonly stemLengths: readonly number[];
  /** Whole words by their scrambled form. */
  readonly scrambled: ReadonlyMap<string, readonly number[]>;
  readonly byFirst: ReadonlyMap<number, readonly Compiled[]>;
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
    let notAfter = -1;
    for (const part of phrase.split(' ')) {
      if (part === '^') isAtStart = true;
      else if (part.startsWith('!')) notAfter = this.symbolOf(part.slice(1));
      else if (part.startsWith('..')) gap = Number(part.slice(2));
      else {
        items.push({ symbol: this.symbolOf(part), gap });
        gap = 0;
      }
    }
    return { id, weight, isAtStart, notAfter, items };
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
  const stemLengths = [...new Set([...compiler.stems.keys()].map(({ length }) => length))];
  const scrambled = new Map<string, readonly number[]>();
  for (const [word, symbols] of compiler.wholes) {
    const form = scrambledForm(word);
    if (form !== null) scrambled.set(form, symbols);
  }
  return { wholes: compiler.wholes, stems: compiler.stems, stemLengths, scrambled, byFirst };
}

const NONE: readonly number[] = [];
const LEAST_SCRAMBLED = 6;

/** What a word and its misspellings with the same ends and the same letters between share; null for short or foreign words. */
function scrambledForm(word: string): string | null {
  if (word.length < LEAST_SCRAMBLED || !/^[a-z]{6,24}$/u.test(word)) return null;
  return word.charAt(0) + Array.from(word.slice(1, -1)).sort().join('') + word.slice(-1);
}

function symbolsOf(book: PhraseBook, word: string): readonly number[] {
  const found = [...(book.wholes.get(word) ?? NONE)];
  for (const length of book.stemLengths) {
    if (length > word.length) continue;
    const stem = book.stems.get(word.slice(0, length));
    if (stem !== undefined) found.push(...stem);
  }
  if (found.length > 0) return found;
  const form = scrambledForm(word);
  return (form === null ? undefined : book.scrambled.get(form)) ?? NONE;
}

class Matcher {
  /** Of each word, the symbols that it can stand for. */
  readonly symbols: readonly (readonly number[])[];

  constructor(
    book: PhraseBook,
    private readonly words: readonly Word[],
  ) {
    const known = new Map<string, readonly number[]>();
    this.symbols = words.map(({ text }) => {
      let found = known.get(text);
      if (found === undefined) {
        found = symbolsOf(book, text);
        known.set(text, found);
      }
      return found;
    });
  }

  private has(at: number, symbol: number): boolean {
    return this.symbols[at]?.includes(symbol) === true;
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
    return Number(places[0]);
  }
}

/** The rules that can hold in a text with these symbols, by their first: most need a word that is nowhere in it. */
function rulesWith(book: PhraseBook, present: ReadonlySet<number>): ReadonlyMap<number, readonly Compiled[]> {
  const found = new Map<number, readonly Compiled[]>();
  for (const symbol of present) {
    const rules = (book.byFirst.get(symbol) ?? []).filter(({ items }) =>
      items.every((item) => present.has(item.symbol)),
    );
    if (rules.length > 0) found.set(symbol, rules);
  }
  return found;
}

/** Every hit of the rules, in the order of the text; hits of one rule do not overlap. Linear time: all gaps are bounded. */
export function findPhrases(book: PhraseBook, words: readonly Word[]): readonly PhraseHit[] {
  const matcher = new Matcher(book, words);
  const rulesFrom = rulesWith(book, new Set(matcher.symbols.flat()));
  const hits: PhraseHit[] = [];
  const doneUntil = new Map<Compiled, number>();
  matcher.symbols.forEach((symbols, at) => {
    for (const symbol of symbols) {
      for (const rule of rulesFrom.get(symbol) ?? []) {
        if (at <= (doneUntil.get(rule) ?? -1)) continue;
        const last = matcher.endOf(rule, at);
        if (last < 0) continue;
        doneUntil.set(rule, last);
        hits.push({
          ruleId: rule.id,
          weight: rule.weight,
          start: Number(words[at]?.start),
          end: Number(words[last]?.end),
        });
      }
    }
  });
  return hits;
}
