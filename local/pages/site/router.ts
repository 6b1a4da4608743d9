import { createStore } from './store';

/** Where the page is: the state that a reload or a sent link brings back. */
export interface Place {
  readonly path: string;
  readonly query: string;
}

const here = (): Place => ({ path: window.location.pathname, query: window.location.search });

/** The page's place; views follow it with `useStore`. */
export const place = createStore<Place>(here());

/** Follows the browser's back and forward buttons from now on. */
export function followHistory(): void {
  window.addEventListener('popstate', () => place.set(here()));
}

/** Goes to a path of this site without loading the page again. */
export function goTo(href: string): void {
  window.history.pushState(null, '', href);
  place.set(here());
  window.scrollTo(0, 0);
  // The link that was followed may be gone; the keyboard goes on at the new content.
  document.getElementById('main')?.focus({ preventScroll: true });
}

/** Goes to a path of this site in the place of the one before: the back button does not come to it again. */
export function replaceWith(href: string): void {
  window.history.replaceState(null, '', href);
  place.set(here());
}

/** Changes the query in place; an undefined value takes its name out. The way back does not fill with every letter typed. */
export function changeQuery(changes: Readonly<Record<string, string | undefined>>): void {
  const query = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  replaceWith(`${window.location.pathname}${text === '' ? '' : `?${text}`}`);
}

/** The state that the browser keeps beside this address. */
export function stateHere(): unknown {
  const state: unknown = window.history.state;
  return state;
}

/** Changes the address for an app: nothing scrolls, and the focus stays where the app has it. */
export function goWithState(
  href: string,
  { state, isNew }: { readonly state: unknown; readonly isNew: boolean },
): void {
  if (isNew) window.history.pushState(state, '', href);
  else window.history.replaceState(state, '', href);
  place.set(here());
}
