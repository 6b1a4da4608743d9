import type { Source } from '../../contract/output';
import { normalise } from './normalise';

const MIN_QUOTE = 2;

/**
 * Whether the quote stands in the source: as it is, or after normalisation (which may join marks at a quote's edge). Less
 * than two characters prove nothing, unless they are all that the source says.
 */
export function standsIn(quote: string, source: Source): boolean {
  if (quote.trim().length >= MIN_QUOTE && source.text.includes(quote)) return true;
  const wanted = normalise(quote);
  const said = normalise(source.text);
  return wanted.length < MIN_QUOTE ? wanted !== '' && wanted === said : said.includes(wanted);
}
