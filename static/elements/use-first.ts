import { useState } from 'react';

interface First<T> {
  readonly shown: readonly T[];
  readonly hasMore: boolean;
  readonly more: () => void;
}

/** The first items of a list that may be long, and the way to as many more. */
export function useFirst<T>(items: readonly T[], step: number): First<T> {
  const [steps, setSteps] = useState(1);
  const shown = items.slice(0, steps * step);
  return { shown, hasMore: shown.length < items.length, more: () => setSteps(steps + 1) };
}
