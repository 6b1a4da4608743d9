/** The same list without the item of that index. */
export const without = <T>(items: readonly T[], index: number): T[] =>
  items.filter((_, place) => place !== index);

/** The same list with another item at that index. */
export const withAt = <T>(items: readonly T[], index: number, item: T): T[] =>
  items.map((one, place) => (place === index ? item : one));

/** The same list with the item of that index one place earlier. */
export const earlier = <T>(items: readonly T[], index: number): T[] => {
  const moved = items.slice(index, index + 1);
  const rest = without(items, index);
  return [...rest.slice(0, Math.max(0, index - 1)), ...moved, ...rest.slice(Math.max(0, index - 1))];
};
