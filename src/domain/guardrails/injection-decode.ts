import { injectionHit, type PhraseHit } from './injection-phrases';

/** A run of a text that is written in a code, and what it says. */
interface Decoded {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  /** Empty when the run says nothing in that code. */
  readonly text: string;
}

interface Code {
  readonly code: string;
  /** The characters of a run; a run ends at the first other one. */
  readonly alphabet: string;
  /** Shorter runs carry no sentence. */
  readonly least: number;
  readonly decode: (run: string) => string;
}

/** Bytes as UTF-8, or one character a byte where they are none. */
function fromBytes(bytes: readonly number[]): string {
  const escaped = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return String.fromCharCode(...bytes.slice(0, LONGEST_TEXT));
  }
}

/** What a run says is looked at up to here: an order stands at the beginning, or the rest is one more run's worth of noise. */
const LONGEST_TEXT = 4_096;
const HEX = '0123456789abcdefABCDEF';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64_VALUES: ReadonlyMap<string, number> = new Map([
  ...Array.from(BASE64, (sign, value): [string, number] => [sign, value]),
  ['-', 62],
  ['_', 63],
]);

/** Plain base64 and its form for addresses; bits that fill no byte are dropped. */
function fromBase64(run: string): string {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const sign of run) {
    const value = BASE64_VALUES.get(sign);
    if (value === undefined) break;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return fromBytes(bytes);
}

/** Numbers of a fixed form that stand one after another. */
const numbersOf = (run: string, form: RegExp, base: number): readonly number[] =>
  (run.match(form) ?? []).map((digits) => Number.parseInt(digits, base));

const fromHex = (run: string): string =>
  fromBytes(numbersOf(run.replace(/0x|\\x/gu, ''), /[0-9a-f]{2}/giu, 16));

const fromPoints = (points: readonly number[]): string =>
  points.map((point) => (point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD')).join('');

const fromEntities = (run: string): string =>
  fromPoints(
    (run.match(/&#(?:x[0-9a-f]{1,6}|\d{1,7});/giu) ?? []).map((entity) =>
      Number(/x/iu.test(entity) ? `0x${entity.slice(3, -1)}` : entity.slice(2, -1)),
    ),
  );

const MORSE: ReadonlyMap<string, string> = new Map(
  (
    '.-a -...b -.-.c -..d .e ..-.f --.g ....h ..i .---j -.-k .-..l --m -.n ---o .--.p --.-q .-.r ...s -t ..-u ...-v .--w -..-x ' +
    '-.--y --..z'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, -1), pair.slice(-1)]),
);
const fromMorse = (run: string): string =>
  run
    .replace(/ {2}|[/|\n]/gu, ' / ')
    .split(' ')
    .map((sign) => (sign === '/' ? ' ' : (MORSE.get(sign) ?? '')))
    .join('');

/** Codes that carry whole sentences and that a ticket has no reason to use. They are read to detect, never for an engine. */
const CODES: readonly Code[] = [
  { code: 'base64', alphabet: `${BASE64}-_=`, least: 16, decode: fromBase64 },
  { code: 'hex', alphabet: `${HEX}x\\ :,`, least: 16, decode: fromHex },
  {
    code: 'percent',
    alphabet: `${HEX}%`,
    least: 18,
    decode: (run) => fromBytes(numbersOf(run.replaceAll('%25', '%'), /(?<=%)[0-9a-f]{2}/giu, 16)),
  },
  { code: 'entity', alphabet: `${HEX}&#xX;`, least: 20, decode: fromEntities },
  {
    code: 'escape',
    alphabet: `${HEX}\\u{}`,
    least: 24,
    decode: (run) => fromPoints(numbersOf(run, /(?<=\\u\{?)[0-9a-f]{2,6}/giu, 16)),
  },
  {
    code: 'binary',
    alphabet: '01 ,\n',
    least: 24,
    decode: (run) => fromBytes(numbersOf(run.replace(/[ ,\n]/gu, ''), /[01]{8}/gu, 2)),
  },
  {
    code: 'decimal',
    alphabet: '0123456789 ,;',
    least: 24,
    decode: (run) => fromBytes(numbersOf(run, /\d{1,9}/gu, 10).map((code) => Math.min(code, 255))),
  },
  { code: 'morse', alphabet: '.- /|\n', least: 24, decode: fromMorse },
];

const TABLES = CODES.map((code) => ({
  ...code,
  isOf: Uint8Array.from({ length: 128 }, (_, at) =>
    code.alphabet.includes(String.fromCharCode(at)) ? 1 : 0,
  ),
}));

type Table = (typeof TABLES)[number];

/** Every run of a code's characters that is long enough for a sentence, as its place. */
function runsOf(text: string, { isOf, least }: Table): readonly (readonly [start: number, end: number])[] {
  const runs: (readonly [number, number])[] = [];
  for (let start = 0; start + least <= text.length;) {
    // The last character that a run of the least length would need is looked at first: most runs are over long before it.
    let at = start + least - 1;
    while (at >= start && isOf[text.charCodeAt(at)] === 1) at -= 1;
    if (at < start) {
      let end = start + least;
      while (isOf[text.charCodeAt(end)] === 1) end += 1;
      runs.push([start, end]);
      at = end;
    }
    start = at + 1;
  }
  return runs;
}

/** Every run that is long enough for a sentence in one of the codes, and what it says. */
const decodeRuns = (text: string): readonly Decoded[] =>
  TABLES.flatMap((table) =>
    runsOf(text, table).map(([start, end]) => ({
      code: table.code,
      start,
      end,
      text: table.decode(text.slice(start, end)),
    })),
  );

/** What is read of a decoded run: an order stands at its beginning. */
const READ = 400;

/** Whether a text is made of words and hardly anything else: what noise, keys, paths and settings do not decode to. */
export function isSentence(text: string): boolean {
  const read = text.trim();
  const words = read.split(/\s/u).filter((word) => /\p{L}{2}/u.test(word));
  if (words.length < 3 || words.some(({ length }) => length > 24)) return false;
  const letters = read.replace(/[^\p{L}\p{M}\s]/gu, '').length;
  return letters >= read.length * 0.85 && !/\p{Cc}/u.test(read.replace(/\s/gu, ''));
}

/** Longer than a key, a hash or a signature: such a run has its place in an attachment (INJ-04). */
const OPAQUE = 400;
const isOpaque = (run: string): boolean =>
  run.length >= OPAQUE &&
  [/[A-Z]/u, /[a-z]/u, /\d/u].every((kind) => kind.test(run)) &&
  !run.startsWith('eyJ');

/**
 * Sentences in a code, and long runs that say nothing in any (a JSON web token is a secret's rule to find). Hostile input: linear
 * time, a run is read once a code.
 */
export const findEncoded = (text: string): readonly PhraseHit[] =>
  decodeRuns(text).flatMap(({ code, start, end, text: says }) => {
    if (isSentence(says.slice(0, READ))) return [injectionHit(`encoded-${code}`, 3, { start, end })];
    const isNoise = code === 'base64' && isOpaque(text.slice(start, end));
    return isNoise ? [injectionHit('opaque', 3, { start, end })] : [];
  });
