import { createContext, useContext } from 'react';
import type { CallInput, CallName, CallOutput } from '../src/contract/calls';
import type { CallError, ErrorCode } from '../src/contract/errors';
import type { SavedFile } from './saved-file';

/** A refused or failed call: the code for screens, one calm sentence for people, and whether trying again can help. */
export class CallFailure extends Error implements CallError {
  override readonly name = 'CallFailure';
  readonly code: ErrorCode;
  readonly retryable: boolean;

  constructor(error: CallError) {
    super(error.message);
    this.code = error.code;
    this.retryable = error.retryable;
  }
}

/**
 * Everything the screens need from outside: the resolver, Jira's shell and the browser's few impure doors. `call` MUST
 * reject with a `CallFailure` and nothing else. Tests hand in a fake.
 */
export interface AppPort {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  moduleKey(): Promise<string>;
  enableTheme(): Promise<void>;
  showFlag(flag: { readonly title: string; readonly description: string }): void;
  openIssue(issueKey: string): void;
  /** Opens a place of this Jira in another tab: a path such as `/browse/INC-1?focusedCommentId=10001`. */
  openAddress(path: string): void;
  /** Goes to an issue in this tab: the next item of somebody who works through a queue. */
  goToIssue(issueKey: string): void;
  /** Calls the listener when Jira says that the issue changed; returns the function that stops it. */
  onIssueChanged(listener: () => void): () => void;
  /** Offers a file to keep. */
  saveFile(file: SavedFile): void;
  /** A fresh UUID, so that a repeated request is known as the same one. */
  newRequestId(): string;
}

const PortContext = createContext<AppPort | null>(null);

export const PortProvider = PortContext.Provider;

/** The port of this page. Throws outside a `PortProvider`. */
export function usePort(): AppPort {
  const port = useContext(PortContext);
  if (port === null) throw new Error('No AppPort: the component stands outside its PortProvider.');
  return port;
}
