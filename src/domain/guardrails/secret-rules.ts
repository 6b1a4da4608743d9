import { wholeIf, type PatternRule } from './pattern-rule';
import { PLACE_RULES } from './secret-places';
import { SECRET_SHAPES } from './secret-shapes';
import { isIssued } from './secret-value';

const START = '(?<![A-Za-z0-9_])';
const END = '(?![A-Za-z0-9_])';

/** A block with a body: one that is empty or masked holds no key. */
const hasBody = (block: string): boolean => /KEY[A-Z ]{0,10}-----[^-]{0,200}?[A-Za-z0-9+/=]{4}/u.test(block);

/** Credentials, by the vendors' documented formats and by where they stand. */
export const SECRET_RULES: readonly PatternRule[] = [
  {
    // Ends at the END line, or, when the block was cut off, where its body ends.
    id: 'secret-private-key',
    hints: ['private key'],
    isAcrossLines: true,
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----(?:[^-]|-(?!-)){0,8000}(?:-----END [A-Z0-9 ]{0,60}-----)?/gu,
    measure: wholeIf(hasBody),
  },
  {
    id: 'secret-putty-key',
    hints: ['private-lines:'],
    isAcrossLines: true,
    pattern: /Private-Lines: \d{1,3}\s{1,2}(?<value>[A-Za-z0-9+/=\r\n]{20,8000})/gu,
  },
  ...SECRET_SHAPES.map(([id, marks, shape]) => ({
    id: `secret-${id}`,
    hints: marks.split(' '),
    pattern: new RegExp(`${START}${shape}${END}`, 'gu'),
    measure: wholeIf(isIssued),
  })),
  ...PLACE_RULES,
];
