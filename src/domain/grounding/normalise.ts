/** Marks that people and editors vary without changing what is said, folded to one form. */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/[\u00AD\u200B\u2060\uFEFF]/gu, ''],
  [/[\u2018\u2019\u201A\u2032]/gu, "'"],
  [/[\u201C\u201D\u201E\u2033]/gu, '"'],
  [/[\u2010-\u2015\u2212]/gu, '-'],
  [/\u2026/gu, '...'],
  [/\s+/gu, ' '],
];

/** The form in which quotes are looked up: NFKC, one kind of quote mark, dash and space, nothing of no width. */
export function normalise(text: string): string {
  const folded = FOLDS.reduce(
    (result, [pattern, plain]) => result.replace(pattern, plain),
    text.normalize('NFKC'),
  );
  return folded.trim();
}
