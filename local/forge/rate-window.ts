/** Answer of `RateWindow.take`: counted, or refused until so many milliseconds later. */
export type Taken = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };

interface Take {
  readonly at: number;
  units: number;
}

/**
 * Counts units within any stretch of `windowMs` (sliding), which is the strictest reading of "so many per minute".
 * Times are milliseconds of the caller's clock. What was refused is not counted; a clock that was set back counts anew.
 */
export class RateWindow {
  private takes: Take[] = [];
  private head = 0;
  private used = 0;

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** Counts `units` at `now`, or says when they would fit; units above the limit never fit. */
  take(now: number, units = 1): Taken {
    this.forget(now);
    if (this.used + units > this.limit) return { ok: false, retryAfterMs: this.waitFor(now, units) };
    const last = this.takes.at(-1);
    if (last?.at === now) last.units += units;
    else this.takes.push({ at: now, units });
    this.used += units;
    return { ok: true };
  }

  /** Units that `take` would still count at `now`. */
  left(now: number): number {
    this.forget(now);
    return this.limit - this.used;
  }

  private forget(now: number): void {
    const last = this.takes.at(-1);
    if (last && last.at > now) {
      this.takes = [];
      this.head = 0;
      this.used = 0;
    }
    for (let take = this.takes[this.head]; take && take.at + this.windowMs <= now;) {
      this.used -= take.units;
      this.head += 1;
      take = this.takes[this.head];
    }
    // Cut seldom, so that forgetting costs the same however many takes are held.
    if (this.head * 2 > this.takes.length) {
      this.takes = this.takes.slice(this.head);
      this.head = 0;
    }
  }

  private waitFor(now: number, units: number): number {
    let excess = this.used + units - this.limit;
    for (const { at, units: held } of this.takes.slice(this.head)) {
      excess -= held;
      if (excess <= 0) return at + this.windowMs - now;
    }
    return this.windowMs;
  }
}
