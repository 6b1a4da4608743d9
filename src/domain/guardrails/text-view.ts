import { apply, toEarlier, toMarks, type Edit } from './edits';

/** A text as detectors read it, and where each of its characters came from. */
export interface TextView {
  readonly text: string;
  /** Offsets in the original of a span of the view that is not empty. */
  toOriginal(start: number, end: number): { readonly start: number; readonly end: number };
}

/** Draws nothing: format characters, variation selectors, fillers and the grapheme joiner. */
const UNSEEN = /[\p{Cf}\p{Variation_Selector}\u034F\u115F\u1160\u3164\uFFA0]/u;
const LAST_ASCII = 0x7f;

const shownOf = (point: string): string => (UNSEEN.test(point) ? '' : point.normalize('NFKC'));

/** Every code point that a reader sees otherwise than it is written, with what is seen; what is not seen, run by run. */
function changesOf(text: string): readonly Edit[] {
  const known = new Map<string, string>();
  const edits: Edit[] = [];
  let unseenFrom = -1;
  const endRun = (end: number): void => {
    if (unseenFrom >= 0) edits.push({ start: unseenFrom, end, put: '' });
    unseenFrom = -1;
  };
  for (let at = 0; at < text.length;) {
    const code = Number(text.codePointAt(at));
    const end = at + (code > 0xffff ? 2 : 1);
    if (code > LAST_ASCII) {
      const point = text.slice(at, end);
      const put = known.get(point) ?? shownOf(point);
      known.set(point, put);
      if (put === '') unseenFrom = unseenFrom < 0 ? at : unseenFrom;
      else endRun(at);
      if (put !== '' && put !== point) edits.push({ start: at, end, put });
    } else endRun(at);
    at = end;
  }
  endRun(text.length);
  return edits;
}

/**
 * The view without what a reader cannot see, each code point in its NFKC form: so a word that is split by invisible
 * characters or written in full-width letters is still found. Hostile input: any string is taken, in linear time.
 */
export function toView(text: string): TextView {
  if (latest?.original !== text) latest = { original: text, view: makeView(text) };
  return latest.view;
}

/** Each detector of a guardrail asks for the view of the same text. */
let latest: { readonly original: string; readonly view: TextView } | null = null;

function makeView(text: string): TextView {
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
