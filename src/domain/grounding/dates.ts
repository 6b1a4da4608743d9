import { fold } from './words';

/** A day, as far as it is told; `year` null where none is. */
export interface Day {
  readonly year: number | null;
  readonly month: number;
  readonly day: number | null;
}

/** A date or time as it stands in a text, with every reading that its notation allows. */
export interface Moment {
  readonly said: string;
  readonly days: readonly Day[];
  /** Minutes of the day; null where no time is meant. */
  readonly minutes: number | null;
  /** Seconds of the minute with their fraction; null where none are told. */
  readonly seconds: number | null;
  /** A weekday (0 is Monday) or a word such as `today`, that must stand there too. */
  readonly word: string | null;
}

const MONTHS: readonly string[] = [
  'jan january januar janvier enero janeiro januari',
  'feb february februar fevrier febrero fevereiro februari fevr',
  'mar march marz mars marzo marco maart',
  'apr april avril abril',
  'may mai mayo maio mei',
  'jun june juni juin junio junho',
  'jul july juli juillet julio julho juil',
  'aug august aout agosto augustus',
  'sep sept september septembre septiembre setembro',
  'oct october oktober octobre octubre outubro okt out',
  'nov november novembre noviembre novembro',
  'dec december dezember decembre diciembre dezembro dez',
];
const MONTH_OF: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index + 1])),
);

const DAY_WORDS: readonly string[] = [
  'monday mondays mon montag lundi lunes segunda-feira maandag',
  'tuesday tuesdays tue tues dienstag mardi martes terca-feira dinsdag',
  'wednesday wednesdays wed mittwoch mercredi miercoles quarta-feira woensdag',
  'thursday thursdays thu thur thurs donnerstag jeudi jueves quinta-feira donderdag',
  'friday fridays fri freitag vendredi viernes sexta-feira vrijdag',
  'saturday saturdays sat samstag samedi zaterdag',
  'sunday sundays sun sonntag dimanche domingo zondag',
  'today heute aujourd hoy hoje vandaag',
  'yesterday gestern ayer ontem gisteren',
  'tomorrow demain manana amanha',
  'tonight',
];
const WORD_OF: ReadonlyMap<string, string> = new Map(
  DAY_WORDS.flatMap((names) => names.split(' ').map((name): [string, string] => [name, names])),
);

/** Whether a folded word names a month or a day of the week. */
export const namesMoment = (word: string): boolean => MONTH_OF.has(word) || WORD_OF.has(word);

