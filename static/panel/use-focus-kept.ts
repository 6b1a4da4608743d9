import { useEffect, useRef, type RefObject } from 'react';

interface FocusKept {
  /** On what holds the heading that takes the focus. */
  readonly place: RefObject<HTMLElement>;
  /** To be called when the person has acted, before what they see changes. */
  readonly acted: () => void;
}

/** The control of an act often goes with what the act ends; then the focus goes to the heading, not to the top of Jira's page. */
export function useFocusKept(version: number | undefined): FocusKept {
  const place = useRef<HTMLElement>(null);
  const hasActed = useRef(false);
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (hasActed.current && isLost) place.current?.querySelector<HTMLElement>('h2')?.focus();
    hasActed.current = false;
  }, [version]);
  return {
    place,
    acted: () => {
      hasActed.current = true;
    },
  };
}
