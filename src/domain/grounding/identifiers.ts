import type { Read } from './dates';

/** A run of characters that names one thing: keys, hosts, addresses, versions, paths, codes. */
const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}._:@\\/#+-]{1,200}/gu;
const ENDS = /[.:@\\/#+-]$/u;

const KEY = /^[A-Z][A-Z0-9_]{1,19}-\d{1,10}$/u;
const HAS_LETTER = /\p{L}/u;
const HAS_DIGIT = /\p{N}/u;
const VERSION = /^v?\d{1,9}(?:\.\d{1,9}){2,}$/u;
const V_VERSION = /^v\d/u;
const HOST = /\p{L}{2}\.\p{L}{2}/u;
const UNDERSCORED = /[\p{L}\p{N}]_[\p{L}\p{N}]/u;
const ORDINAL = /^\d{1,4}(?:st|nd|rd|th|er|e|º)$/iu;
/** `p95` is a figure. */
const PERCENTILE = /^p\d{2,3}$/iu;
/** A figure with its unit: `480ms`, `5GB`, `40-user`, `24/7`, `3x`. */
const QUANTITY = /^\d{1,15}(?:[.,]\d{1,6})?(?:-?\p{L}{1,12}|%)$/u;

const isFigure = (token: string): boolean =>
  QUANTITY.test(token) || ORDINAL.test(token) || PERCENTILE.test(token);

const names = (token: string): boolean =>
  KEY.test(token) ||
  VERSION.test(token) ||
  V_VERSION.test(token) ||
  token.includes('@') ||
  token.includes('\\') ||
  token.includes('://') ||
  HOST.test(token) ||
  UNDERSCORED.test(token) ||
  (HAS_LETTER.test(token) && HAS_DIGIT.test(token) && !isFigure(token)) ||
  (HAS_DIGIT.test(token) && !HAS_LETTER.test(token) && /[_:\/#+]/u.test(token));

/** Without the marks at its end, which belong to the sentence. */
function trimmed(token: string): string {
  let end = token.length;
  while (end > 1 && ENDS.test(token.slice(0, end))) end -= 1;
  return token.slice(0, end);
}

/** Identifiers of a text that is normalised and has no dates and times any more. */
export function readIdentifiers(text: string): Read<string> {
  const found: string[] = [];
  const rest = text.replace(TOKEN, (token) => {
    const name = trimmed(token);
    if (!names(name)) return token;
    found.push(name);
    return ` ; ${token.slice(name.length)}`;
  });
  return { found, rest };
}

const CONTINUES = /^(?:[\p{L}\p{N}]|[.,]\p{N}|[_-][\p{L}\p{N}])/u;
const CONTINUED = /(?:[\p{L}\p{N}]|\p{N}\.|[\p{L}\p{N}][_-])$/u;

/** Whether a name stands whole in a text: never `INC-204` in `INC-2041` nor `2.1` in `2.1.3`. Both in lower case. */
export function standsWhole(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    const isApart =
      !CONTINUED.test(text.slice(Math.max(0, at - 2), at)) && !CONTINUES.test(text.slice(end, end + 2));
    if (isApart) return true;
  }
  return false;
}

/** The first identifier that a text (normalised) does not hold, as it is written; null when it holds all. */
export function untoldIdentifier(claimed: readonly string[], told: string): string | null {
  const text = told.toLowerCase();
  const isTold = (name: string): boolean => {
    const wanted = name.toLowerCase();
    return standsWhole(wanted, text) || (/^v\d/u.test(wanted) && standsWhole(wanted.slice(1), text));
  };
  return claimed.find((name) => !isTold(name)) ?? null;
}
