import type { Ranked } from './rank';
import { likeness } from './words';

const NEARLY_SAME = 0.8;

/** Whether two sentences say the same: nearly the same words, and the same figures, which are what a log of values is about. */
const saysTheSame = (one: Ranked, other: Ranked): boolean =>
  one.figures === other.figures &&
  (one.sentence.quote.toLowerCase() === other.sentence.quote.toLowerCase() ||
    likeness(one.stems, other.stems) >= NEARLY_SAME);

/** At most so much of a selection comes from one source while others say something, so that none silences the rest. */
const shareOf = (limit: number): number => Math.max(1, Math.ceil(limit / 2));

interface Choice {
  readonly limit: number;
  readonly taken: readonly Ranked[];
  /** What is no part of a source's share: the items of a list under a heading that names the matter. */
  readonly isOwn?: (candidate: Ranked) => boolean;
}

/**
 * The best of a list by the score given, best first: none that says what a better one or one of `taken` says, at most `limit`, and
 * about half from one source while another has something to say.
 */
export function choose(
  candidates: readonly Ranked[],
  scoreOf: (candidate: Ranked) => number,
  { limit, taken, isOwn = () => false }: Choice,
): readonly Ranked[] {
  const chosen: Ranked[] = [];
  const counts = new Map<number, number>();
  const scored = candidates.map((candidate) => ({ candidate, score: scoreOf(candidate) }));
  scored.sort((a, b) => b.score - a.score || a.candidate.order - b.candidate.order);
  const isNew = (candidate: Ranked): boolean =>
    ![...taken, ...chosen].some((other) => saysTheSame(candidate, other));
  const takeWhile = (most: number): void => {
    for (const { candidate } of scored) {
      const { number } = candidate.sentence.source;
      const count = counts.get(number) ?? 0;
      if (chosen.length >= limit) return;
      const isListed = isOwn(candidate);
      if ((count >= most && !isListed) || !isNew(candidate)) continue;
      counts.set(number, isListed ? count : count + 1);
      chosen.push(candidate);
    }
  };
  takeWhile(shareOf(limit));
  takeWhile(limit);
  return chosen;
}
