/** Codes of the storage API that the local site can answer (forge-facts §2.3, §6.3). */
export type KvsErrorCode =
  | 'KEY_TOO_SHORT'
  | 'KEY_TOO_LONG'
  | 'INVALID_KEY'
  | 'KEY_NOT_FOUND'
  | 'KEY_CONFLICT'
  | 'MAX_SIZE'
  | 'MAX_DEPTH'
  | 'VALIDATION_FAILED'
  | 'ENTITY_TYPE_NOT_FOUND'
  | 'INVALID_ENTITY_ATTRIBUTE'
  | 'INVALID_ENTITY_VALUE'
  | 'INVALID_ENTITY_INDEX'
  | 'INVALID_ENTITY_PARTITION'
  | 'INVALID_FILTER_CONDITION'
  | 'INVALID_FILTER_VALUES'
  | 'QUERY_WHERE_INVALID'
  | 'LIST_QUERY_LIMIT_EXCEEDED'
  | 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'
  | 'INVALID_TRANSACTION_REQUEST'
  | 'CONDITIONAL_CHECK_FAILED'
  | 'INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION'
  | 'INVALID_CURSOR'
  | 'SCOPE_MISSING'
  | 'NOT_SERVED';

const STATUS: Partial<Record<KvsErrorCode, number>> = {
  KEY_NOT_FOUND: 404,
  KEY_CONFLICT: 409,
  CONDITIONAL_CHECK_FAILED: 409,
  MAX_SIZE: 413,
  INVALID_FILTER_CONDITION: 422,
  INVALID_FILTER_VALUES: 422,
  SCOPE_MISSING: 403,
  NOT_SERVED: 501,
};

/** A refused storage request; the SDK turns it into `ForgeKvsAPIError` with the same code. */
export class KvsError extends Error {
  constructor(
    readonly code: KvsErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'KvsError';
  }

  get status(): number {
    return STATUS[this.code] ?? 400;
  }
}
