/** A part of a text and where it begins in it. */
export interface Part {
  readonly text: string;
  readonly from: number;
}

/** Which lines of a text hold one of some words: where rules with hints look. */
export interface HintedLines {
  /** Lines with one of the hints (lower case), neighbours in one part, each with the line ends on both sides. */
  partsWith(hints: readonly string[]): readonly Part[];
  hasAny(hints: readonly string[]): boolean;
}

/** Lower case, sign by sign: the dotted capital I is the only one that would become two. */
const toLower = (text: string): string => text.replaceAll('\u0130', 'i').toLowerCase();

/** The place of two and of three signs in a row in a table; others may share it. */
const twoOf = (one: number, two: number): number => (one << 7) ^ two;
const threeOf = (one: number, two: number, three: number): number => (one << 10) ^ (two << 5) ^ three;

/** The last place of a table for a text: short texts, of which there are many, get a small one. */
const lastPlaceFor = (length: number): number => (length < 1_024 ? 1_023 : 32_767);

/** Marks with 1 every two and three signs of a text that stand in a row. */
function tableOf(text: string, lastPlace: number): Uint8Array {
  const table = new Uint8Array(lastPlace + 1);
  let [one, two] = [text.charCodeAt(0), text.charCodeAt(1)];
  for (let at = 2; at <= text.length; at += 1) {
    const three = text.charCodeAt(at);
    table[twoOf(one, two) & lastPlace] = 1;
    table[threeOf(one, two, three) & lastPlace] = 1;
    one = two;
    two = three;
  }
  return table;
}

/**
 * Looks at a text once, so that most hints are known to be absent without a search. Hostile input; a line is read once for each
 * hint that it holds.
 */
export function createHintedLines(text: string): HintedLines {
  const lower = toLower(text);
  const lastPlace = lastPlaceFor(text.length);
  const table = tableOf(lower, lastPlace);

  /** False only where the hint is absent. */
  function mayHold(hint: string): boolean {
    const codeAt = (at: number): number => hint.charCodeAt(at);
    const has = (place: number): boolean => table[place & lastPlace] === 1;
    if (hint.length <= 2) return hint.length < 2 || has(twoOf(codeAt(0), codeAt(1)));
    for (let at = 0; at + 2 < hint.length; at += 1)
      if (!has(threeOf(codeAt(at), codeAt(at + 1), codeAt(at + 2)))) return false;
    return true;
  }

  /** Ends of the lines that hold a hint, by their beginnings. */
  function markLines(hint: string, ends: Map<number, number>): void {
    for (let hit = lower.indexOf(hint); hit >= 0;) {
      const lineEnd = lower.indexOf('\n', hit);
      const end = lineEnd < 0 ? lower.length : lineEnd;
      ends.set(lower.lastIndexOf('\n', hit) + 1, end);
      hit = lower.indexOf(hint, end);
    }
  }

  function findParts(hints: readonly string[]): readonly Part[] {
    const present = hints.filter(mayHold);
    if (present.length === 0) return [];
    const ends = new Map<number, number>();
    for (const hint of present) markLines(hint, ends);
    const parts: { from: number; to: number }[] = [];
    for (const [start, end] of [...ends].sort(([a], [b]) => a - b)) {
      const last = parts.at(-1);
      if (last !== undefined && start <= last.to) last.to = end + 1;
      else parts.push({ from: Math.max(0, start - 1), to: end + 1 });
    }
    return parts.map(({ from, to }) => ({ text: text.slice(from, to), from }));
  }

  // Rules that share a list of hints share the lines.
  const known = new Map<readonly string[], readonly Part[]>();
  return {
    hasAny: (hints) => hints.some((hint) => mayHold(hint) && lower.includes(hint)),
    partsWith: (hints) => {
      const parts = known.get(hints) ?? findParts(hints);
      known.set(hints, parts);
      return parts;
    },
  };
}
