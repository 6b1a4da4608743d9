const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const namesIn = (record: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(record).filter((name) => record[name] !== undefined);

function sameLists(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => isSame(value, other[index]));
}

function sameRecords(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): boolean {
  const names = namesIn(one);
  return names.length === namesIn(other).length && names.every((name) => isSame(one[name], other[name]));
}

/** Whether two JSON values say the same; the order of a record's names says nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one)) return Array.isArray(other) && sameLists(one, other);
  return isRecord(one) && isRecord(other) && sameRecords(one, other);
}
