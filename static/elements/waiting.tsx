import Spinner from '@atlaskit/spinner';
import type { ReactElement } from 'react';

/** Says what is being waited for and keeps the room of what comes, so that nothing jumps. */
export function Waiting({
  for: subject,
  lines = 4,
}: {
  readonly for: string;
  readonly lines?: number;
}): ReactElement {
  return (
    <div className="waiting" role="status">
      <p className="row">
        <Spinner size="small" label="" />
        <span className="subtle">{subject}…</span>
      </p>
      <div aria-hidden="true">
        {Array.from({ length: lines }, (_, line) => (
          <div key={line} className="skeleton-line" />
        ))}
      </div>
    </div>
  );
}
