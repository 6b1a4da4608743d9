import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { DialogRequest } from '../bridge/frame';
import { closeDialog, dialogs, type OpenDialog } from '../site/dialogs';
import { useStore } from '../site/store';
import { AppFrame } from './app-frame';

const WIDTHS: ReadonlyMap<string, string> = new Map([
  ['small', '400px'],
  ['medium', '600px'],
  ['large', '800px'],
  ['xlarge', '968px'],
  ['max', '100%'],
  ['fullscreen', '100%'],
]);

function toStyle(size: DialogRequest['size']): CSSProperties {
  if (typeof size !== 'string') return { width: size.width, minHeight: size.height };
  return { width: WIDTHS.get(size) ?? '600px' };
}

function AppDialog({ dialog }: { readonly dialog: OpenDialog }): ReactNode {
  const { id, request, listeners } = dialog;
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    element.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  const site = useMemo(
    () => ({
      context: request.context,
      close: (payload: unknown) => closeDialog(id, payload),
      onClose: (listener: () => void) => void listeners.add(listener),
    }),
    [id, request, listeners],
  );
  useEffect(() => {
    const onPointer = (event: MouseEvent): void => {
      if (request.closeOnOverlayClick && event.target === element.current) closeDialog(id, undefined);
    };
    const shown = element.current;
    shown?.addEventListener('mousedown', onPointer);
    return () => shown?.removeEventListener('mousedown', onPointer);
  }, [id, request]);
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-label={request.title}
      style={toStyle(request.size)}
      onCancel={(event) => {
        event.preventDefault();
        if (request.closeOnEscape) closeDialog(id, undefined);
      }}
    >
      <div className="dialog-inner">
        <div className="dialog-head">
          <h2>{request.title}</h2>
          <button
            type="button"
            className="icon-button"
            aria-label="Close"
            onClick={() => closeDialog(id, undefined)}
          >
            ✕
          </button>
        </div>
        <AppFrame
          module={request.module}
          issueKey={request.issueKey}
          path={request.resourceUrlPath}
          title={request.title}
          minHeight={160}
          dialog={site}
        />
      </div>
    </dialog>
  );
}

/** The dialogs that the app opened, each in a frame of its own. */
export function DialogArea(): ReactNode {
  return useStore(dialogs).map((dialog) => <AppDialog key={dialog.id} dialog={dialog} />);
}
