import type { Reason } from '../../contract/decision';
import type { GateKind } from '../../contract/vocabulary';

const RUN = 1;
const USE = 2;

const OPENS: Readonly<Record<Reason['effect'], number>> = {
  allow: 0,
  block: 0,
  'lifted-block': RUN | USE,
  'require-run-approval': RUN,
  'require-use-approval': USE,
  'require-second-reviewer': USE,
  'cap-tier': 0,
  redact: 0,
  'internal-only': 0,
  sample: USE,
};

/** The gates that an effect opens, as bits that can be joined with `|`; 0 for none. */
export const opensOf = (effect: Reason['effect']): number => OPENS[effect];

/** The gates of joined bits, in the order in which they are passed. */
export function gatesOf(opened: number): GateKind[] {
  const gates: GateKind[] = [];
  if ((opened & RUN) !== 0) gates.push('run');
  if ((opened & USE) !== 0) gates.push('use');
  return gates;
}
