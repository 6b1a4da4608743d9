export interface QuotedText {
  readonly before: string;
  readonly quote: string;
  readonly after: string;
}

const escaped = (word: string): string => word.replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`);

/**
 * Splits a source's text around a quote. White space and letter case may differ, as grounding allows it; `null` where
 * the quote does not stand in the text as it is shown. Both are hostile input: the words are matched literally.
 */
export function findQuote(text: string, quote: string): QuotedText | null {
  const words = quote
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  const found = new RegExp(words.map(escaped).join(String.raw`\s+`), 'iu').exec(text);
  if (found === null) return null;
  const end = found.index + found[0].length;
  return { before: text.slice(0, found.index), quote: found[0], after: text.slice(end) };
}
