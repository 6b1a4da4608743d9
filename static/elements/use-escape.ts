import { useEffect, useRef, type RefObject } from 'react';

/** A ref whose element answers Escape from anywhere inside it; null where leaving would lose what a person typed. */
export function useEscape<E extends HTMLElement>(leave: (() => void) | null): RefObject<E> {
  const element = useRef<E>(null);
  useEffect(() => {
    const place = element.current;
    if (place === null || leave === null) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      // An input method takes Escape for itself while it composes.
      if (event.key === 'Escape' && !event.isComposing) leave();
    };
    place.addEventListener('keydown', onKey);
    return () => place.removeEventListener('keydown', onKey);
  });
  return element;
}
