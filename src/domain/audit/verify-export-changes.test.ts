import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toCanonicalJson } from '../canonical/canonical';
import {
  chainOf,
  fiftyEntries,
  headerOf,
  ONE,
  recordsOf,
  verifyLines,
  writeLines,
} from './verify-export-samples';

const { chains: CHAINS, checkpoints: CHECKPOINTS } = fiftyEntries();
const LINES = writeLines([headerOf('trail'), ...CHECKPOINTS.flatMap(recordsOf), ...CHAINS.flat()]);
const FIRST_ENTRY = LINES.findIndex((line) => line.includes('"specVersion":2,"state"'));

const isFound = (lines: readonly string[]): boolean => verifyLines(lines).firstBroken !== null;
const lineAt = (at: number): string => LINES[at] ?? '';
/** The lines with `count` of them from `at` on replaced by others. */
const spliced = (at: number, count: number, ...others: readonly string[]): string[] => [
  ...LINES.slice(0, at),
  ...others,
  ...LINES.slice(at + count),
];

/** Whether a changed line says the same: records count byte for byte, entries (and the manifest) by what they say. */
function isSame(at: number, text: string): boolean {
  if (at < FIRST_ENTRY) return text === lineAt(at);
  try {
    return toCanonicalJson(JSON.parse(text)) === lineAt(at);
  } catch {
    return false;
  }
}

const places = fc.nat(LINES.length - 1);

describe('a single change of an export of fifty entries', () => {
  it('is none in the export as it was written', () => {
    expect(verifyLines(LINES)).toEqual({
      entries: 50,
      chains: 3,
      checkpoints: 3,
      withheld: 0,
      firstBroken: null,
    });
  });

  it('is found when any line is deleted, doubled or emptied, or the file cut there', () => {
    for (const [at, line] of LINES.entries()) {
      expect(isFound(spliced(at, 1))).toBe(true);
      expect(isFound(spliced(at, 0, line))).toBe(true);
      expect(isFound(spliced(at, 1, ''))).toBe(true);
      expect([at, at === 0 || isFound(LINES.slice(0, at))]).toEqual([at, true]);
      expect(isFound([...LINES.slice(0, at), line.slice(0, -1)])).toBe(true);
    }
  });

  it('is found when two lines change places or one moves', () => {
    fc.assert(
      fc.property(places, places, (one, other) => {
        fc.pre(one !== other);
        const swapped = LINES.map((line, at) =>
          at === one ? lineAt(other) : at === other ? lineAt(one) : line,
        );
        expect(isFound(swapped)).toBe(true);
        const moved = spliced(one, 1);
        moved.splice(other, 0, lineAt(one));
        expect(isFound(moved)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('is found when any character is replaced, deleted or put in', () => {
    const characters = fc.oneof(
      fc.constantFrom('"', '\\', ' ', '{', '}', ',', '0', '1', 'a'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(
        places,
        fc.tuple(fc.nat(), characters),
        fc.constantFrom('replace', 'delete', 'insert'),
        (at, [where, character], change) => {
          const line = lineAt(at);
          const place = where % line.length;
          const put = change === 'delete' ? '' : character;
          const text = line.slice(0, place) + put + line.slice(place + Number(change !== 'insert'));
          fc.pre(!isSame(at, text));
          expect(isFound(spliced(at, 1, text))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is found when any value anywhere in a line is replaced', () => {
    for (const [at, line] of LINES.entries()) {
      const values = [...line.matchAll(/:("(?:[^"\\]|\\.)*"|\d+|null|true|false)(?=[,}])/gu)];
      expect(values.length).toBeGreaterThan(0);
      for (const { 0: pair, index } of values) {
        const text = `${line.slice(0, index)}:${pair === ':null' ? '7' : 'null'}${line.slice(index + pair.length)}`;
        expect([text, isFound(spliced(at, 1, text))]).toEqual([text, true]);
      }
    }
  });

  it('is found when a line of another export is put in', () => {
    const foreign = writeLines([headerOf('trail'), ...chainOf(ONE, 20, { start: 31, every: 10 })]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LINES.length }), fc.constantFrom(...foreign), (at, line) => {
        expect(isFound(spliced(at, 0, line))).toBe(true);
      }),
    );
  });
});
