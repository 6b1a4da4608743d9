import type { FlagRequest } from '../bridge/frame';
import { createStore } from './store';

/** The flags that stand on the page, newest last. */
export const flags = createStore<readonly FlagRequest[]>([]);

/** Takes a flag away. */
export function closeFlag(id: string): void {
  flags.set(flags.get().filter((flag) => flag.id !== id));
}

/** Shows a flag; one with the same id is replaced, as in Jira. */
export function showFlag(flag: FlagRequest): void {
  flags.set([...flags.get().filter((shown) => shown.id !== flag.id), flag]);
}

/** Shows that something of the page itself was refused. */
export function showProblem(title: string, error: unknown): void {
  const description = error instanceof Error ? error.message : undefined;
  showFlag({ id: `page-${title}`, type: 'error', title, description, actions: [], isAutoDismiss: false });
}
