import type { Source } from '../../contract/output';
import { cut } from '../packet/collect-sources';

/** A sentence of a source, as a quote that stands in it. */
export interface Sentence {
  readonly source: Source;
  readonly quote: string;
  readonly position: number;
}

const MAX_QUOTE = 320;
const MIN_WORDS = 3;
/** A bullet or a number with its dot, never a figure: `40 users wait` keeps its 40. */
const LIST_MARK = /^(?:(?:[-*•]|\d{1,3}[.)])\s+)+/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const isProse = (text: string): boolean => text.split(/\s+/u).length >= MIN_WORDS && /\p{L}{2}/u.test(text);

/** Splits a source into sentences: line by line, then by Unicode sentence rules (UAX #29). Fragments are left out. */
export function sentencesOf(source: Source): readonly Sentence[] {
  const found: Sentence[] = [];
  for (const line of source.text.split('\n')) {
    for (const { segment } of segmenter.segment(line)) {
      const quote = cut(segment.trim().replace(LIST_MARK, ''), MAX_QUOTE).trim();
      if (isProse(quote)) found.push({ source, quote, position: found.length });
    }
  }
  return found;
}

const PROSE_KINDS: ReadonlySet<Source['kind']> = new Set(['description', 'comment']);

/** All sentences that people wrote on the issue itself, in source order. */
export const proseOf = (sources: readonly Source[]): readonly Sentence[] =>
  sources.filter((source) => PROSE_KINDS.has(source.kind)).flatMap(sentencesOf);

/** At most so much of a selection may come from one source, so that a long description does not silence the comments. */
const shareOf = (limit: number): number => Math.max(1, Math.ceil(limit / 2));

/** The sentences that match, one per distinct wording, in source order, at most `limit` and about half from one source. */
export function pick(sentences: readonly Sentence[], pattern: RegExp, limit: number): readonly Sentence[] {
  const seen = new Set<string>();
  const taken = new Map<number, number>();
  return sentences
    .filter(({ quote, source }) => {
      const key = quote.toLowerCase();
      const count = taken.get(source.number) ?? 0;
      if (count >= shareOf(limit) || seen.has(key) || !pattern.test(quote)) return false;
      seen.add(key);
      taken.set(source.number, count + 1);
      return true;
    })
    .slice(0, limit);
}
