import { RequestFailure } from './http';
import { createStore, type Store } from './store';

/** What a view knows of something that loads. A value stays while it loads again, so that nothing flickers. */
interface Loaded<T> {
  readonly value?: T | undefined;
  readonly failure?: RequestFailure | undefined;
}

/** Something that loads when a view first follows it, and again on demand. */
export interface Resource<T> extends Pick<Store<Loaded<T>>, 'get' | 'subscribe'> {
  readonly reload: () => Promise<void>;
}

function toFailure(error: unknown): RequestFailure {
  return error instanceof RequestFailure ? error : new RequestFailure(0, 'The local site does not answer.');
}

/**
 * Creates a resource. An equal answer changes nothing in the view. When a second load fails for a reason that may pass
 * (no answer, 5xx), the earlier value stays; a refusal (4xx) takes its place.
 */
export function createResource<T>(load: () => Promise<T>): Resource<T> {
  const store = createStore<Loaded<T>>({});
  let isStarted = false;
  let latest = 0;
  const reload = async (): Promise<void> => {
    isStarted = true;
    const mine = (latest += 1);
    try {
      const value = await load();
      const isEqual = JSON.stringify(value) === JSON.stringify(store.get().value);
      if (mine === latest && !isEqual) store.set({ value });
    } catch (error) {
      const failure = toFailure(error);
      const isPassing = failure.status === 0 || failure.status >= 500;
      if (mine === latest && !(isPassing && store.get().value !== undefined)) store.set({ failure });
    }
  };
  return {
    get: store.get,
    subscribe(listener) {
      if (!isStarted) void reload();
      return store.subscribe(listener);
    },
    reload,
  };
}
