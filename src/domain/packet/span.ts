const HOUR = 60;
const DAY = 24 * HOUR;

/** A length of time in words: `45 min`, `3 h 10 min`, `2 d 3 h`. Minutes, rounded; never negative. */
export function spanOf(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  const [large, small, unit, rest]: readonly [number, number, string, string] =
    whole < 2 * DAY
      ? [Math.floor(whole / HOUR), whole % HOUR, 'h', 'min']
      : [Math.floor(whole / DAY), Math.floor((whole % DAY) / HOUR), 'd', 'h'];
  if (large === 0) return `${small} ${rest}`;
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${rest}`;
}
