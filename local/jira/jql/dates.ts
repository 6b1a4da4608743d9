const UNITS: Readonly<Record<string, number>> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000 };

/** Reads a JQL date, absolute (UTC) or relative to `now`, in milliseconds; undefined when it is none. */
export function readJqlDate(text: string, now: number): number | undefined {
  const [, sign, amount, unit] = /^([+-]?)(\d{1,6})([wdhm])$/.exec(text) ?? [];
  if (amount !== undefined && unit !== undefined) {
    return now + (sign === '-' ? -1 : 1) * Number(amount) * (UNITS[unit] ?? 0);
  }
  const [, day, time] = /^(\d{4}[-/]\d{2}[-/]\d{2})(?: (\d{2}:\d{2}))?$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const ms = Date.parse(`${day.replaceAll('/', '-')}T${time ?? '00:00'}:00Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
