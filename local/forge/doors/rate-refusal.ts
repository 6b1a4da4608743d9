import type { DoorAnswer } from './door';

/** Why Jira answers 429, in the words of its header `RateLimit-Reason`. */
type RateReason = 'jira-quota-global-based' | 'jira-burst-based' | 'jira-per-issue-on-write';

/** A limit that is used up, and for how long. */
export interface RateRefusal {
  readonly reason: RateReason;
  readonly limit: number;
  readonly retryAfterMs: number;
}

/** The 429 for a used-up limit: an ErrorCollection and the headers of Jira's rate-limiting page; `now` is the site's clock. */
export function toRateAnswer({ reason, limit, retryAfterMs }: RateRefusal, now: number) {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000));
  return {
    status: 429,
    headers: {
      'retry-after': String(seconds),
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': new Date(now + seconds * 1_000).toISOString().replace(/\.\d+Z$/, 'Z'),
      'ratelimit-reason': reason,
    },
    body: { errorMessages: [`Rate limit exceeded (${reason}).`], errors: {} },
  } satisfies DoorAnswer;
}
