/** Why the domain refused. A closed union: callers switch on it. */
export type DomainErrorCode =
  | 'not-canonical'
  | 'not-allowed-in-state'
  | 'unsafe-document'
  | 'broken-chain'
  | 'unknown-operation'
  | 'not-an-entry';

/** The one error class of the domain. `message` is for logs and tests; people read the use case's words. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: DomainErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}
