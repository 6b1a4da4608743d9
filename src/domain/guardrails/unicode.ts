import type { PatternRule } from './pattern-rule';

/** The three flags that are written with tag characters (UTS 51, RGI tag sequences): England, Scotland, Wales. */
const FLAG = '(?<!\\u{1F3F4}[\\u{E0061}-\\u{E007A}]{0,5})';

/**
 * What is taken out before anyone, person or engine, reads a text (INJ-03). Kept, because scripts and emoji need them: single
 * joiners, single direction marks, soft hyphens, one variation selector, the tags of a flag.
 */
export const UNICODE_RULES: readonly PatternRule[] = [
  { id: 'unicode-bidi', pattern: /[\u202A-\u202E\u2066-\u2069\u206A-\u206F]+/gu },
  {
    id: 'unicode-invisible',
    pattern: /[\u200B\u2060-\u2064\uFEFF\u180E\u034F\u115F\u1160\u3164\uFFA0\uFFF9-\uFFFB]+/gu,
  },
  // Two joiners or marks in a row draw nothing in any script; runs of them carry hidden bits.
  { id: 'unicode-joiner-run', pattern: /[\u200C-\u200F\u061C]{2,}/gu },
  { id: 'unicode-tag', pattern: new RegExp(`${FLAG}[\\u{E0000}-\\u{E007F}]+`, 'gu') },
  { id: 'unicode-selector-run', pattern: /(?<=[\uFE00-\uFE0F])[\uFE00-\uFE0F]+|[\u{E0100}-\u{E01EF}]+/gu },
  { id: 'unicode-control', pattern: /(?![\t\n\r])\p{Cc}+/gu },
];

/** A half of a surrogate pair: canonical JSON refuses it, so it becomes U+FFFD. */
export const SURROGATE_RULES: readonly PatternRule[] = [{ id: 'unicode-surrogate', pattern: /\p{Cs}/gu }];
