import type { DialogRequest } from '../bridge/frame';
import { createStore } from './store';

/** A dialog that stands on the page. */
export interface OpenDialog {
  readonly id: string;
  readonly request: DialogRequest;
  readonly listeners: Set<() => void>;
}

let count = 0;

/** The open dialogs, topmost last. */
export const dialogs = createStore<readonly OpenDialog[]>([]);

/** Opens a dialog over the page. */
export function openDialog(request: DialogRequest): void {
  count += 1;
  dialogs.set([...dialogs.get(), { id: String(count), request, listeners: new Set() }]);
}

/** Closes a dialog once: its own frame and its opener are told, the opener with what the dialog gave back. */
export function closeDialog(id: string, payload: unknown): void {
  const dialog = dialogs.get().find((open) => open.id === id);
  if (dialog === undefined) return;
  for (const listener of dialog.listeners) listener();
  dialogs.set(dialogs.get().filter((open) => open.id !== id));
  dialog.request.onClose(payload);
}
