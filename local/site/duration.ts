const PATTERN = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const UNITS_MS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** Reads an ISO 8601 duration of weeks to seconds (`PT26H`, `P1DT2H`) as milliseconds; undefined for anything else. */
export function parseDurationMs(text: string): number | undefined {
  const match = PATTERN.exec(text);
  if (!match || !/\d/.test(text) || text.endsWith('T')) return undefined;
  return UNITS_MS.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0);
}
