import type { Ranked } from './rank';
import type { Sentence } from './sentences';

/** A word that says a value is of a time or a comparison: then two values are a course of things, not a contradiction. */
const OF_A_TIME =
  /\b(?:now|then|today|yesterday|tomorrow|morning|evening|night|since|before|after|until|from|rose|fell|was|were|went|again|still|at \d|\d{1,2}:\d{2}|last|next|first|second|third|normal(?:ly)?|baseline|usually|expected|limit|threshold|target|instead|option|step|part|version|test)\b/iu;
const MIN_COMMON = 3;
const isFigure = (word: string): boolean => /^\p{Nd}/u.test(word);

const wordsKey = ({ stems }: Ranked): string => [...stems].filter((word) => !isFigure(word)).join(' ');

const isFixed = ({ sentence: { quote, isCut }, figures, stems }: Ranked): boolean =>
  figures !== '' &&
  !isCut &&
  !OF_A_TIME.test(quote) &&
  [...stems].filter((word) => !isFigure(word)).length >= MIN_COMMON;

const MAX_PAIRS = 3;

/**
 * Pairs of sentences of two sources that say the same in the same words but for the figures: `Packet loss is 2.4 percent` and
 * `Packet loss is 3 percent`. Sentences that speak of a time, or
 * are one person's or one monitor's, are left alone, since values change. Linear: one look-up a sentence.
 */
export function sameThingFigures(ranked: readonly Ranked[]): readonly (readonly [Sentence, Sentence])[] {
  const first = new Map<string, Ranked>();
  const pairs: (readonly [Sentence, Sentence])[] = [];
  for (const one of ranked.filter(isFixed)) {
    const key = wordsKey(one);
    const before = first.get(key);
    if (before === undefined) first.set(key, one);
    else if (
      before.figures !== one.figures &&
      before.sentence.source !== one.sentence.source &&
      before.sentence.source.author !== one.sentence.source.author &&
      pairs.length < MAX_PAIRS
    )
      pairs.push([before.sentence, one.sentence]);
  }
  return pairs;
}
