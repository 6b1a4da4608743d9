/** A text as detectors read it, and where each of its characters came from. */
export interface TextView {
  readonly text: string;
  /** Offsets in the original of a span of the view that is not empty. */
  toOriginal(start: number, end: number): { readonly start: number; readonly end: number };
}

const PLAIN = /^[\t\n\r\x20-\x7E]*$/u;
/** Draws nothing: format characters, variation selectors, fillers and the grapheme joiner. */
const UNSEEN = /[\p{Cf}\p{Variation_Selector}\u034F\u115F\u1160\u3164\uFFA0]/u;
const LAST_ASCII = '\x7F';

const shownOf = (point: string): string => (UNSEEN.test(point) ? '' : point.normalize('NFKC'));

/**
 * The view without what a reader cannot see, each code point in its NFKC form: so a word that is split by invisible
 * characters or written in full-width letters is still found. Hostile input: any string is taken, in linear time.
 */
export function toView(text: string): TextView {
  if (PLAIN.test(text)) return { text, toOriginal: (start, end) => ({ start, end }) };
  const known = new Map<string, string>();
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let offset = 0;
  for (const point of text) {
    const next = offset + point.length;
    let shown = point <= LAST_ASCII ? point : known.get(point);
    if (shown === undefined) {
      shown = shownOf(point);
      known.set(point, shown);
    }
    parts.push(shown);
    starts.push(...Array<number>(shown.length).fill(offset));
    ends.push(...Array<number>(shown.length).fill(next));
    offset = next;
  }
  return {
    text: parts.join(''),
    toOriginal: (start, end) => ({ start: Number(starts[start]), end: Number(ends[end - 1]) }),
  };
}
