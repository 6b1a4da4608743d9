/** What stands where a secret would: a form's placeholder, a variable, a call, a mask, a date, an address. */
const STAND_IN =
  /^(?:[*x.•_-]{1,400}$|[<[{%(`/]|\$[({A-Za-z_]|-{1,2}[A-Za-z]|https?:|\d{4}-\d\d-\d\d|process\.|os\.|env[.[])|^(?:redacted|example|changeme|null|none|true|false|undefined)$/iu;
/** Words that only a stand-in holds. */
const STAND_IN_WORD = /your[_-]|_here\b|-here\b|insert[_-]|placeholder|dummy|\.\.\.|…|\*\*\*\*|(\w)\1{6}/iu;

/** Whether a value only stands where a secret would. */
export const isStandIn = (value: string): boolean => STAND_IN.test(value) || STAND_IN_WORD.test(value);

/** Shannon entropy of a text's characters, in bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / text.length;
    return bits - share * Math.log2(share);
  }, 0);
}

/** Whether a token of a known shape was issued: one that is filled up with a few characters was not. */
export const isIssued = (token: string): boolean => entropyOf(token) >= 2.7 && !/x{6}/iu.test(token);

/** How many different signs a value has that no word and no name has. */
const signsOf = (value: string): number => new Set(value.match(/[^\p{L}\d\s.,:;/_-]/gu)).size;

/** A value that stands beside the word password or secret: no word and no mask, but letters with figures or other signs. */
export function isPasswordLike(value: string): boolean {
  const isMixed = /\p{L}/u.test(value) && (/\d/u.test(value) || signsOf(value) >= 3);
  return isMixed && new Set(value).size >= 5 && !isStandIn(value);
}

/** A value that a generator made: what stands beside a weaker word (key, token, the name of a service) must look like it. */
export const isTokenLike = (value: string): boolean =>
  /\d/u.test(value) && /[A-Za-z]/u.test(value) && entropyOf(value) >= 3 && !isStandIn(value);

/** A password that a command line gives after a user: a word such as `token` or `password` stands in for one. */
export const isGivenUser = (value: string): boolean =>
  isPasswordLike(value) ||
  (value.length >= 8 && !isStandIn(value) && !/^(?:pass|secret|token)/iu.test(value));
