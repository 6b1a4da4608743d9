/** What makes a pattern begin over and over: a text of about so many characters. */
export type Bait = (length: number) => string;

const repeated =
  (part: string): Bait =>
  (length) =>
    part.repeat(Math.ceil(length / part.length)).slice(0, length);

const ANYWHERE = ['a', 'A', '0', ' ', '\n', '-', '.', '_', '/', ':', '=', '"', "'"].concat([
  'a ',
  'a.',
  'a-',
  '0.',
  '=a',
  ' -u a',
]);

/** Texts made of what stands literally in the pattern: the beginning that it looks for, many times, and once before a long row. */
export function baitsFor(source: string): readonly Bait[] {
  const literal = source
    .replace(/\\[bBdDwWsSpP](?:\{[^}]{0,40}\})?/gu, '\n')
    .replace(/\\([^A-Za-z0-9])/gu, '$1')
    .split(/[\n()[\]{}|*+?^$]/u)
    .filter((part) => part.length > 1 && part.length < 40);
  const starts = [...new Set(literal)].slice(0, 24);
  return [
    ...ANYWHERE.map(repeated),
    ...starts.map(repeated),
    ...starts.flatMap((start) => [' ', 'a', '0'].map((pad) => repeated(`${start}${pad}`))),
    ...starts.flatMap((start) =>
      [' ', 'a', '0'].map(
        (pad): Bait =>
          (length) =>
            `${start}${pad.repeat(length)}!`,
      ),
    ),
  ];
}

/** The text of an attack that `recheck` describes, grown to a length. */
export function attackBait(attack: {
  readonly pumps: readonly { readonly prefix: string; readonly pump: string }[];
  readonly suffix: string;
}): Bait {
  return (length) => {
    const share = length / Math.max(1, attack.pumps.length);
    const grown = attack.pumps.map(
      ({ prefix, pump }) => prefix + pump.repeat(Math.ceil(share / Math.max(1, pump.length))),
    );
    return grown.join('') + attack.suffix;
  };
}

/** Milliseconds of this process on a processor to find every match; what else the machine does is not counted. */
function millisecondsFor(pattern: RegExp, text: string): number {
  const started = process.cpuUsage();
  text.replace(pattern, '');
  return process.cpuUsage(started).user / 1_000;
}

/** Up to the longest input of a guardrail; each size is four times the one before. */
const SIZES = [4, 16, 64, 256].map((kilobytes) => kilobytes * 1_024);
/** Less is quick enough whatever it grew by, on a busy machine too: a quadratic pattern takes seconds for the longest text. */
const QUICK_MS = 200;
/** Four times the text takes four times as long in a linear pattern, sixteen times in a quadratic one: between them is the limit. */
const MOST_TIMES = 9;
const LOOKS = 8;
/** So far over the limit it is no accident, and not looked at again. */
const CLEARLY_TIMES = 5;
/** A quadratic pattern needs a hundred times as long for 16 KB: what is quicker need not be tried on more. */
const SURE_SIZE = 16 * 1_024;
const SURE_MS = 1;

/**
 * Whether the time that a pattern takes grows with the length of a text and no faster. Stops at the first size that shows it
 * to grow faster, so that a bad pattern does not take hours.
 */
export function isLinearOn(pattern: RegExp, bait: Bait): boolean {
  let before = 0;
  for (const size of SIZES) {
    const text = bait(size);
    const limit = Math.max(QUICK_MS, before * MOST_TIMES);
    let best = millisecondsFor(pattern, text);
    for (let look = 1; look < LOOKS && best > limit && best < limit * CLEARLY_TIMES; look += 1)
      best = Math.min(best, millisecondsFor(pattern, text));
    if (best > limit) return false;
    if (size >= SURE_SIZE && best < SURE_MS) return true;
    before = best;
  }
  return true;
}
