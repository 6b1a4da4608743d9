import { deepFreeze } from '../store/deep-freeze';
import { adfText } from './adf';
import type { IssueShelf } from './issue-shelf';
import type { Json } from './json';
import { toWords, type Words } from './jql/text-match';
import type { CommentRecord, HistoryRecord, IssueRecord, LinkRecord } from './records';

/** An issue as a search sees it. What hangs on it is read and split into words once, when a search first asks for it. */
export class IssueDoc {
  readonly issue: IssueRecord;
  private readonly known = new Map<string, unknown>();

  constructor(
    issue: IssueRecord,
    private readonly shelf: IssueShelf,
  ) {
    this.issue = deepFreeze(issue);
  }

  /** The comments with their words, oldest first, hidden ones too. */
  get comments(): readonly { readonly comment: CommentRecord; readonly words: Words }[] {
    return this.once('comments', () =>
      this.shelf
        .comments(this.issue.id)
        .map((comment) => ({ comment, words: toWords(adfText(comment.body)) })),
    );
  }

  get history(): readonly HistoryRecord[] {
    return this.once('history', () => this.shelf.history(this.issue.id));
  }

  get links(): readonly LinkRecord[] {
    return this.once('links', () => this.shelf.linksOf(this.issue.id));
  }

  /** Account ids. */
  get watchers(): readonly string[] {
    return this.once('watchers', () => this.shelf.watchers(this.issue.id));
  }

  property(key: string): Json | undefined {
    return this.once(`property ${key}`, () => this.shelf.property(this.issue.id, key));
  }

  /** The words of a text that belongs to the issue's own fields; `name` says which. */
  words(name: string, read: (issue: IssueRecord) => string): Words {
    return this.once(`words ${name}`, () => toWords(read(this.issue)));
  }

  private once<T>(name: string, read: () => T): T {
    if (!this.known.has(name)) this.known.set(name, read());
    // Checked edge: each name is read by one kind of reader only.
    return this.known.get(name) as T;
  }
}
