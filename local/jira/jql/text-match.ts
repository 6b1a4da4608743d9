/** Words of a text, lower case, without a plural s: as coarse as needed to find `latency issues` in `a latency issue`. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => (word.length > 3 ? word.replace(/s$/, '') : word));
}

/**
 * Jira's `~`: every word of the query stands in the text, in any order; `"in quotes"` they stand together; a word may
 * end in `*`. It knows no fuzzy search and no boosting.
 */
export function matchesText(text: string, query: string): boolean {
  const words = wordsOf(text);
  const phrase = /^"(.*)"$/s.exec(query.trim())?.[1];
  if (phrase !== undefined) return ` ${words.join(' ')} `.includes(` ${wordsOf(phrase).join(' ')} `);
  const terms = query.trim().split(/\s+/);
  return terms.every((term) => {
    const wanted = wordsOf(term);
    const isPrefix = term.endsWith('*');
    return wanted.every((piece) =>
      words.some((word) => (isPrefix ? word.startsWith(piece) : word === piece)),
    );
  });
}
