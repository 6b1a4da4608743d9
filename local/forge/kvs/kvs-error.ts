/** Codes of the storage API that the local site can answer (forge-facts §2.3, §6.3; storage-reference/*-errorhandling). */
export type KvsErrorCode =
  | 'KEY_TOO_SHORT'
  | 'EMPTY_KEY'
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
  | 'INSUFFICIENT_FILTER_VALUES'
  | 'EMPTY_FILTER_OPERATOR'
  | 'INVALID_FILTER_OPERATORS_COMBINATION'
  | 'QUERY_WHERE_INVALID'
  | 'QUERY_WHERE_FIELD_INVALID'
  | 'LIST_QUERY_LIMIT_EXCEEDED'
  | 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'
  | 'INVALID_TRANSACTION_REQUEST'
  | 'CONDITIONAL_CHECK_FAILED'
  | 'INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION'
  | 'INVALID_CURSOR'
  | 'RATE_LIMIT_EXCEEDED'
  | 'TOO_MANY_REQUESTS'
  | 'SCOPE_MISSING'
  | 'NOT_SERVED';

/** The documents give 400 for every refusal that has a code, save these. */
const STATUS: Partial<Record<KvsErrorCode, number>> = {
  KEY_NOT_FOUND: 404,
  KEY_CONFLICT: 409,
  CONDITIONAL_CHECK_FAILED: 409,
  RATE_LIMIT_EXCEEDED: 429,
  TOO_MANY_REQUESTS: 429,
  SCOPE_MISSING: 403,
  NOT_SERVED: 501,
};

/** A refused storage request; the SDK turns it into `ForgeKvsAPIError` with the same code. */
export class KvsError extends Error {
  readonly status: number;

  constructor(
    readonly code: KvsErrorCode,
    message: string,
    status?: number,
  ) {
    super(message);
    this.name = 'KvsError';
    this.status = status ?? STATUS[code] ?? 400;
  }
}
