import type { Removed } from '../../contract/output';
import { apply, type Edit } from './edits';
import type { Finding } from './finding';
import { findAll } from './pattern-rule';
import { ALL_UNSEEN_RULES, putFor } from './unicode';
import { findUnseen } from './unicode-find';

/** What was taken out may let another character become one too many; a text that still has some after this many looks is no accident. */
const PRECISE_LOOKS = 2;
interface Taken extends Edit {
  readonly ruleId: string;
}

/** Everything that rules could take or keep. */
const findAny = (text: string): readonly Finding[] =>
  findAll('unicode', ALL_UNSEEN_RULES, { text, toOriginal: (start, end) => ({ start, end }) });

/** Findings in the order of the text, each character once. */
function inOrder(findings: readonly Finding[]): readonly Taken[] {
  let done = 0;
  return [...findings]
    .sort((a, b) => a.start - b.start)
    .flatMap(({ ruleId, start, end }) => {
      const from = Math.max(start, done);
      if (from >= end) return [];
      done = end;
      return [{ ruleId, start: from, end, put: putFor(ruleId) }];
    });
}

/** Takes unseen characters out until none is left, and tells each look of what it took. Linear time: three looks at most. */
function take(original: string, tell: (text: string, taken: readonly Taken[]) => void): string {
  let text = original;
  for (let looks = 0; looks <= PRECISE_LOOKS; looks += 1) {
    const taken = inOrder(looks < PRECISE_LOOKS ? findUnseen(text) : findAny(text));
    if (taken.length === 0) break;
    tell(text, taken);
    text = apply(text, taken);
  }
  return text;
}

/**
 * A text without the characters that nobody sees (INJ-03): what scripts, emoji and honest programs need stays (`UNICODE_RULES`).
 * For names and labels, of which nobody is told what was taken. Hostile input, linear time; idempotent.
 */
export const withoutUnseen = (text: string): string => take(text, () => undefined);

const MAX_SAMPLE = 80;
const nameOf = (point: string): string =>
  `U+${Number(point.codePointAt(0)).toString(16).toUpperCase().padStart(4, '0')}`;

/** As many names of different code points as a sample holds. */
function namesIn(points: readonly string[]): string {
  let names = '';
  for (const point of new Set(points)) {
    const longer = names === '' ? nameOf(point) : `${names} ${nameOf(point)}`;
    if (longer.length > MAX_SAMPLE) break;
    names = longer;
  }
  return names;
}

const TAGS = /[\u{E0020}-\u{E007E}]/gu;
/** What tag characters spell; each is an ASCII sign, shifted. */
const spelledBy = (taken: string): string =>
  (taken.match(TAGS) ?? [])
    .map((tag) => String.fromCodePoint(Number(tag.codePointAt(0)) - 0xe0000))
    .join('')
    .trim();

function toRemoved(ruleId: string, taken: readonly string[], clean: (words: string) => string): Removed {
  // Halves of pairs that stood apart stay apart.
  const points = taken.flatMap((piece) => Array.from(piece));
  const words = clean(spelledBy(taken.join('')));
  const sample = words === '' ? namesIn(points) : `hidden: ${words}`.slice(0, MAX_SAMPLE);
  return { ruleId, count: points.length, sample };
}

/**
 * The same, and by rule what was taken (`SourceSchema.removed`). `clean` takes out of words that were hidden what nobody may be
 * shown, such as secrets; what it gives is told.
 */
export function takeUnseen(
  original: string,
  clean: (words: string) => string,
): { readonly text: string; readonly removed: readonly Removed[] } {
  const byRule = new Map<string, string[]>();
  const text = take(original, (before, taken) => {
    for (const { ruleId, start, end } of taken) {
      const pieces = byRule.get(ruleId) ?? [];
      pieces.push(before.slice(start, end));
      byRule.set(ruleId, pieces);
    }
  });
  const removed = [...byRule].map(([ruleId, taken]) => toRemoved(ruleId, taken, clean));
  return { text, removed };
}
