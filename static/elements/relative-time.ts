const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

function span(milliseconds: number): string {
  if (milliseconds < HOUR) return `${Math.max(1, Math.round(milliseconds / MINUTE))} min`;
  if (milliseconds < DAY) return `${Math.round(milliseconds / HOUR)} h`;
  const days = Math.round(milliseconds / DAY);
  return `${days} ${days === 1 ? 'day' : 'days'}`;
}

/** An ISO time as people say it, against `now` in milliseconds: “12 min ago”, “in 3 h”, and the date beyond a week. */
export function relativeTime(at: string, now: number): string {
  const difference = Date.parse(at) - now;
  const distance = Math.abs(difference);
  if (distance < MINUTE / 2) return 'just now';
  if (distance > WEEK) {
    return new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
  }
  return difference < 0 ? `${span(distance)} ago` : `in ${span(distance)}`;
}

/** The exact local time, for the hover. */
export const exactTime = (at: string): string =>
  new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
