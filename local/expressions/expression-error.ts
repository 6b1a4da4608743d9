/** An expression that cannot be read, or that fails when it is evaluated; the message says where. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}
