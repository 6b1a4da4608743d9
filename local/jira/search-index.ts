import type { SiteSettings } from '../settings';
import { PastStore, type Former } from '../store/past-store';
import type { Key, Store } from '../store/store';
import type { StoreWatcher, WatchedStore } from '../store/watched-store';
import { IssueDoc } from './issue-doc';
import { IssueShelf } from './issue-shelf';

/** What a search sees. */
export interface SearchView {
  /** Newest issue first. */
  readonly docs: readonly IssueDoc[];
  /** The store in which the stale issues are as the search sees them; absent while nothing is stale. */
  readonly past?: Store;
  isStale(issueId: string): boolean;
}

interface Change extends Former {
  readonly issueId: string | undefined;
  /** Milliseconds of the site's clock. */
  readonly at: number;
}

/** Kinds whose second key part is the issue that they belong to. */
const OF_ISSUE = new Set([
  'jira-issue',
  'jira-comment',
  'jira-history',
  'jira-issue-property',
  'jira-link-of',
  'jira-watcher',
  'jira-child',
]);
const LINK = 'jira-link';

interface IndexParts {
  readonly store: WatchedStore;
  readonly issues: IssueShelf;
  readonly settings: SiteSettings;
  /** The site's clock. */
  readonly now: () => number;
}

/**
 * Every issue of the site in memory, for searches. A write of an issue or of what hangs on it makes the next search read
 * that issue again. While the search lag is set, what a change replaced is kept until the change is old enough to be seen;
 * changes made while it is 0 are seen at once, and a restart shows everything.
 */
export class SearchIndex implements StoreWatcher {
  private docs: Map<string, IssueDoc> | undefined;
  private sorted: readonly IssueDoc[] | undefined;
  private readonly dirty = new Set<string>();
  private readonly touched = new Set<string>();
  private pending: Omit<Change, 'at'>[] = [];
  private log: Change[] = [];
  private isResetting = false;

  constructor(private readonly parts: IndexParts) {
    parts.store.watch(this);
  }

  beforeWrite(key: Key): void {
    const [kind, part] = key;
    const isOfIssue = typeof kind === 'string' && OF_ISSUE.has(kind);
    if (!isOfIssue && kind !== LINK) return;
    const issueId = isOfIssue ? String(part) : undefined;
    if (issueId !== undefined) {
      this.touched.add(issueId);
      this.dirty.add(issueId);
    }
    if (this.parts.settings.searchLagMs > 0 && !this.isResetting) {
      this.pending.push({ key, issueId, value: this.parts.store.get(key) });
    }
  }

  settled(outcome: 'kept' | 'undone'): void {
    const at = this.parts.now();
    if (outcome === 'kept') this.log.push(...this.pending.map((change) => ({ ...change, at })));
    // What a search read inside the transaction may be undone by now.
    else for (const id of this.touched) this.dirty.add(id);
    this.pending = [];
    this.touched.clear();
    this.isResetting = false;
  }

  lost(): void {
    this.docs = undefined;
    this.sorted = undefined;
    this.dirty.clear();
    this.log = [];
  }

  /** A new data set is being written: it is there for searches at once, and what was before is gone. */
  reset(): void {
    this.parts.store.forget();
    this.pending = [];
    this.isResetting = true;
  }

  /** An issue as it is now; undefined when it is none. */
  current(issueId: string): IssueDoc | undefined {
    return this.load().get(issueId);
  }

  /** What a search sees at `now`; the issues of `reconciled` are as they are now. */
  view(now: number, reconciled: ReadonlySet<string> = new Set()): SearchView {
    const current = this.all();
    const seenUntil = now - this.parts.settings.searchLagMs;
    this.log = this.log.filter(({ at }) => at > seenUntil);
    const unseen = this.log.filter(({ issueId }) => issueId === undefined || !reconciled.has(issueId));
    const staleIds = new Set(unseen.flatMap(({ issueId }) => issueId ?? []));
    if (staleIds.size === 0) return { docs: current, isStale: () => false };
    const past = new PastStore(this.parts.store, firstOfEach(unseen));
    const shelf = new IssueShelf(past, () => {
      throw new Error('what was cannot be changed');
    });
    const stale = [...staleIds].flatMap((id) => {
      const issue = shelf.get(id);
      return issue ? new IssueDoc(issue, shelf) : [];
    });
    const fresh = current.filter(({ issue }) => !staleIds.has(issue.id));
    return { docs: [...fresh, ...stale].sort(newestFirst), past, isStale: (id) => staleIds.has(id) };
  }

  private all(): readonly IssueDoc[] {
    const docs = this.load();
    this.sorted ??= [...docs.values()].sort(newestFirst);
    return this.sorted;
  }

  private load(): Map<string, IssueDoc> {
    const { issues } = this.parts;
    if (!this.docs) {
      this.docs = new Map(issues.all().map((issue) => [issue.id, new IssueDoc(issue, issues)]));
      this.dirty.clear();
    }
    for (const id of this.dirty) {
      const issue = issues.get(id);
      if (issue) this.docs.set(id, new IssueDoc(issue, issues));
      else this.docs.delete(id);
      this.sorted = undefined;
    }
    this.dirty.clear();
    return this.docs;
  }
}

/** Ids are numbers that grow. */
function newestFirst(a: IssueDoc, b: IssueDoc): number {
  return Number(b.issue.id) - Number(a.issue.id);
}

/**
 * Each key as it was before its first unseen change. A link is told of at both of its ends, so a new one stays readable
 * for an end that is reconciled.
 */
function firstOfEach(changes: readonly Change[]): Former[] {
  const former = new Map<string, Former>();
  for (const { key, value } of changes) {
    const name = JSON.stringify(key);
    if (former.has(name) || (key[0] === LINK && value === undefined)) continue;
    former.set(name, { key, value });
  }
  return [...former.values()];
}
