/** How one model did lately, and what it took on one day (UTC, `2026-11-02`). Times are ISO 8601. */
export interface ModelRecord {
  /** Failed questions in a row. */
  readonly failures: number;
  /** Until when nobody asks it; null while the circuit is closed. */
  readonly heldUntil: string | null;
  readonly day: string;
  /** Tokens in and out on that day; a question that is on its way counts with its estimate. */
  readonly tokens: number;
}

/** A model that was never asked. */
export const FRESH_RECORD: ModelRecord = { failures: 0, heldUntil: null, day: '1970-01-01', tokens: 0 };

/** So many failures in a row open the circuit. */
const MAX_FAILURES = 3;
/** How long it stays open: doubled with each failed probe, up to the longest. */
const FIRST_HOLD_MS = 2 * 60_000;
const LONGEST_HOLD_MS = 60 * 60_000;
/** While one run probes a held model, no other asks it. */
const PROBE_MS = 3 * 60_000;

const dayOf = (at: string): string => at.slice(0, 10);
const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** Tokens of the day of `at`: those of another day are another day's. */
export const tokensOn = ({ day, tokens }: ModelRecord, at: string): number =>
  day === dayOf(at) ? tokens : 0;

/** Whether the circuit is open at a moment: nobody asks the model then. */
export const isHeld = ({ heldUntil }: ModelRecord, at: string): boolean =>
  heldUntil !== null && at < heldUntil;

const withTokens = (record: ModelRecord, at: string, tokens: number): ModelRecord => ({
  ...record,
  day: dayOf(at),
  tokens: Math.max(0, tokensOn(record, at) + tokens),
});

/**
 * The record with a question on its way, its tokens (an estimate) counted; null while the circuit is open. When the hold is over
 * the first to ask is the probe (half open): the circuit stays open for everybody else until the probe is answered.
 */
export function onAsk(record: ModelRecord, at: string, tokens: number): ModelRecord | null {
  if (isHeld(record, at)) return null;
  const heldUntil = record.heldUntil === null ? null : later(at, PROBE_MS);
  return { ...withTokens(record, at, tokens), heldUntil };
}

/** What became of a question: what it took beyond the estimate (negative: less), and whether the model is at fault. */
export interface Asked {
  readonly at: string;
  readonly tokens: number;
  /** `fault`: the model or the way to it failed. `forbidden`: nobody may use it. `answered`: it answered, well or badly. */
  readonly result: 'answered' | 'fault' | 'forbidden';
  readonly retryAfterSeconds: number | null;
}

function holdMs(failures: number, { result, retryAfterSeconds }: Asked): number {
  if (result === 'forbidden') return LONGEST_HOLD_MS;
  const wanted = (retryAfterSeconds ?? 0) * 1_000;
  const hold = failures < MAX_FAILURES ? 0 : FIRST_HOLD_MS * 2 ** (failures - MAX_FAILURES);
  return Math.min(LONGEST_HOLD_MS, Math.max(wanted, hold));
}

/**
 * The record after a question. Any answer closes the circuit: an answer that is refused for what it says may come from what one
 * ticket says, and one ticket must not take a model from the whole site.
 */
export function onResult(record: ModelRecord, asked: Asked): ModelRecord {
  const counted = withTokens(record, asked.at, asked.tokens);
  if (asked.result === 'answered') return { ...counted, failures: 0, heldUntil: null };
  const failures = record.failures + 1;
  const hold = holdMs(failures, asked);
  return { ...counted, failures, heldUntil: hold === 0 ? null : later(asked.at, hold) };
}
