import { LARGE, SMALL } from '../models';
import type { Disturbance } from './command';
import type { Stage } from './stage';

/** A model behaves otherwise from now on; one that is retired is offered no more. */
export function behave(
  { bench, behaviours, ledger }: Stage,
  { model, becomes }: Extract<Disturbance, { do: 'model' }>,
): string {
  behaviours.set(model === 'small' ? SMALL : LARGE, becomes);
  bench.models.names = [SMALL, LARGE].filter((name) => behaviours.get(name) !== 'retired');
  if (becomes !== 'honest') ledger.hadModelTrouble = true;
  return 'set';
}
