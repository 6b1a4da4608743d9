import type { ReactNode } from 'react';

/** Keeps the space of lines that load, and says so to screen readers. */
export function Skeleton({ lines, label }: { readonly lines: number; readonly label: string }): ReactNode {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}
