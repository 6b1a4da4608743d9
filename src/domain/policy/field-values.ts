/** A Jira issue as policy needs it: raw REST v3 `fields`. Hostile input: every value is unknown. */
export interface IssueFields {
  readonly projectKey: string;
  readonly issueType: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** How names are compared everywhere in a policy: without case, without spaces around them. */
export const folded = (name: string): string => name.trim().toLowerCase();

/** A property that a value holds itself; undefined for anything else. */
export const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** The name of a field's value as Jira writes it: plain text, an option (`value`), a named thing (`name`), or a request type. */
export function nameOfValue(value: unknown): string | null {
  const requestType = property(property(value, 'requestType'), 'name');
  for (const candidate of [value, property(value, 'value'), property(value, 'name'), requestType]) {
    if (typeof candidate === 'string' && candidate !== '') return candidate;
  }
  return null;
}

/** The names of a field's value, several where the field takes several; what has no name is left out. */
export function namesOfValue(value: unknown): readonly string[] {
  const members: readonly unknown[] = Array.isArray(value) ? value : [value];
  return members.map(nameOfValue).filter((name) => name !== null);
}
