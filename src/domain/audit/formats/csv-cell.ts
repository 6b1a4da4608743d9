/** What a spreadsheet skips, or does not draw, before it looks at a cell. */
const UNSEEN = String.raw`[\s\p{Cc}\p{Default_Ignorable_Code_Point}]`;
/** `= + - @ |` with every character that NFKC folds to one of them, and the minus sign U+2212 with its own. */
const TRIGGER = String.raw`[=\u207C\u208C\u2A75\u2A76\uFE66\uFF1D+\u207A\u208A\uFB29\uFE62\uFF0B\-\u2212\u207B\u208B\uFE63\uFF0D@\uFE6B\uFF20|\uFF5C]`;
const CELL_START = new RegExp(`(^|;)(?='|${UNSEEN}*(?:[\\t\\r\\n]|${TRIGGER}))`, 'gu');

/** A negative number that a spreadsheet reads and writes as it stands; it cannot be a formula. */
const PLAIN_NUMBER = /^-(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/u;

/**
 * Puts `'` before what a spreadsheet could take for a formula (threats OUT-16), and before an own `'`, so that a reader who takes
 * one `'` away gets every text back. A `;` begins a cell where it is the list separator of the country, so the rule holds after it too.
 */
const neutralise = (text: string): string =>
  PLAIN_NUMBER.test(text) ? text : text.replaceAll(CELL_START, "$1'");

const toEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
const NAMED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/**
 * A cell of text, quoted: no control character or line separator stands in it raw, they and `\` are written as JSON escapes. Hostile
 * input. To read it: undo the escapes, then take one `'` away at the start and after each `;`.
 */
export const textCell = (text: string): string =>
  quote(neutralise(text).replaceAll(/[\\\p{Cc}\u2028\u2029]/gu, (found) => NAMED[found] ?? toEscape(found)));

/** A cell of canonical JSON, quoted. To read it: take one `'` away after each `;`, then parse. */
export const jsonCell = (json: string): string =>
  quote(neutralise(json).replaceAll(/[\p{Cc}\u2028\u2029]/gu, toEscape));
