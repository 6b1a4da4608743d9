const hasLuhnDigit = (digits: string): boolean =>
  Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0) %
    10 ===
  0;

const isRow = (digits: string): boolean => /^(\d)\1*$/u.test(digits);

/** ISO/IEC 7812 check digit over a text's digits, for cards of 13 to 19 digits and the 12 of Maestro. */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/gu, '');
  const least = /^(?:5[06-9]|6)/u.test(digits) ? 12 : 13;
  return digits.length >= least && digits.length <= 19 && !isRow(digits) && hasLuhnDigit(digits);
}

/** The same for a number that its text calls a card: of any issuer. */
export function isNamedCard(text: string): boolean {
  const digits = text.replace(/\D/gu, '');
  return !isRow(digits) && hasLuhnDigit(digits);
}

/** Lengths by country (SWIFT IBAN registry, and countries that use the form without standing in it), as `COUNTRY length`. */
const IBAN_LENGTHS = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
    'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 ' +
    'AO25 BF28 BJ28 CF27 CG27 CI28 CM27 CV25 DZ26 GA27 GQ27 GW25 IR26 KM27 MA28 MG27 ML28 MZ25 NE28 SN28 TD27 TG28'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

const remainder97 = (digits: string): number =>
  Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);

/** Length of the IBAN at a text's beginning, spaces included; 0 when it is none (ISO 13616, mod 97). */
export function measureIban(text: string): number {
  const wanted = IBAN_LENGTHS.get(text.slice(0, 2).toUpperCase());
  if (wanted === undefined) return 0;
  let seen = 0;
  let end = 0;
  while (end < text.length && seen < wanted) {
    if (text[end] !== ' ') seen += 1;
    end += 1;
  }
  const iban = text.slice(0, end).replaceAll(' ', '').toUpperCase();
  if (seen < wanted || /^[A-Z0-9]/iu.test(text.slice(end))) return 0;
  const moved = `${iban.slice(4)}${iban.slice(0, 4)}`;
  const digits = moved.replace(/[A-Z]/gu, (letter) => String(letter.charCodeAt(0) - 55));
  return remainder97(digits) === 1 ? end : 0;
}

/** Ranges that name nobody outside (RFC 6890), each a test on the first three octets. */
const RESERVED: readonly ((a: number, b: number, c: number) => boolean)[] = [
  (a) => a === 0 || a === 10 || a === 127 || a >= 224,
  (a, b) => a === 100 && b >= 64 && b <= 127,
  (a, b) => a === 169 && b === 254,
  (a, b) => a === 172 && b >= 16 && b <= 31,
  (a, b) => a === 192 && b === 168,
  (a, b) => a === 198 && (b === 18 || b === 19),
  (a, b, c) => a === 192 && b === 0 && (c === 0 || c === 2),
  (a, b, c) => (a === 198 && b === 51 && c === 100) || (a === 203 && b === 0 && c === 113),
];

/** Whether four dotted numbers are an address that points at somebody on the internet. */
export function isPublicIpv4(text: string): boolean {
  const octets = text.split('.').map(Number);
  const [a = 0, b = 0, c = 0] = octets;
  if (octets.some((octet) => octet > 255) || text.split('.').some((part) => /^0\d/u.test(part))) return false;
  return !RESERVED.some((isReserved) => isReserved(a, b, c));
}

/** Whether hexadecimal groups are a global unicast address (RFC 4291), which points at somebody; documentation does not. */
export function isPublicIpv6(text: string): boolean {
  const groups = text.split(':');
  const isWhole = groups.length === 8 && !groups.includes('');
  const isShort = text.split('::').length === 2 && groups.length <= 8;
  return (isWhole || isShort) && /^[23][\da-f]{3}:/iu.test(text) && !/^2001:0?db8:/iu.test(text);
}
