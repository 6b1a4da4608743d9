import { useEffect, useState, type ReactElement } from 'react';
import { exactTime, relativeTime } from './relative-time';

const TICK_MS = 30_000;

/** A time as people say it, with the exact one on hover. */
export function Moment({ at }: { readonly at: string }): ReactElement {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={exactTime(at)}>
      {relativeTime(at, Math.max(now, 0))}
    </time>
  );
}
