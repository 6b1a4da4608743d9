import { JiraError } from '../jira-error';

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = {
  w: 10_080 * MINUTE,
  d: 1_440 * MINUTE,
  h: 60 * MINUTE,
  m: MINUTE,
};
export const DAY_MS = 1_440 * MINUTE;

/** The calendar steps that `startOf…` and `endOf…` round to. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'year';
const OWN_LETTER: Readonly<Record<CalendarUnit, string>> = { day: 'd', week: 'w', month: 'M', year: 'y' };

/**
 * Reads a JQL date in milliseconds: `yyyy-MM-dd` or `yyyy/MM/dd` with or without ` HH:mm`, or a period from `now`
 * (`-5d`, `4w 2d`; minutes without a letter). The site's and everybody's time zone is UTC. Undefined when it is none.
 */
export function readJqlDate(text: string, now: number): number | undefined {
  const trimmed = text.trim();
  const [, sign, period] = /^([+-]?)(\d{1,6}[wdhm]?(?:\s+\d{1,6}[wdhm])*)$/.exec(trimmed) ?? [];
  if (period !== undefined) return now + (sign === '-' ? -1 : 1) * lengthOf(period);
  const [, day, month, date, time] = /^((\d{4})[-/]\d{2}[-/](\d{2}))(?: (\d{2}:\d{2}))?$/.exec(trimmed) ?? [];
  if (day === undefined || month === undefined) return undefined;
  const ms = Date.parse(`${day.replaceAll('/', '-')}T${time ?? '00:00'}:00Z`);
  // JavaScript takes 30 February for 2 March; Jira refuses it.
  return Number.isNaN(ms) || new Date(ms).getUTCDate() !== Number(date) ? undefined : ms;
}

function lengthOf(period: string): number {
  const parts = [...period.matchAll(/(\d+)([wdhm]?)/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ''] ?? MINUTE), 0);
}

/** What Jira says of a text that is no date; `where` names the field or the predicate. */
export function badDate(text: string, where: string): JiraError {
  return JiraError.invalid(
    `Date value '${text}' for ${where} is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  );
}

/** `startOfDay()` and its kin, moved by `(+/-)n(yMwdhm)`; a week begins on Sunday. Raises 400 for a bad duration. */
export function calendarEdge(
  edge: { readonly unit: CalendarUnit; readonly isEnd: boolean; readonly name: string },
  duration: string | undefined,
  now: number,
): number {
  const moved = duration === undefined ? now : move(now, readDuration(duration, edge));
  const start = startOf(edge.unit, moved);
  return edge.isEnd ? move(start, { amount: 1, letter: OWN_LETTER[edge.unit] }) - 1 : start;
}

interface Duration {
  readonly amount: number;
  readonly letter: string;
}

function readDuration(
  text: string,
  { unit, name }: { readonly unit: CalendarUnit; readonly name: string },
): Duration {
  const [, sign, amount, letter] = /^([+-]?)(\d{1,5})([yMwdhm]?)$/.exec(text.trim()) ?? [];
  if (amount === undefined)
    throw JiraError.invalid(
      `Duration for function '${name}' should have the format (+/-)n(yMwdm), e.g -1M for 1 month earlier.`,
    );
  return {
    amount: (sign === '-' ? -1 : 1) * Number(amount),
    letter: letter === undefined || letter === '' ? OWN_LETTER[unit] : letter,
  };
}

function move(ms: number, { amount, letter }: Duration): number {
  if (letter !== 'y' && letter !== 'M') return ms + amount * (UNITS[letter] ?? 0);
  const date = new Date(ms);
  const month = date.getUTCMonth() + amount * (letter === 'y' ? 12 : 1);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay);
  return Date.UTC(date.getUTCFullYear(), month, day) + (ms % DAY_MS);
}

function startOf(unit: CalendarUnit, ms: number): number {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  if (unit === 'year') return Date.UTC(year, 0);
  if (unit === 'month') return Date.UTC(year, date.getUTCMonth());
  const day = ms - (ms % DAY_MS);
  return unit === 'day' ? day : day - date.getUTCDay() * DAY_MS;
}
