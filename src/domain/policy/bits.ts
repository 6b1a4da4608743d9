/** A set of positions in a list, 32 to a word; beyond its last word it holds none. */
export type Bits = Int32Array;

const WORD = 32;

/** One word of a set. */
export const wordOf = (bits: Bits, word: number): number => bits[word] ?? 0;

/** Puts a position into a set. */
export function addPosition(bits: Bits, position: number): void {
  const word = Math.floor(position / WORD);
  bits[word] = wordOf(bits, word) | (1 << (position % WORD));
}

/** The positions of the items for which `isIn` holds. */
export function bitsWhere<T>(items: readonly T[], isIn: (item: T) => boolean): Bits {
  const bits = new Int32Array(Math.ceil(items.length / WORD));
  for (const [position, item] of items.entries()) {
    if (isIn(item)) addPosition(bits, position);
  }
  return bits;
}

/** What is in either set; both are of one length. */
export const union = (one: Bits, other: Bits): Bits => one.map((bits, word) => bits | wordOf(other, word));

/** What stands at a place of a list. Throws `RangeError` where nothing does, which is a mistake of ours. */
export function standingAt<T>(list: readonly T[], place: number): T {
  const item = list[place];
  if (item === undefined) throw new RangeError(`Nothing stands at ${place}`);
  return item;
}

/** The place of a value in a closed list; an unknown one, and one that is not of the list, has the place after the last. */
export function codeOf(values: readonly string[], value: string | null): number {
  let code = 0;
  while (code < values.length && values[code] !== value) code += 1;
  return code;
}

/** The lowest position that is set in one word of a set; the word is not 0. */
export const positionOf = (bits: number, word: number): number =>
  word * WORD + (WORD - 1 - Math.clz32(bits & -bits));
