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

/** The same, remembered by what was observed, where that is one of few. Many decisions share it, so nobody may change it. */
export function madeOnce(make: (observed: string) => Said): (observed: string) => Said {
  const made = new Map<string, Said>();
  return (observed) => {
    const known = made.get(observed);
    if (known !== undefined) return known;
    const said = make(observed);
    Object.freeze(said.reason);
    made.set(observed, said);
    return said;
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
