import { isSentence } from './injection-decode';
import { injectionHit, type PhraseHit } from './injection-phrases';

/**
 * Text that a reader does not see, or that stands where no reader looks, in a length that carries words. Lengths are bounded so
 * that each character is looked at a bounded number of times.
 */
const HIDDEN: readonly (readonly [id: string, weight: number, pattern: RegExp])[] = [
  ['hidden-tags', 3, /[\u{E0020}-\u{E007E}]{8,999}/gu],
  ['hidden-selectors', 3, /[\u{E0100}-\u{E01EF}]{4,999}|[\uFE00-\uFE0F]{4,999}/gu],
  ['hidden-bits', 3, /[\u200B-\u200F\u2060-\u2064\uFEFF]{8,999}/gu],
  ['hidden-direction', 3, /[\u202D\u202E][^\n\u202C]{8,400}/gu],
  ['hidden-terminal', 3, /\u{1B}\[(?:\d{1,3};){0,4}8m/gu],
  ['hidden-colour', 3, /\{color:\s?(?:#fff(?:fff)?|#fefefe|white|transparent)\}/giu],
  [
    'hidden-style',
    2,
    /style\s?=[^<>\n]{0,60}(?:display\s?:\s?none|font-size\s?:\s?0|visibility\s?:\s?hidden|opacity\s?:\s?0|color\s?:\s?(?:white|#fff))/giu,
  ],
  ['hidden-comment', 3, /(?:^|\n)\[(?:\/\/|comment)\]:\s?(?:#|<>)\s?[("']/gu],
];

const OPEN = '<!--';
const CLOSE = '-->';
/** The beginning of a comment is what is read of it. */
const READ = 400;

/** Comments of HTML that speak in sentences. A template has such too, so they weigh less than enough. */
function findComments(text: string): readonly PhraseHit[] {
  const found: PhraseHit[] = [];
  let start = text.indexOf(OPEN);
  while (start >= 0) {
    const end = text.indexOf(CLOSE, start + OPEN.length);
    if (end < 0) break;
    if (isSentence(text.slice(start + OPEN.length, Math.min(end, start + READ))))
      found.push(injectionHit('hidden-comment', 2, { start, end: end + CLOSE.length }));
    start = text.indexOf(OPEN, end);
  }
  return found;
}

/** Everything in a text that is kept from the eyes of its readers (INJ-03). Hostile input, linear time. */
export const findHidden = (text: string): readonly PhraseHit[] => [
  ...HIDDEN.flatMap(([id, weight, pattern]) =>
    [...text.matchAll(pattern)].map((match) =>
      injectionHit(id, weight, { start: match.index, end: match.index + match[0].length }),
    ),
  ),
  ...findComments(text),
];
