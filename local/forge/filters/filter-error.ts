/** A filter expression that cannot be read, or that fails on an event; the message says where. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
}
