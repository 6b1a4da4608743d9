import type { Clock } from '../../clock';
import type { SiteSettings } from '../../settings';
import type { Store } from '../../store/store';
import type { KvsRecord } from './kvs-records';

/** Beside the app's storage, so that a listing of it never shows these rows. */
const ROOT = 'kvs-young';
/** Each write forgets up to this many old ones, so the history never holds more than one lag's writes for long. */
const FORGET = 8;

interface Replaced {
  readonly space: string;
  readonly key: string;
  readonly before?: KvsRecord;
}

/**
 * What writes replaced that are younger than `settings.queryLagMs`: queries see the storage as it was before them.
 * Kept in the store, so that a rollback or a reset takes it along. Without a lag nothing is kept.
 */
export class YoungWrites {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly settings: SiteSettings | undefined,
  ) {}

  /** Keeps what a write replaces; absent means that there was nothing. Belongs into the write's transaction. */
  note(space: string, key: string, before: KvsRecord | undefined): void {
    if (this.lagMs() === 0) return;
    for (const { key: row } of this.store.range({ prefix: [ROOT], limit: FORGET }))
      if (!this.isYoung(Number(row[1]))) this.store.remove(row);
    const replaced: Replaced = { space, key, ...(before === undefined ? {} : { before }) };
    this.store.put([ROOT, this.clock.now(), this.nextNumber()], replaced);
  }

  /** The records of a namespace that queries see differently from gets, by key. */
  replacedIn(space: string): ReadonlyMap<string, KvsRecord | undefined> {
    const oldest = new Map<string, KvsRecord | undefined>();
    if (this.lagMs() === 0) return oldest;
    for (const { key: row, value } of this.store.range<Replaced>({ prefix: [ROOT] })) {
      const isSeen = value.space !== space || oldest.has(value.key) || !this.isYoung(Number(row[1]));
      if (!isSeen) oldest.set(value.key, value.before);
    }
    return oldest;
  }

  private lagMs(): number {
    return this.settings?.queryLagMs ?? 0;
  }

  private isYoung(at: number): boolean {
    return at + this.lagMs() > this.clock.now();
  }

  private nextNumber(): number {
    const [last] = this.store.range({ prefix: [ROOT], reverse: true, limit: 1 });
    return Number(last?.key[2] ?? 0) + 1;
  }
}
