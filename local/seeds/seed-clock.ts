const DAY = 86_400_000;

/** Times of one ticket: `+DAYS HH:MM` counted from its first day (UTC), never later than the moment of seeding. */
export class SeedClock {
  private readonly firstDay: number;

  constructor(
    private readonly now: number,
    daysAgo: number,
  ) {
    this.firstDay = Math.floor(now / DAY) * DAY - daysAgo * DAY;
  }

  at(text: string): number {
    const [, days, hours, minutes] = /^\+(\d+) (\d\d):(\d\d)$/.exec(text) ?? [];
    if (days === undefined) throw new Error(`'${text}' is no seed time (+DAYS HH:MM)`);
    return this.notLater(
      this.firstDay + Number(days) * DAY + (Number(hours) * 60 + Number(minutes)) * 60_000,
    );
  }

  notLater(ms: number): number {
    return Math.min(ms, this.now);
  }
}
