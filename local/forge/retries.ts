import { z } from 'zod';
import { LIMITS } from './limits';
import type { DeliveryOutcome, Retry, WorkRow } from './work-queue';

/** Codes that an app may give as the reason of a retry; others are replaced by the first (forge-facts §2.2). */
const APP_REASONS = ['FUNCTION_RETRY_REQUEST', 'FUNCTION_UPSTREAM_RATE_LIMITED'] as const;
const [DEFAULT_REASON] = APP_REASONS;

/** Return value by which a handler asks for a retry (forge-facts §6.4); what is unusable in it counts as not given. */
const RetryRequestSchema = z.object({
  _retry: z.literal(true),
  retryOptions: z
    .object({
      retryAfter: z.number().catch(1),
      retryReason: z.enum(APP_REASONS).catch(DEFAULT_REASON),
      retryData: z.unknown().optional(),
    })
    .catch({ retryAfter: 1, retryReason: DEFAULT_REASON }),
});

const WINDOW_MS = LIMITS.retryWindow.value * 3_600_000;
const LONGEST_WAIT_MS = LIMITS.retryAfter.value * 1_000;
const FAILED: DeliveryOutcome = { kind: 'failed' };

/** What a handler's return value means: done, or the retry that it asks for while there is one left. */
export function toOutcome(row: WorkRow, result: unknown, now: number): DeliveryOutcome {
  const parsed = RetryRequestSchema.safeParse(readJsonText(result));
  // A schedule is never repeated, whatever it answers (forge-facts §1.9).
  if (!parsed.success || row.item.kind === 'schedule') return { kind: 'done' };
  const { retryAfter, retryReason, retryData } = parsed.data.retryOptions;
  const data = isRetryData(retryData, row) ? { data: retryData } : {};
  const afterMs = Math.min(Math.max(retryAfter, 1) * 1_000, LONGEST_WAIT_MS);
  return orFailed(row, { kind: 'retry', afterMs, reason: retryReason, ...data }, now);
}

/** What a failed invocation means: another try, later each time, until the row has none left. */
export function toFailureOutcome(row: WorkRow, code: string, now: number): DeliveryOutcome {
  if (row.item.kind === 'schedule') return FAILED;
  const reason = code === 'FUNCTION_TIME_OUT' ? code : 'FUNCTION_PLATFORM_UNKNOWN_ERROR';
  const afterMs = Math.min(1_000 * 2 ** row.attempts, LONGEST_WAIT_MS);
  // An invocation that was cut off is the platform's fault: the app's count of retries does not show it.
  return orFailed(row, { kind: 'retry', afterMs, reason, isPlatform: code === 'FUNCTION_CRASHED' }, now);
}

/** An event may be tried again for 24 hours, a product event four times (forge-facts §2.2). */
function orFailed(row: WorkRow, retry: Retry, now: number): DeliveryOutcome {
  const isSpent =
    row.item.kind === 'trigger'
      ? row.attempts >= LIMITS.productEventRetries.value
      : now + retry.afterMs > row.enqueuedAtMs + WINDOW_MS;
  return isSpent ? FAILED : retry;
}

/** Kept: an object of at most 4 KB that fits beside the event (ECO-734, ECO-759); dropped without a word: the rest. */
function isRetryData(data: unknown, { item }: WorkRow): boolean {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  const bytes = bytesOf(data);
  return bytes <= LIMITS.retryDataBytes.value && bytes + bytesOf(item.body) <= LIMITS.pushBytes.value;
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** What a repeated delivery says about itself; empty on the first one. */
export function toRetryContext(row: Omit<WorkRow, 'item'>, now: number): { retryContext?: object } {
  const { attempts, retryCount, retryReason, retryData, enqueuedAtMs } = row;
  if (attempts === 0) return {};
  const retentionWindow = {
    startTime: new Date(enqueuedAtMs).toISOString(),
    remainingTimeMs: Math.max(0, enqueuedAtMs + WINDOW_MS - now),
  };
  return { retryContext: { retryCount, retryReason, retryData, retentionWindow } };
}

function readJsonText(result: unknown): unknown {
  if (typeof result !== 'string') return result;
  try {
    const value: unknown = JSON.parse(result);
    return value;
  } catch {
    return result;
  }
}
