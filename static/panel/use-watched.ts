import { useCallback, useEffect, useRef } from 'react';

/** How long ago, in milliseconds, the page was opened or came back into sight. */
export function useWatched(): () => number {
  const since = useRef(Date.now());
  useEffect(() => {
    const onChange = (): void => {
      if (document.visibilityState === 'visible') since.current = Date.now();
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, []);
  return useCallback(() => Date.now() - since.current, []);
}
