import type { ReactNode } from 'react';
import { parseJiraTime, relativeTime } from '../site/relative-time';
import { siteNow } from '../site/site-clock';
import { useStore } from '../site/store';

const EXACT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });

/** A time in words with the exact one on hover; nothing for a time that cannot be read. */
export function TimeAgo({ at }: { readonly at: string | undefined }): ReactNode {
  const now = useStore(siteNow);
  const time = at === undefined ? undefined : parseJiraTime(at);
  if (time === undefined) return null;
  return (
    <time dateTime={new Date(time).toISOString()} title={EXACT.format(time)}>
      {relativeTime(time, now)}
    </time>
  );
}
