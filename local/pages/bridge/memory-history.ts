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

/** What `view.createHistory` gives: the shape of the `history` package, version 4, kept in memory. */
export interface MemoryHistory {
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

function toLocation(target: Target, state: unknown, key: string): HistoryLocation {
  if (typeof target !== 'string') return { pathname: '/', search: '', hash: '', state, ...target, key };
  const url = new URL(target, 'http://history.invalid');
  return { pathname: url.pathname, search: url.search, hash: url.hash, state, key };
}

/**
 * A history of its own for one frame. Jira shows an app's route in the page's address; the local site does not, so a
 * reload of the page starts the app at its first route.
 */
export function createMemoryHistory(): MemoryHistory {
  let count = 0;
  const nextKey = (): string => String((count += 1));
  const entries: HistoryLocation[] = [toLocation('/', undefined, nextKey())];
  const listeners = new Set<Listener>();
  let index = 0;
  let action: Action = 'POP';

  const arrive = (location: HistoryLocation, by: Action): void => {
    action = by;
    history.location = location;
    for (const listener of listeners) listener(location, by);
  };
  const go = (delta: number): void => {
    const location = entries[index + delta];
    if (location === undefined) return;
    index += delta;
    arrive(location, 'POP');
  };
  const history: MemoryHistory = {
    location: toLocation('/', undefined, '1'),
    get action() {
      return action;
    },
    get length() {
      return entries.length;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    push(target, state) {
      const location = toLocation(target, state, nextKey());
      index += 1;
      entries.splice(index, entries.length, location);
      arrive(location, 'PUSH');
    },
    replace(target, state) {
      const location = toLocation(target, state, nextKey());
      entries[index] = location;
      arrive(location, 'REPLACE');
    },
    go,
    goBack: () => go(-1),
    goForward: () => go(1),
    createHref(target) {
      const { pathname, search, hash } = toLocation(target, undefined, '');
      return `${pathname}${search}${hash}`;
    },
  };
  return history;
}
