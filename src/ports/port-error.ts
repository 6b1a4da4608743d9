/** Why an adapter could not do what it promised. A closed union: use cases switch on it. */
export type PortErrorCode =
  | 'conflict' // an optimistic condition failed: somebody else was first
  | 'not-visible' // Jira answered 404 or 403 for this actor
  | 'refused' // Jira or storage refused the request as it stands; trying again will not help
  | 'exhausted' // a count is at the limit that the caller gave
  | 'rate-limited' // 429: try again later
  | 'unavailable'; // 5xx, network or a malformed answer

/** The one error class of the ports. `message` names call and status, never a body, a person or a secret. */
export class PortError extends Error {
  override readonly name = 'PortError';

  constructor(
    readonly code: PortErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}
