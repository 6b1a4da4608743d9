import type { Clock } from '../clock';
import { LIMITS } from '../forge/limits';
import { RateWindow } from '../forge/rate-window';
import { SiteError } from './http';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** How often people may have functions of the app invoked (forge-facts §2.1): each of them, and the installation. */
export class InvokeRates {
  private readonly ofUsers = new Map<string, RateWindow>();
  private readonly ofInstallation = [
    new RateWindow(LIMITS.invokesPerInstallationSecond.value, SECOND_MS),
    new RateWindow(LIMITS.invokesPerInstallationMinute.value, MINUTE_MS),
  ];

  constructor(private readonly clock: Clock) {}

  /** Counts one invocation of a person; raises `rate-limited`, and then counts nothing. */
  take(accountId: string): void {
    const now = this.clock.now();
    const ofUser =
      this.ofUsers.get(accountId) ?? new RateWindow(LIMITS.invokesPerUserMinute.value, MINUTE_MS);
    this.ofUsers.set(accountId, ofUser);
    const windows = [ofUser, ...this.ofInstallation];
    const full = windows.find((window) => window.left(now) === 0);
    if (full) throw refuse(full, now);
    for (const window of windows) window.take(now);
  }
}

/** The reset is told in seconds since the epoch, as in the platform's `rateLimitProperties`. */
function refuse(full: RateWindow, now: number): SiteError {
  const taken = full.take(now);
  const resetAt = Math.ceil((now + (taken.ok ? 0 : taken.retryAfterMs)) / 1_000);
  return new SiteError(429, 'rate-limited', `Too many invocations (rateLimitReset ${resetAt})`);
}
