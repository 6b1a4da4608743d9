import { useEffect, useRef, type RefObject } from 'react';

/** What can take the focus over: parts of the page that have a name of their own. */
const NAMED =
  'section[aria-label], section[aria-labelledby], fieldset:has(> legend), [role="group"], [role="tabpanel"], main';

/** Whether this element, which had the focus, can have it no more: it is gone, or it is disabled. */
const isOut = (element: Element): boolean => !element.isConnected || element.matches(':disabled');

/** The elements around one, from the inside out. */
function around(element: Element): readonly Element[] {
  const { parentElement } = element;
  return parentElement === null ? [] : [parentElement, ...around(parentElement)];
}

/** The heading that names this part, where it takes the focus; else the part. */
function entryOf(host: Element): Element {
  const heading = document.getElementById(host.getAttribute('aria-labelledby') ?? '');
  return heading?.matches('[tabindex="-1"]') === true ? heading : host;
}

/**
 * Keeps the focus in the page: when the focused button is disabled or removed by its own act, the nearest named part around
 * it takes the focus, or its heading, and Tab goes on from there. A browser alone would drop it to the document.
 */
export function useKeptFocus<E extends HTMLElement>(): RefObject<E> {
  const page = useRef<E>(null);
  useEffect(() => {
    const root = page.current;
    if (root === null) return undefined;
    let focused: Element | null = null;
    let hosts: readonly Element[] = [];
    const note = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      focused = target;
      hosts = around(target);
    };
    // Chrome says that an element lost the focus before it takes it out, so it is looked at a moment later.
    const leave = ({ target }: FocusEvent): void =>
      queueMicrotask(() => {
        if (target === focused && target instanceof Element && !isOut(target)) focused = null;
      });
    const keep = (): void => {
      const { activeElement, body } = document;
      if (focused === null || !isOut(focused) || (activeElement !== body && activeElement !== focused))
        return;
      const host = hosts.find((one) => one.isConnected && one.matches(NAMED));
      const entry = host === undefined ? undefined : entryOf(host);
      if (!(entry instanceof HTMLElement)) return;
      entry.tabIndex = -1;
      entry.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(keep);
    observer.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    root.addEventListener('focusin', note);
    root.addEventListener('focusout', leave);
    return () => {
      observer.disconnect();
      root.removeEventListener('focusin', note);
      root.removeEventListener('focusout', leave);
    };
  }, []);
  return page;
}
