import type { PatternRule } from './pattern-rule';

/** The three flags that are written with tag characters (UTS 51, RGI tag sequences): England, Scotland, Wales. */
const FLAG = '(?<!\\u{1F3F4}[\\u{E0061}-\\u{E007A}]{0,5})';
/** Letters of alphabets that join nothing, break no line inside a word and run one way. */
const APART = '[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{N}]';
/** Scripts without spaces, in which a zero-width space parts words. */
const UNSPACED =
  '[\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
/** Where editors put one so that a long name may break: beside a hyphen, a stroke, a dot. */
const BREAKS = '(?<=[\\p{L}\\p{N}])\\u200B(?=[-_/.])|(?<=[-_/.])\\u200B(?=[\\p{L}\\p{N}])';
/** Marks that stand over and under any letter. No living language writes four of them on one letter. */
const MARKS =
  '[\\u0300-\\u036F\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u20D0-\\u20DC\\u20E1\\u20E5-\\u20F0\\uFE20-\\uFE2F]';
/** What stands between the two marks by which an interface isolates a value (UAX 9, FSI and PDI). */
const ISOLATED = '[^\\u202A-\\u202E\\u2066-\\u2069\\n]{0,120}';

/**
 * What is taken out before anyone, person or engine, reads a text (INJ-03). Kept, because scripts, emoji and honest programs need
 * them: single joiners between letters that join, single direction marks, soft hyphens, one variation selector, the tags of a
 * flag, a byte order mark at the beginning, a zero-width space where a line may break, a value in closed isolates, the mark
 * that Windows puts before a path, and three marks on a letter.
 */
export const UNICODE_RULES: readonly PatternRule[] = [
  {
    id: 'unicode-bidi',
    pattern: new RegExp(
      '[\\u202B-\\u202E\\u2066\\u2067\\u206A-\\u206F]+|\\u202A(?![A-Za-z]:\\\\)|' +
        `\\u2068+(?!${ISOLATED}\\u2069)|(?<!\\u2068${ISOLATED})\\u2069+`,
      'gu',
    ),
  },
  {
    id: 'unicode-invisible',
    pattern: new RegExp(
      '[\\u2060-\\u2064\\u180E\\u034F\\u115F\\u1160\\u3164\\uFFA0\\uFFF9-\\uFFFB]+|(?<!^)\\uFEFF+|\\u200B{2,}|' +
        `(?!${BREAKS}|(?<=${UNSPACED})\\u200B(?=${UNSPACED}))\\u200B`,
      'gu',
    ),
  },
  {
    id: 'unicode-joiner-in-word',
    pattern: new RegExp(`(?<=${APART})[\\u200C-\\u200F\\u061C](?=${APART})`, 'gu'),
  },
  // Two joiners or marks in a row draw nothing in any script; runs of them carry hidden bits.
  { id: 'unicode-joiner-run', pattern: /[\u200B-\u200F\u061C]{2,}/gu },
  { id: 'unicode-tag', pattern: new RegExp(`${FLAG}[\\u{E0000}-\\u{E007F}]+`, 'gu') },
  { id: 'unicode-selector-run', pattern: /(?<=[\uFE00-\uFE0F])[\uFE00-\uFE0F]+|[\u{E0100}-\u{E01EF}]+/gu },
  { id: 'unicode-control', pattern: /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]+/gu },
  { id: 'unicode-mark-run', pattern: new RegExp(`(?<=${MARKS}{3})${MARKS}+`, 'gu') },
  // These part lines without a line feed, so that what stands after one looks like a line of the program around it.
  { id: 'unicode-separator', pattern: /[\u2028\u2029]/gu },
];

/** A half of a surrogate pair: canonical JSON refuses it, so it becomes U+FFFD. */
export const SURROGATE_RULES: readonly PatternRule[] = [{ id: 'unicode-surrogate', pattern: /\p{Cs}/gu }];

/** Everything that those rules could take or keep, for a text that goes on having what they take. */
export const ALL_UNSEEN_RULES: readonly PatternRule[] = [
  {
    id: 'unicode-invisible',
    pattern:
      /[\p{Cf}\p{Variation_Selector}\p{Script=Inherited}\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u115F\u1160\u2028\u2029\u3164\uFFA0]+/gu,
  },
  ...SURROGATE_RULES,
];

const PUT: Readonly<Record<string, string>> = { 'unicode-surrogate': '\uFFFD', 'unicode-separator': '\n' };

/** What stands in the place of a character that one of these rules takes out. */
export const putFor = (ruleId: string): string => PUT[ruleId] ?? '';
