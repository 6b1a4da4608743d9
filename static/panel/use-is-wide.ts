import { useSyncExternalStore } from 'react';

const WIDE = '(min-width: 720px)';

const query = (): MediaQueryList | null =>
  typeof globalThis.matchMedia === 'function' ? globalThis.matchMedia(WIDE) : null;

function subscribe(onChange: () => void): () => void {
  const list = query();
  list?.addEventListener('change', onChange);
  return () => list?.removeEventListener('change', onChange);
}

/** Whether a source has room beside the claims; where the page cannot tell, it has not. */
export const useIsWide = (): boolean => useSyncExternalStore(subscribe, () => query()?.matches ?? false);
