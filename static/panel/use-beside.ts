import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** How far down the columns the chosen citation stands, in pixels; 0 where none is chosen. */
function offsetIn(columns: HTMLElement | null): number {
  const chosen = columns?.querySelector('.citation[aria-pressed="true"]');
  if (columns === null || chosen === null || chosen === undefined) return 0;
  return Math.max(0, Math.round(chosen.getBoundingClientRect().top - columns.getBoundingClientRect().top));
}

/**
 * Keeps a source level with the citation that was chosen. Jira makes the frame as high as the page in it, so nothing can stick to
 * the window, and a source at the top of a long output would be out of sight. Looked at after every drawing, because forms and
 * notes move the claims.
 */
export function useBeside(): {
  readonly columns: RefObject<HTMLDivElement>;
  readonly offset: number;
} {
  const columns = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    setOffset(offsetIn(columns.current));
  });
  return { columns, offset };
}
