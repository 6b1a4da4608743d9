import type { ReactElement } from 'react';

/** The way back, above what was opened. */
export function BackLink({ to, onBack }: { readonly to: string; readonly onBack: () => void }): ReactElement {
  return (
    <button type="button" className="link back-link" onClick={onBack}>
      Back to {to}
    </button>
  );
}
