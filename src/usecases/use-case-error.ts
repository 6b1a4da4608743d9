import type { ErrorCode } from '../contract/errors';

/** Why a use case said no: a code of the contract and one calm sentence for the person who asked. */
export class UseCaseError extends Error {
  override readonly name = 'UseCaseError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}
