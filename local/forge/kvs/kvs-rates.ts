import type { Clock } from '../../clock';
import { LIMITS } from '../limits';
import { RateWindow } from '../rate-window';
import { KvsError } from './kvs-error';

const MINUTE_MS = 60_000;

/** The operation limits of an installation, by the site's clock (platform/forge/limits-kvs-ce). */
export class KvsRates {
  private readonly requests = new RateWindow(LIMITS.kvsRequestsPerSecond.value, 1_000);
  private readonly units = {
    read: new RateWindow(LIMITS.kvsReadUnitsPerMinute.value, MINUTE_MS),
    write: new RateWindow(LIMITS.kvsWriteUnitsPerMinute.value, MINUTE_MS),
  };

  constructor(private readonly clock: Clock) {}

  /** Counts one request of any kind; raises when the second is full. */
  takeRequest(): void {
    if (!this.requests.take(this.clock.now()).ok) refuse('requests in this second', 'RATE_LIMIT_EXCEEDED');
  }

  /** Counts a payload in units of 10 KB, rounded up, and answers how many; raises when the minute is full. */
  takeUnits(kind: 'read' | 'write', bytes: number, code: RateCode = 'RATE_LIMIT_EXCEEDED'): number {
    const units = Math.max(1, Math.ceil(bytes / LIMITS.kvsUnit.value));
    if (!this.units[kind].take(this.clock.now(), units).ok) refuse(`${kind} units in this minute`, code);
    return units;
  }
}

type RateCode = 'RATE_LIMIT_EXCEEDED' | 'TOO_MANY_REQUESTS';

function refuse(what: string, code: RateCode): never {
  throw new KvsError(code, `the app has used up its storage ${what}`);
}
