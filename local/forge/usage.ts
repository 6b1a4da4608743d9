import { Ring } from './ring';

/** What the app's functions used of their storage. */
export interface KvsUsage {
  /** Requests that read: gets, batch gets and queries. */
  readonly reads: number;
  /** Requests that write: sets, deletes, batches and transactions, whatever came of them. */
  readonly writes: number;
  /** Units of 10 KB, as the storage rates count them. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** JSON bytes of the values that were stored; neither keys nor what was undone. */
  readonly bytesWritten: number;
  /** Requests that read a page of a query. */
  readonly queryPages: number;
}

/** What the app's functions used of Jira. */
export interface JiraUsage {
  /** Requests, refused ones included. */
  readonly calls: number;
  /** Of the hourly pool. */
  readonly points: number;
}

/** What the app used of the platform. */
export interface Usage {
  readonly kvs: KvsUsage;
  readonly jira: JiraUsage;
}

const NOTHING: Usage = {
  kvs: { reads: 0, writes: 0, readUnits: 0, writeUnits: 0, bytesWritten: 0, queryPages: 0 },
  jira: { calls: 0, points: 0 },
};

/**
 * Sums up what the doors report when a call reaches them, so that a call which a fault ended after its effect counts,
 * one that it ended before does not, and a doubled one counts twice. What a rate refused is not counted.
 */
export class UsageMeter {
  private total = NOTHING;
  private readonly marks: Ring<Usage>;

  /** `capacity`: how many of the newest marks are kept at least. */
  constructor(capacity: number) {
    this.marks = new Ring(capacity);
  }

  addKvs(used: Partial<KvsUsage>): void {
    this.total = { ...this.total, kvs: addKvs(this.total.kvs, used) };
  }

  addJira(used: Partial<JiraUsage>): void {
    this.total = { ...this.total, jira: addJira(this.total.jira, used) };
  }

  /** Remembers the sums at the end of a platform call; marks are numbered from 1, as the traffic numbers its calls. */
  mark(): void {
    this.marks.add(this.total);
  }

  /** What was used after call `n`, 0 for everything; undefined where there is no such call or it is kept no more. */
  since(n: number): Usage | undefined {
    const start = n === 0 ? NOTHING : this.marks.at(n);
    return (
      start && {
        kvs: addKvs(this.total.kvs, start.kvs, -1),
        jira: addJira(this.total.jira, start.jira, -1),
      }
    );
  }

  clear(): void {
    this.total = NOTHING;
    this.marks.clear();
  }
}

const addKvs = (to: KvsUsage, used: Partial<KvsUsage>, sign: 1 | -1 = 1): KvsUsage => ({
  reads: to.reads + sign * (used.reads ?? 0),
  writes: to.writes + sign * (used.writes ?? 0),
  readUnits: to.readUnits + sign * (used.readUnits ?? 0),
  writeUnits: to.writeUnits + sign * (used.writeUnits ?? 0),
  bytesWritten: to.bytesWritten + sign * (used.bytesWritten ?? 0),
  queryPages: to.queryPages + sign * (used.queryPages ?? 0),
});

const addJira = (to: JiraUsage, used: Partial<JiraUsage>, sign: 1 | -1 = 1): JiraUsage => ({
  calls: to.calls + sign * (used.calls ?? 0),
  points: to.points + sign * (used.points ?? 0),
});
