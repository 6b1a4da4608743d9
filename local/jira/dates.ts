/** Writes an instant as Jira does: milliseconds, offset without a colon (`2026-04-28T15:41:27.114+0000`). */
export function toJiraDate(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}

/** Reads Jira's or an ISO date; undefined when it is neither. */
export function fromJiraDate(text: string): number | undefined {
  const ms = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(ms) ? undefined : ms;
}
