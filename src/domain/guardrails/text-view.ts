import { apply, toEarlier, toMarks, type Edit } from './edits';

/** A text as detectors read it, and where each of its characters came from. */
export interface TextView {
  readonly text: string;
  /** Offsets in the original of a span of the view that is not empty. */
  toOriginal(start: number, end: number): { readonly start: number; readonly end: number };
}

/** Draws nothing: format characters, variation selectors, fillers and the grapheme joiner. */
const UNSEEN = /[\p{Cf}\p{Variation_Selector}\u034F\u115F\u1160\u3164\uFFA0]/u;
const FOREIGN = /[^\x00-\x7F]/gu;

const shownOf = (point: string): string => (UNSEEN.test(point) ? '' : point.normalize('NFKC'));

/** Every code point that a reader sees otherwise than it is written, with what is seen. */
function changesOf(text: string): readonly Edit[] {
  const known = new Map<string, string>();
  const edits: Edit[] = [];
  for (const { 0: point, index } of text.matchAll(FOREIGN)) {
    let put = known.get(point);
    if (put === undefined) {
      put = shownOf(point);
      known.set(point, put);
    }
    if (put !== point) edits.push({ start: index, end: index + point.length, put });
  }
  return edits;
}

/**
 * The view without what a reader cannot see, each code point in its NFKC form: so a word that is split by invisible
 * characters or written in full-width letters is still found. Hostile input: any string is taken, in linear time.
 */
export function toView(text: string): TextView {
  const edits = changesOf(text);
  if (edits.length === 0) return { text, toOriginal: (start, end) => ({ start, end }) };
  const marks = toMarks(edits);
  return {
    text: apply(text, edits),
    toOriginal: (start, end) => ({
      start: toEarlier(start, marks, 'start'),
      end: toEarlier(end, marks, 'end'),
    }),
  };
}
