import { type CSSProperties, type ReactNode, useMemo } from 'react';
import type { DialogRequest } from '../bridge/frame';
import { closeDialog, dialogs, type OpenDialog } from '../site/dialogs';
import { useStore } from '../site/store';
import { AppFrame } from './app-frame';
import { Modal } from './modal';

const toHeight = (share: string, least: number): string =>
  `min(max(${share}, ${least}px), calc(100vh - 64px))`;

/** Jira's sizes of an app's dialog (Forge page `ui-api-bridge/Modal`). */
const SIZES: ReadonlyMap<string, CSSProperties> = new Map([
  ['small', { width: 400, minHeight: toHeight('20vh', 320) }],
  ['medium', { width: 600, minHeight: toHeight('40vh', 520) }],
  ['large', { width: 800, minHeight: toHeight('70vh', 720) }],
  ['xlarge', { width: 968, minHeight: toHeight('90vh', 720) }],
  ['max', { width: '100%', minHeight: 'calc(100vh - 64px)' }],
  ['fullscreen', { width: '100vw', maxWidth: '100vw', minHeight: '100vh', maxHeight: '100vh' }],
  ['resizable', { width: 600, minHeight: toHeight('40vh', 520), resize: 'both', overflow: 'auto' }],
]);

function toStyle(size: DialogRequest['size']): CSSProperties {
  if (typeof size !== 'string') return { width: size.width, minHeight: size.height };
  return SIZES.get(size) ?? { width: 600 };
}

function AppDialog({ dialog }: { readonly dialog: OpenDialog }): ReactNode {
  const { id, request, listeners } = dialog;
  const site = useMemo(
    () => ({
      context: request.context,
      close: (payload: unknown) => closeDialog(id, payload),
      onClose: (listener: () => void) => void listeners.add(listener),
      escape: () => {
        if (request.closeOnEscape) closeDialog(id, undefined);
      },
    }),
    [id, request, listeners],
  );
  return (
    <Modal
      title={request.title}
      style={toStyle(request.size)}
      closeOnEscape={request.closeOnEscape}
      closeOnOverlayClick={request.closeOnOverlayClick}
      onClose={() => closeDialog(id, undefined)}
    >
      <AppFrame
        module={request.module}
        issueKey={request.issueKey}
        path={request.resourceUrlPath}
        title={request.title}
        minHeight={160}
        dialog={site}
      />
    </Modal>
  );
}

/** The dialogs that the app opened, each in a frame of its own. */
export function DialogArea(): ReactNode {
  return useStore(dialogs).map((dialog) => <AppDialog key={dialog.id} dialog={dialog} />);
}
