/** A piece of a text: as it stands there, and as it is shown. They differ where it is a time. */
export interface TimePart {
  readonly exact: string;
  readonly shown: string;
}

const TIME = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?Z)/u;

const asShown = (exact: string): string => `${exact.slice(0, 10)} ${exact.slice(11, 16)} UTC`;

/**
 * Splits a text (hostile input) at its ISO 8601 times in UTC, each shown to the minute as the claims of outputs have it:
 * “2026-11-19 09:26 UTC”. What `exact` holds is the text, in its order.
 */
export const timeParts = (text: string): readonly TimePart[] =>
  text
    .split(TIME)
    .map((exact, index) => ({ exact, shown: index % 2 === 1 ? asShown(exact) : exact }))
    .filter(({ exact }) => exact !== '');
