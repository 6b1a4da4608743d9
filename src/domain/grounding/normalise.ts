/** Marks that people and editors vary without changing what is said, folded to one form. */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u2032]/gu, "'"],
  [/[\u201C\u201D\u201E\u2033]/gu, '"'],
  [/[\u2010-\u2015\u2212]/gu, '-'],
  [/\u2026/gu, '...'],
  [/\s+/gu, ' '],
];

/** The form in which quotes are looked up: NFKC, one kind of quote mark, dash and space. */
export function normalise(text: string): string {
  const folded = FOLDS.reduce(
    (result, [pattern, plain]) => result.replace(pattern, plain),
    text.normalize('NFKC'),
  );
  return folded.trim();
}

/**
 * Control, zero-width, bidi and tag characters say nothing a reader sees; they are taken out before a text becomes a
 * source (INJ-03). Joiners that scripts and emoji need (U+200C, U+200D) stay, and so do tab and line feed. A lone
 * surrogate becomes U+FFFD, because canonical JSON refuses it; first, so that no removal joins two halves into one.
 */
export const stripInvisible = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/(?![\u200C\u200D])\p{Cf}/gu, '')
    .replace(/(?![\t\n])\p{Cc}/gu, '');
