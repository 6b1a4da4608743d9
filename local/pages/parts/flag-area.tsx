import { type ReactNode, useEffect } from 'react';
import type { FlagRequest } from '../bridge/frame';
import { closeFlag, flags } from '../site/flags';
import { useStore } from '../site/store';

const DISMISS_MS = 8_000;
const SIGNS = { info: 'i', success: '✓', warning: '!', error: '!' } as const;

function Flag({ flag }: { readonly flag: FlagRequest }): ReactNode {
  const { id, isAutoDismiss } = flag;
  useEffect(() => {
    if (!isAutoDismiss) return undefined;
    const timer = setTimeout(() => closeFlag(id), DISMISS_MS);
    return () => clearTimeout(timer);
  }, [id, isAutoDismiss]);
  const isUrgent = flag.type === 'error' || flag.type === 'warning';
  return (
    <div className="flag" role={isUrgent ? 'alert' : 'status'}>
      <span className={`flag-sign flag-sign-${flag.type}`} aria-hidden="true">
        {SIGNS[flag.type]}
      </span>
      <div className="flag-body">
        <strong>{flag.title}</strong>
        {flag.description !== undefined && <p>{flag.description}</p>}
        {flag.actions.map((action) => (
          <button key={action.text} type="button" className="link-button" onClick={action.onClick}>
            {action.text}
          </button>
        ))}
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label={`Dismiss: ${flag.title}`}
        onClick={() => closeFlag(id)}
      >
        ✕
      </button>
    </div>
  );
}

/** The flags of the page, bottom left as in Jira. */
export function FlagArea(): ReactNode {
  const shown = useStore(flags);
  return (
    <div className="flags">
      {shown.map((flag) => (
        <Flag key={flag.id} flag={flag} />
      ))}
    </div>
  );
}
