import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { FlagRequest } from '../bridge/frame';
import { closeFlag, flags } from '../site/flags';
import { useStore } from '../site/store';

const DISMISS_MS = 8_000;
const SIGNS = { info: 'i', success: '✓', warning: '!', error: '!' } as const;

function Flag({ flag }: { readonly flag: FlagRequest }): ReactNode {
  const { id, isAutoDismiss } = flag;
  // As in Jira, a flag stays while somebody points at it or has the keyboard in it.
  const element = useRef<HTMLDivElement>(null);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    const shown = element.current;
    const hold = (): void => setHeld(true);
    const release = (): void => setHeld(false);
    const watched = [
      ['pointerenter', hold],
      ['focusin', hold],
      ['pointerleave', release],
      ['focusout', release],
    ] as const;
    for (const [type, listener] of watched) shown?.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of watched) shown?.removeEventListener(type, listener);
    };
  }, []);
  useEffect(() => {
    if (!isAutoDismiss || isHeld) return undefined;
    const timer = setTimeout(() => closeFlag(id), DISMISS_MS);
    return () => clearTimeout(timer);
  }, [id, isAutoDismiss, isHeld]);
  const isUrgent = flag.type === 'error' || flag.type === 'warning';
  return (
    <div ref={element} className="flag" role={isUrgent ? 'alert' : 'status'}>
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
