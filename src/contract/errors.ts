import { z } from 'zod';

/** Every way a call can be refused. Screens and tests go by the code, people by the message. */
export const ErrorCodeSchema = z.enum([
  'invalid-input',
  'unknown-call',
  'not-signed-in',
  'no-issue',
  'not-found',
  'not-permitted',
  'not-admin',
  'conflict',
  'already-open',
  'scope-changed',
  'blocked-by-policy',
  'project-not-in-policy',
  'operation-not-offered',
  'owner-missing',
  'approver-unavailable',
  'halted',
  'wrong-state',
  'superseded',
  'reason-required',
  /** A sign-off cannot be approved before what AI read was opened (APR-15). */
  'read-first',
  /** This person decided too fast, too much or too much alike: the item went to the backup (U8). */
  'over-limit',
  /** Whoever wrote a policy, or halted the site, may not be the one who approves or resumes it. */
  'own-work',
  /** The draft is not in a stage that allows this, or lacks what the next stage asks for. */
  'not-ready',
  'too-many',
  'unavailable',
  'unexpected',
]);
export type ErrorCode = z.infer<typeof ErrorCodeSchema>;

export const CallErrorSchema = z.strictObject({
  code: ErrorCodeSchema,
  message: z.string(),
  retryable: z.boolean(),
});
export type CallError = z.infer<typeof CallErrorSchema>;

/** What every resolver call answers. */
export type CallResult<T> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: CallError };
