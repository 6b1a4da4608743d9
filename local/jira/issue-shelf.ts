import type { Store } from '../store/store';
import { Collection, part } from './collection';
import type { Json } from './json';
import type { ChangeItem, CommentRecord, HistoryRecord, IssueRecord, LinkRecord } from './records';

/** Issues with what hangs on them: comments, history, properties, links, subtasks. It checks no permission. */
export class IssueShelf {
  private readonly records: Collection<IssueRecord>;
  private readonly links: Collection<LinkRecord>;

  constructor(
    private readonly store: Store,
    private readonly nextId: (kind: string) => string,
  ) {
    this.records = new Collection(store, 'jira-issue');
    this.links = new Collection(store, 'jira-link');
  }

  get(id: string): IssueRecord | undefined {
    return this.records.get(id);
  }

  find(idOrKey: string): IssueRecord | undefined {
    // Jira takes issue keys in any case.
    const id = this.store.get<string>(['jira-issue-key', idOrKey.toUpperCase()]) ?? idOrKey;
    return this.records.get(id);
  }

  all(): IssueRecord[] {
    return this.records.all();
  }

  put(issue: IssueRecord): void {
    const before = this.records.get(issue.id)?.parentId;
    if (before && before !== issue.parentId) this.store.remove(['jira-child', part(before), part(issue.id)]);
    this.records.put(issue.id, issue);
    this.store.put(['jira-issue-key', issue.key], issue.id);
    if (issue.parentId) this.store.put(['jira-child', part(issue.parentId), part(issue.id)], issue.id);
  }

  children(issueId: string): IssueRecord[] {
    const ids = this.store.range<string>({ prefix: ['jira-child', part(issueId)] });
    return ids.flatMap(({ value }) => this.records.get(value) ?? []);
  }

  /** Removes the issue and everything that belongs to it; its subtasks have to be gone already. */
  remove(issue: IssueRecord): void {
    for (const link of this.linksOf(issue.id)) this.removeLink(link);
    for (const comment of this.comments(issue.id)) this.removeComment(comment);
    for (const prefix of ['jira-history', 'jira-issue-property', 'jira-watcher']) {
      for (const { key } of this.store.range({ prefix: [prefix, part(issue.id)] })) this.store.remove(key);
    }
    if (issue.parentId) this.store.remove(['jira-child', part(issue.parentId), part(issue.id)]);
    this.store.remove(['jira-issue-key', issue.key]);
    this.records.remove(issue.id);
  }

  comments(issueId: string): CommentRecord[] {
    return this.store
      .range<CommentRecord>({ prefix: ['jira-comment', part(issueId)] })
      .map((entry) => entry.value);
  }

  comment(id: string): CommentRecord | undefined {
    const issueId = this.store.get<string>(['jira-comment-issue', part(id)]);
    return issueId === undefined ? undefined : this.store.get(['jira-comment', part(issueId), part(id)]);
  }

  putComment(comment: CommentRecord): void {
    this.store.put(['jira-comment', part(comment.issueId), part(comment.id)], comment);
    this.store.put(['jira-comment-issue', part(comment.id)], comment.issueId);
  }

  removeComment(comment: CommentRecord): void {
    this.store.remove(['jira-comment', part(comment.issueId), part(comment.id)]);
    this.store.remove(['jira-comment-issue', part(comment.id)]);
  }

  history(issueId: string): HistoryRecord[] {
    return this.store
      .range<HistoryRecord>({ prefix: ['jira-history', part(issueId)] })
      .map((entry) => entry.value);
  }

  addHistory(entry: Omit<HistoryRecord, 'id'>): HistoryRecord {
    const record = { ...entry, id: this.nextId('history') };
    this.store.put(['jira-history', part(entry.issueId), part(record.id)], record);
    return record;
  }

  property(issueId: string, key: string): Json | undefined {
    return this.store.get(['jira-issue-property', part(issueId), key]);
  }

  propertyKeys(issueId: string): string[] {
    const entries = this.store.range({ prefix: ['jira-issue-property', part(issueId)] });
    return entries.map(({ key }) => String(key[2]));
  }

  putProperty(issueId: string, key: string, value: Json): void {
    this.store.put(['jira-issue-property', part(issueId), key], value);
  }

  removeProperty(issueId: string, key: string): void {
    this.store.remove(['jira-issue-property', part(issueId), key]);
  }

  /** Account ids of the watchers. */
  watchers(issueId: string): string[] {
    return this.store.range({ prefix: ['jira-watcher', part(issueId)] }).map(({ key }) => String(key[2]));
  }

  addWatcher(issueId: string, accountId: string): void {
    this.store.put(['jira-watcher', part(issueId), accountId], true);
  }

  removeWatcher(issueId: string, accountId: string): void {
    this.store.remove(['jira-watcher', part(issueId), accountId]);
  }

  linksOf(issueId: string): LinkRecord[] {
    const ids = this.store.range<string>({ prefix: ['jira-link-of', part(issueId)] });
    return ids.flatMap(({ value }) => this.links.get(value) ?? []);
  }

  addLink(link: Omit<LinkRecord, 'id'>): LinkRecord {
    const record = { ...link, id: this.nextId('link') };
    this.links.put(record.id, record);
    for (const end of [record.inwardId, record.outwardId]) {
      this.store.put(['jira-link-of', part(end), part(record.id)], record.id);
    }
    return record;
  }

  private removeLink(link: LinkRecord): void {
    this.links.remove(link.id);
    for (const end of [link.inwardId, link.outwardId]) {
      this.store.remove(['jira-link-of', part(end), part(link.id)]);
    }
  }
}

/** A change of a system field; ids default to the shown texts. */
export function systemChange(
  field: string,
  from: { id: string | null; text: string | null },
  to: { id: string | null; text: string | null },
): ChangeItem {
  return {
    field,
    fieldtype: 'jira',
    fieldId: field,
    from: from.id,
    fromString: from.text,
    to: to.id,
    toString: to.text,
  };
}
