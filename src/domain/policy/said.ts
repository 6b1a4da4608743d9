import type { Reason } from '../../contract/decision';
import { opensOf } from './gates-opened';
import { stridesOf, type Seen, type Strides } from './seen';

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

/**
 * Makes a reason once for each combination of the codes that it depends on, and remembers it. Many decisions share it, so
 * nobody may change it.
 */
export function madeOnce(
  codes: ReadonlySet<keyof Strides>,
  make: (seen: Seen) => Said,
): (seen: Seen) => Said {
  const strides = stridesOf(codes);
  const made: Said[] = [];
  return (seen) => {
    const place =
      seen.severity * strides.severity +
      seen.dataClass * strides.dataClass +
      seen.impact * strides.impact +
      seen.environment * strides.environment +
      seen.customerFacing * strides.customerFacing +
      seen.place * strides.place;
    const known = made[place];
    if (known !== undefined) return known;
    const said = make(seen);
    Object.freeze(said.reason);
    made[place] = said;
    return said;
  };
}

const MORE_CAREFUL =
  'A higher severity, a more sensitive data class or a missing value would make this more careful.';

/** What a decision says so far: its reasons, the sentences of what blocks, and the rules that open gates. */
export interface Told {
  readonly reasons: Reason[];
  blocks: string;
  gates: string;
}

/** Adds a reason to what is said. */
export function tell(told: Told, { reason, change, opens }: Said): void {
  told.reasons.push(reason);
  if (change !== '') told.blocks = told.blocks === '' ? change : `${told.blocks} ${change}`;
  else if (opens !== 0) told.gates = told.gates === '' ? reason.ruleId : `${told.gates}, ${reason.ruleId}`;
}

/** What would make an operation eligible, or what keeps it so: plain sentences. */
export function whatWouldChange({ blocks, gates }: Told): string {
  if (gates === '') return blocks === '' ? MORE_CAREFUL : blocks;
  const held = `A named person approves here; it would run without only where ${gates} did not apply.`;
  return blocks === '' ? held : `${blocks} ${held}`;
}
