import type { Reason } from '../../contract/decision';
import { opensOf } from './gates-opened';

/** A reason with the sentence that says what would have to change for it to fall away; empty where nothing would. */
export interface Said {
  readonly reason: Reason;
  readonly change: string;
  /** The gates that it opens, as bits. */
  readonly opens: number;
}

/** A reason with its sentence. */
export const toSaid = (reason: Reason): Said => ({
  reason,
  change:
    reason.effect === 'block'
      ? `${reason.ruleId}: ${reason.observed} would have to be ${reason.threshold}.`
      : '',
  opens: opensOf(reason.effect),
});

/** What was made for the keys that led here. */
interface Made {
  readonly next: Map<string, Made>;
  said: Said | null;
}

const nothingMade = (): Made => ({ next: new Map(), said: null });

/**
 * Makes a reason once for each combination of keys, of which there must be few, and remembers it. Many decisions share it, so
 * nobody may change it.
 */
export function madeOnce<T>(
  keys: readonly ((seen: T) => string)[],
  make: (seen: T) => Said,
): (seen: T) => Said {
  const root = nothingMade();
  return (seen) => {
    let made = root;
    for (const keyOf of keys) {
      const key = keyOf(seen);
      let next = made.next.get(key);
      if (next === undefined) {
        next = nothingMade();
        made.next.set(key, next);
      }
      made = next;
    }
    if (made.said === null) {
      made.said = make(seen);
      Object.freeze(made.said.reason);
    }
    return made.said;
  };
}

const MORE_CAREFUL =
  'A higher severity, a more sensitive data class or a missing value would make this more careful.';

/** What would make an operation eligible, or what keeps it so: plain sentences. */
export function whatWouldChange(all: readonly Said[]): string {
  let blocks = '';
  let gates = '';
  for (const { reason, change, opens } of all) {
    if (change !== '') blocks = blocks === '' ? change : `${blocks} ${change}`;
    else if (opens !== 0) gates = gates === '' ? reason.ruleId : `${gates}, ${reason.ruleId}`;
  }
  if (gates === '') return blocks === '' ? MORE_CAREFUL : blocks;
  const held = `A named person approves here; it would run without only where ${gates} did not apply.`;
  return blocks === '' ? held : `${blocks} ${held}`;
}
