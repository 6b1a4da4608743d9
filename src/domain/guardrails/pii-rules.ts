import { isCardNumber, isNamedCard, isPublicIpv4, isPublicIpv6, measureIban } from './checksums';
import { wholeIf, type PatternRule } from './pattern-rule';
import { PHONE_RULES } from './phone';

/** Letters of the alphabets that addresses of mail are written in, by ranges: classes by property are slow here. */
const LETTER = '\\w\\u00C0-\\u024F\\u0370-\\u1FFF\\u3040-\\uD7FF';

/**
 * Personal data that has a structure to check. Postal addresses and the names of people whom nobody named have none: they are
 * not found, and the screens say so (threats §1.5). Addresses of private networks stay: they name no person and are evidence.
 */
export const PII_RULES: readonly PatternRule[] = [
  {
    id: 'pii-email',
    hints: ['@'],
    pattern: new RegExp(
      `(?<![${LETTER}.%+-])[${LETTER}.%+-]{1,64}@[${LETTER}.-]{1,190}\\.[${LETTER}]{2,24}(?![\\w-])`,
      'gu',
    ),
  },
  {
    id: 'pii-card',
    pattern: /(?<![\w.-])(?:[2-6]|1(?=800))(?:[ -]?\d){11,18}(?![\w-])/gu,
    measure: wholeIf(isCardNumber),
  },
  {
    id: 'pii-card',
    hints: ['card', 'karte', 'carte', 'tarjeta', 'cart'],
    pattern:
      /(?:card|karte|carte|tarjeta|cart[aã]o)(?: (?:number|no\.?|nr\.?|is|was|num[eé]ro))?[ :#]{1,3}(?<value>\d(?:[ -]?\d){11,18})(?![\w-])/giu,
    measure: wholeIf(isNamedCard),
  },
  {
    id: 'pii-iban',
    pattern: /(?<!\w)[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,34}/gu,
    measure: measureIban,
  },
  {
    id: 'pii-us-ssn',
    pattern: /(?<![\w-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\w-])/gu,
  },
  {
    id: 'pii-us-ssn',
    hints: ['ssn', 'social security'],
    pattern:
      /\b(?:ssn|social security(?: number)?)(?: is| was)?[ :#]{1,3}(?<value>(?!000|666|9\d\d)\d{3}[. -]?(?!00)\d{2}[. -]?(?!0000)\d{4})(?![\w-])/giu,
  },
  {
    id: 'pii-ipv4',
    pattern: /(?<![\w.-]|version |release |rv:|\w\/)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w-]|\.\d)/giu,
    measure: wholeIf(isPublicIpv4),
  },
  {
    id: 'pii-ipv6',
    hints: [':'],
    pattern: /(?<![\w.:-])[23][\da-f]{3}:[\da-f:]{4,34}(?![\w:])/giu,
    measure: wholeIf(isPublicIpv6),
  },
  ...PHONE_RULES,
];
