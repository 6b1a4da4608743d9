const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const WORDS = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** Milliseconds of a Jira time (`2026-04-28T15:41:27.114+0200`); undefined for anything else. */
export function parseJiraTime(text: string): number | undefined {
  // Jira writes the zone without a colon, which only some engines read.
  const time = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(time) ? undefined : time;
}

/** How long before or after `now` a time is, in words: "3 hours ago", "in 2 days"; under a minute is "just now". */
export function relativeTime(time: number, now: number): string {
  const seconds = (time - now) / 1000;
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  if (unit === undefined) return 'just now';
  const [name, size] = unit;
  return WORDS.format(Math.trunc(seconds / size), name);
}
