import { isCardNumber, isPublicIpv4, measureIban } from './checksums';
import { wholeIf, type PatternRule } from './pattern-rule';

/**
 * Personal data that has a structure to check. Names, postal addresses and phone numbers have none: they are not found here,
 * and the screens say so (threats §1.5).
 */
export const PII_RULES: readonly PatternRule[] = [
  {
    id: 'pii-email',
    pattern: /(?<![\w.%+-])[\w.%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}(?![\w-])/gu,
  },
  {
    id: 'pii-card',
    pattern: /(?<![\w.-])(?:[2-6]|1(?=800))(?:[ -]?\d){11,18}(?![\w-])/gu,
    measure: wholeIf(isCardNumber),
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
    id: 'pii-ipv4',
    pattern: /(?<![\w.-]|version |release |rv:|\w\/)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w-]|\.\d)/giu,
    measure: wholeIf(isPublicIpv4),
  },
];
