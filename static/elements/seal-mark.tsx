import type { ClipboardEvent, ReactElement } from 'react';

/** A seal shortened to its ends: hovering shows all of it, and copying gives all of it. */
export function SealMark({ seal }: { readonly seal: string }): ReactElement {
  const copyWhole = (event: ClipboardEvent): void => {
    event.clipboardData.setData('text/plain', seal);
    event.preventDefault();
  };
  return (
    <code className="seal" title={seal} onCopy={copyWhole}>
      {`${seal.slice(0, 4)}…${seal.slice(-4)}`}
    </code>
  );
}
