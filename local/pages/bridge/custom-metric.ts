import { numberOf, pick, pickText } from '../site/json';
import { BridgeError } from './bridge-error';

/** A number that the app counts for its developer. */
interface Metric {
  readonly name: string;
  readonly value: number;
}

const MAX_NAME = 50;
const NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?$/;

/** Reads the payload of `emitFrontendCustomMetric`; raises a BridgeError for a name or value that `@forge/bridge` refuses too. */
export function toMetric(payload: unknown): Metric {
  const name = pickText(payload, 'customMetricName') ?? '';
  const value = numberOf(pick(payload, 'value')) ?? 0;
  const isName = name.length <= MAX_NAME && NAME.test(name) && !name.includes('..') && !name.includes('--');
  if (!isName) throw new BridgeError(`custom metric name ${name} is not valid`);
  if (value <= 0) throw new BridgeError('Counter value must be a positive number');
  return { name, value };
}
