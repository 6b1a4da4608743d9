import { wholeIf, type PatternRule } from './pattern-rule';

const DIGITS = '[+(]{0,2}\\d(?:[ ().\\/-]{0,3}\\d){5,14}(?:[ ,]{0,2}(?:x|ext\\.?) ?\\d{1,6})?';
const BEFORE =
  '(?:phone|tel|telephone|telefon|telefono|tel[eé]fono|t[eé]l[eé]phone|telefone|mobile|mobil|m[oó]vil|handy|cell|fax|whatsapp|sms)' +
  '(?: ?(?:no|nr|number|num)\\b)?(?: is| was)?[\\s:.#=]{1,4}' +
  '|\\b(?:call|ring|text|reach|phone|dial)(?: (?:me|us|him|her|them|back))?(?: at| on| under)? |(?:my|our|his|her|their) (?:new |direct |private )?(?:number|nr\\.?)(?: is)?:? |messages? to |(?:appelez|anrufen|llame) (?:le |al |unter )?';
const AFTER = '(?=[ -]{1,2}(?:office|fax|mobile|cell|home|work|phone)\\b)';

/** What is written with figures in groups and is no telephone number: dates, times, versions, addresses of machines. */
const OTHER =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)|\d{1,4}(?:\.\d{1,4}){1,2}(?:-\d{1,4}){1,2})/u;

const isPhone = (value: string): boolean => {
  const digits = value.replace(/\D/gu, '');
  return !OTHER.test(value) && !/^(\d)\1*$/u.test(digits);
};

/** Telephone numbers that their shape or a word beside them gives away; a bare row of figures is none. */
export const PHONE_RULES: readonly PatternRule[] = [
  {
    id: 'pii-phone',
    pattern: new RegExp(`(?<![A-Za-z0-9])(?:${BEFORE})(?<value>${DIGITS})(?![\\w-]|[.:/]\\d)`, 'giu'),
    measure: wholeIf(isPhone),
  },
  {
    id: 'pii-phone',
    hints: ['office', 'fax', 'mobile', 'cell', 'home', 'work', 'phone'],
    pattern: new RegExp(`(?<![\\w.:/+(-])(?<value>${DIGITS})${AFTER}`, 'giu'),
    measure: wholeIf(isPhone),
  },
  {
    id: 'pii-phone',
    hints: ['+'],
    pattern: /(?<![\w.+])\+[1-9]\d{0,2}(?:[ .-]?\(\d{1,4}\))?(?:[ .-]?\d){6,12}(?![\w-]|\.\d)/gu,
  },
  {
    id: 'pii-phone',
    pattern:
      /(?<![\w.(/-])(?:\([2-9]\d{2}\) ?[2-9]\d{2}[-. ]|[2-9]\d{2}([-.])[2-9]\d{2}\1)\d{4}(?![\w-]|\.\d)/gu,
  },
];
