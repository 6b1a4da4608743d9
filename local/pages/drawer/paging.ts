/** One page of a longer list. */
export interface PageOf<T> {
  readonly items: readonly T[];
  /** From 1; moved into the list where it lay outside. */
  readonly page: number;
  readonly pages: number;
}

/** Cuts one page out of a list; an empty list has one empty page. */
export function pageOf<T>(list: readonly T[], page: number, size: number): PageOf<T> {
  const pages = Math.max(1, Math.ceil(list.length / size));
  const shown = Math.min(Math.max(page, 1), pages);
  return { items: list.slice((shown - 1) * size, shown * size), page: shown, pages };
}
