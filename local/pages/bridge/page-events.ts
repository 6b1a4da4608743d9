type Listener = (payload: unknown) => void;

/** The events that an app's frames on one page send each other, and that Jira sends them. */
export interface PageEvents {
  emit(event: string, payload: unknown): void;
  /** Returns what ends the subscription. */
  on(event: string, listener: Listener): () => void;
}

/** Creates a bus without memory: who subscribes later hears later events only. */
export function createPageEvents(): PageEvents {
  const listeners = new Map<string, Set<Listener>>();
  return {
    emit(event, payload) {
      for (const listener of listeners.get(event) ?? []) listener(payload);
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set<Listener>();
      listeners.set(event, set.add(listener));
      return () => {
        set.delete(listener);
      };
    },
  };
}
