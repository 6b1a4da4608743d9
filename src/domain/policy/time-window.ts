import type { TimeWindow } from '../../contract/rule';

/** Where a moment lies: in a window, out of it, or `unknown` where that cannot be told. */
export type Place = 'in' | 'out' | 'unknown';

/** Milliseconds since 1970 in, place out. */
export type PlaceIn = (at: number) => Place;

type Weekly = Extract<TimeWindow, { type: 'weekly' }>;
type Day = Weekly['days'][number];

const DAYS: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const HOURS_OF_DAY = 24;
const MINUTES_OF_HOUR = 60;
const MINUTES_OF_DAY = HOURS_OF_DAY * MINUTES_OF_HOUR;

const toMinutes = (clock: string): number => {
  const [hour, minute] = clock.split(':').map(Number);
  return Number(hour) * MINUTES_OF_HOUR + Number(minute);
};

function formatFor(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    return null;
  }
}

/** Minutes since Monday 00:00 on the clock of the place. */
function minuteOfWeek(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = DAYS.findIndex((name) => name === String(parts.get('weekday')).toLowerCase());
  return day * MINUTES_OF_DAY + Number(parts.get('hour')) * MINUTES_OF_HOUR + Number(parts.get('minute'));
}

/** A window that starts on a named day and ends when its time has passed, on the next day where `to` is not after `from`. */
function placeInWeek({ days, from, to, timeZone }: Weekly): PlaceIn {
  const format = formatFor(timeZone);
  if (format === null) return () => 'unknown';
  const week = DAYS.length * MINUTES_OF_DAY;
  const start = toMinutes(from);
  const end = toMinutes(to);
  const length = end > start ? end - start : end - start + MINUTES_OF_DAY;
  const starts = days.map((day) => DAYS.indexOf(day) * MINUTES_OF_DAY + start);
  return (at) => {
    const now = minuteOfWeek(format, at);
    return starts.some((begin) => (now - begin + week) % week < length) ? 'in' : 'out';
  };
}

function placeIn(window: TimeWindow): PlaceIn {
  if (window.type === 'weekly') return placeInWeek(window);
  const from = Date.parse(window.from);
  const until = Date.parse(window.to);
  return (at) => (at >= from && at < until ? 'in' : 'out');
}

/**
 * Where a moment lies among several windows: in one of them, out of all, or unknown. A moment that is no number, and a time
 * zone that is not known here, give `unknown`, which is both at once for who asks (R152).
 */
export function placeAmong(windows: readonly TimeWindow[]): PlaceIn {
  const places = windows.map(placeIn);
  return (at) => {
    if (Number.isNaN(at)) return 'unknown';
    const found = places.map((place) => place(at));
    if (found.includes('in')) return 'in';
    return found.includes('unknown') ? 'unknown' : 'out';
  };
}
