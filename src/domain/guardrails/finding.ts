/** The checks by their public names (interfaces, `guard`). */
export type GuardCheck =
  'secret' | 'pii' | 'injection' | 'unicode' | 'smuggling' | 'length' | 'commitment' | 'denylist';

/** Ordered from least to most careful. `modify`: go on with the redacted text. `escalate`: a human looks first. */
export type GuardVerdict = 'allow' | 'modify' | 'escalate' | 'block';

/** What a rule matched: offsets in UTF-16 units of the text as it came in. Never holds the matched words. */
export interface Finding {
  readonly check: GuardCheck;
  readonly ruleId: string;
  readonly start: number;
  readonly end: number;
}

/** `text` is what may go on: redacted, and empty when the verdict is `block`. */
export interface GuardResult {
  readonly verdict: GuardVerdict;
  readonly findings: readonly Finding[];
  readonly text: string;
}

const RANKS: Readonly<Record<GuardVerdict, number>> = { allow: 0, modify: 1, escalate: 2, block: 3 };

/** The most careful of several verdicts; `allow` when there is none. */
export const strictest = (verdicts: readonly GuardVerdict[]): GuardVerdict =>
  verdicts.reduce((most, verdict) => (RANKS[verdict] > RANKS[most] ? verdict : most), 'allow');
