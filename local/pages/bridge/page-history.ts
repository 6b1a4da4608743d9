import { pick, textOf } from '../site/json';

/** A place in an app's own routing. */
interface HistoryLocation {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly state: unknown;
  readonly key: string;
}

type Action = 'POP' | 'PUSH' | 'REPLACE';
type Listener = (location: HistoryLocation, action: Action) => void;
type Target = string | Partial<HistoryLocation>;

/** What `view.createHistory` gives: the shape of the `history` package, version 4. */
interface AppHistory {
  readonly action: Action;
  readonly length: number;
  location: HistoryLocation;
  listen(listener: Listener): () => void;
  push(target: Target, state?: unknown): void;
  replace(target: Target, state?: unknown): void;
  go(delta: number): void;
  goBack(): void;
  goForward(): void;
  createHref(target: Target): string;
}

/** Where the page says that the app's route is, and what the app put beside it. */
export interface RouteState {
  readonly href: string;
  readonly state?: unknown;
}

/** What the app asks the page to do with its address. */
interface AddressBar {
  move(action: 'PUSH' | 'REPLACE', route: RouteState): void;
  go(delta: number): void;
}

/** A history for the app, and how the page tells that the person went back or forward. */
export interface PageHistory {
  readonly history: AppHistory;
  readonly arrive: (route: RouteState) => void;
}

/** Reads a route out of a message. */
export function routeOf(value: unknown): RouteState {
  return { href: textOf(pick(value, 'href')) ?? '/', state: pick(value, 'state') };
}

function toLocation(target: Target, state: unknown, key: string): HistoryLocation {
  if (typeof target !== 'string') return { pathname: '/', search: '', hash: '', state, ...target, key };
  const url = new URL(target, 'http://history.invalid');
  return { pathname: url.pathname, search: url.search, hash: url.hash, state, key };
}

const toHref = ({ pathname, search, hash }: HistoryLocation): string => `${pathname}${search}${hash}`;

/**
 * A history whose entries are the page's own: the app's route stands in the address below the module's page, so that a
 * reload keeps it and the browser's buttons move it, as in Jira. Starts at `start`.
 */
export function createPageHistory(start: RouteState, bar: AddressBar): PageHistory {
  let count = 1;
  const nextKey = (): string => String((count += 1));
  const listeners = new Set<Listener>();
  let length = 1;
  let action: Action = 'POP';
  const arrive = (location: HistoryLocation, by: Action): void => {
    action = by;
    history.location = location;
    for (const listener of listeners) listener(location, by);
  };
  const move = (by: 'PUSH' | 'REPLACE', target: Target, state: unknown): void => {
    const location = toLocation(target, state, nextKey());
    if (by === 'PUSH') length += 1;
    bar.move(by, { href: toHref(location), state: location.state });
    arrive(location, by);
  };
  const history: AppHistory = {
    location: toLocation(start.href, start.state, '1'),
    get action() {
      return action;
    },
    get length() {
      return length;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    push: (target, state) => move('PUSH', target, state),
    replace: (target, state) => move('REPLACE', target, state),
    go: (delta) => bar.go(delta),
    goBack: () => bar.go(-1),
    goForward: () => bar.go(1),
    createHref: (target) => toHref(toLocation(target, undefined, '')),
  };
  return {
    history,
    arrive: ({ href, state }) => arrive(toLocation(href, state, nextKey()), 'POP'),
  };
}