const ISO = /(?<![\p{L}\p{N}])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/gu;
const NUMERIC = /(?<![\p{L}\p{N}./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|\.\d)/gu;
const DAY_FIRST =
  /(?<![\p{L}\p{N}])(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[ /-]{1,3}(?:de |of )?(\p{L}{3,10})\.?(?:(?:,| de|\/|-)? ?(\d{4}|['’]?\d{2}(?![\p{N}:.%]| ?\p{L})))?(?![\p{N}])/gu;
const MONTH_FIRST =
  /(?<![\p{L}\p{N}])(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?(?![\p{N}:%.]\d|[\p{L}\p{N}])/gu;
const MONTH_YEAR = /(?<![\p{L}\p{N}])(\p{L}{3,10})\.?(?: de)? (\d{4})(?![\p{L}\p{N}])/gu;
/** `in March`, `until early May`: behind these words a month is no verb. */
const MONTH_ALONE =
  /(?<![\p{L}\p{N}])(?:in|since|until|till|til|by|during|of|from|to|before|after|next|last|this|early|mid|late|im|seit|bis|ab|en|depuis|desde|em|ate|até|vanaf|tot|sinds) (\p{L}{3,10})(?![\p{L}\p{N}]| \p{N})/giu;
const SHORT_DAY =
  /(?<![\p{L}\p{N}])(?:on|since|until|till|til|by|from|last|next|this|every|before|after) (mon|tues?|wed|thu|thurs?|fri|sat|sun)(?![\p{L}\p{N}])/giu;
const CLOCK =
  /(?<![\p{N}:.])(\d{1,2})[:h](\d{2})(?::(\d{2}(?:\.\d{1,6})?)(?:Z|[+-]\d{2}:?\d{2})?)?(?: ?([ap])\.?m\b\.?)?(?![\p{N}:])|(?<![\p{N}:.])(\d{1,2}) ?([ap])\.?m\b/giu;
const WORDS = /(?<![\p{L}\p{N}])\p{L}[\p{L}-]{3,12}(?![\p{L}\p{N}])/gu;

const isDay = (day: number): boolean => day >= 1 && day <= 31;
const isMonth = (month: number): boolean => month >= 1 && month <= 12;

const yearOf = (said: string | undefined): number | null => {
  if (said === undefined) return null;
  const digits = said.replace(/\D/gu, '');
  return digits.length === 2 ? 2_000 + Number(digits) : Number(digits);
};

const dayOf = (year: number | null, month: number, day: number): readonly Day[] =>
  isMonth(month) && isDay(day) ? [{ year, month, day }] : [];

/** `2/11/2026` is read both ways; `13/11/2026` only one way. */
const bothWays = (year: number | null, one: number, two: number): readonly Day[] => [
  ...dayOf(year, two, one),
  ...(one === two ? [] : dayOf(year, one, two)),
];

const monthNamed = (name: string | undefined): number => MONTH_OF.get(fold(String(name))) ?? 0;

type Reader = (match: readonly (string | undefined)[]) => readonly Day[];

/** Notations of a day, the most telling first; each takes its text away from those after it. */
const NOTATIONS: readonly (readonly [RegExp, Reader])[] = [
  [ISO, ([, year, month, day]) => dayOf(Number(year), Number(month), Number(day))],
  [NUMERIC, ([, one, , two, year]) => bothWays(yearOf(year), Number(one), Number(two))],
  [DAY_FIRST, ([, day, month, year]) => dayOf(yearOf(year), monthNamed(month), Number(day))],
  [MONTH_FIRST, ([, month, day, year]) => dayOf(yearOf(year), monthNamed(month), Number(day))],
  [
    MONTH_YEAR,
    ([, month, year]) =>
      isMonth(monthNamed(month)) ? [{ year: Number(year), month: monthNamed(month), day: null }] : [],
  ],
  [
    MONTH_ALONE,
    ([, month]) => (isMonth(monthNamed(month)) ? [{ year: null, month: monthNamed(month), day: null }] : []),
  ],
];

const HALF_DAY = 12;
const MINUTES = 60;

function minutesOf(match: readonly (string | undefined)[]): number | null {
  const [, hour, minute, , half, wholeHour, wholeHalf] = match;
  const hours = Number(hour ?? wholeHour);
  const part = (half ?? wholeHalf)?.toLowerCase();
  if (hours > 23 || Number(minute ?? 0) > 59 || (part !== undefined && hours > HALF_DAY)) return null;
  const base = part === undefined ? hours : hours % HALF_DAY;
  return (base + (part === 'p' ? HALF_DAY : 0)) * MINUTES + Number(minute ?? 0);
}

const secondsOf = ([, , , seconds]: readonly (string | undefined)[]): number | null =>
  seconds === undefined ? null : Number(seconds);

/** What was found, and the text without it: a blank stands where a date or time stood. */
export interface Read<T> {
  readonly found: readonly T[];
  readonly rest: string;
}

/** Dates and times of a text that is normalised already, in notations of en, de, fr, es, pt and nl. */
export function readMoments(text: string): Read<Moment> {
  const found: Moment[] = [];
  let rest = text;
  // `2026-11-02T08:10` is a day and a time.
  rest = rest.replace(/(\d)T(?=\d{2}:)/gu, '$1 ');
  for (const [pattern, read] of NOTATIONS)
    rest = rest.replace(pattern, (...match: (string | undefined)[]) => {
      const said = String(match[0]);
      const days = read(match);
      if (days.length === 0) return said;
      found.push({ said, days, minutes: null, seconds: null, word: null });
      return ' ; ';
    });
  rest = rest.replace(CLOCK, (...match: (string | undefined)[]) => {
    const said = String(match[0]);
    const minutes = minutesOf(match);
    if (minutes === null) return said;
    found.push({ said: said.replace(/\.$/u, ''), days: [], minutes, seconds: secondsOf(match), word: null });
    return ' ; ';
  });
  const shorts = [...rest.matchAll(SHORT_DAY)].map(([, day]) => [String(day)]);
  for (const [said = ''] of [...rest.matchAll(WORDS), ...shorts]) {
    const word = WORD_OF.get(fold(said));
    if (word !== undefined) found.push({ said, days: [], minutes: null, seconds: null, word });
  }
  return { found, rest };
}

function isSameDay(claimed: Day, told: Day, years: ReadonlySet<number>): boolean {
  if (claimed.month !== told.month) return false;
  if (claimed.day !== null && claimed.day !== told.day) return false;
  if (claimed.year === null) return true;
  return told.year === null ? years.has(claimed.year) : told.year === claimed.year;
}

/** The first date or time that was not told, as it is written; null when all were. A year that is told anywhere completes a day. */
export function untoldMoment(claimed: readonly Moment[], told: readonly Moment[]): string | null {
  const days = told.flatMap((moment) => moment.days);
  const years = new Set(days.flatMap(({ year }) => (year === null ? [] : [year])));
  const isTold = (moment: Moment): boolean => {
    if (moment.word !== null) return told.some(({ word }) => word === moment.word);
    if (moment.minutes !== null)
      return told.some(
        ({ minutes, seconds }) =>
          minutes === moment.minutes && (moment.seconds === null || seconds === moment.seconds),
      );
    return moment.days.some((one) => days.some((other) => isSameDay(one, other, years)));
  };
  return claimed.find((moment) => !isTold(moment))?.said ?? null;
}
