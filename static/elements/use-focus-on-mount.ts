import { useLayoutEffect, useRef, type RefObject } from 'react';

/** A ref whose element takes the focus when it appears: for things a person just asked for, never for refreshed ones. */
export function useFocusOnMount<E extends HTMLElement>(): RefObject<E> {
  const element = useRef<E>(null);
  useLayoutEffect(() => {
    element.current?.focus();
  }, []);
  return element;
}
