import { RequestFailure } from '../site/http';
import { createResource, type Resource } from '../site/resource';
import { changesBetween, type IssueChange, type SeenIssue } from './issue-changes';
import { loadComments, loadHistory, loadIssue, loadRows, loadSignature } from './jira';
import type { CommentPage, HistoryEntry, Issue, IssueRow } from './model';

/** An issue with its subtasks as rows. */
interface IssueWithSubtasks {
  readonly issue: Issue;
  readonly subtasks: readonly IssueRow[];
}

type ChangeListener = (changes: readonly IssueChange[]) => void;

/** All that an issue page shows, kept fresh together. */
export interface IssueView {
  readonly key: string;
  readonly issue: Resource<IssueWithSubtasks>;
  readonly comments: Resource<CommentPage>;
  readonly history: Resource<readonly HistoryEntry[]>;
  /** Asks Jira whether anything changed, and loads again only then. */
  readonly check: () => Promise<void>;
  /** The same a moment later, once for many calls in a row. */
  readonly checkSoon: () => void;
  /** Loads again, changed or not. */
  readonly reload: () => Promise<void>;
  readonly showMoreComments: () => void;
  /** Told what is new after it was loaded; returns what ends the subscription. */
  readonly onChange: (listener: ChangeListener) => () => void;
}

const COMMENT_STEP = 50;
const SOON_MS = 400;

async function readSignature(key: string): Promise<string | undefined> {
  try {
    return await loadSignature(key);
  } catch (error) {
    // A refusal is a change too (the issue may have become invisible); no answer is none.
    return error instanceof RequestFailure && error.status >= 400 && error.status < 500
      ? `refused ${error.status}`
      : undefined;
  }
}

/** Creates the view of one issue; nothing loads before somebody follows it. */
export function createIssueView(key: string): IssueView {
  let signature: string | undefined;
  let limit = COMMENT_STEP;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<ChangeListener>();

  const issue = createResource(async () => {
    // Asked first, so that it is never newer than what is shown: a change in between is seen by the next check.
    const asked = readSignature(key);
    const loaded = await loadIssue(key);
    signature = await asked;
    return { issue: loaded, subtasks: await loadRows(loaded.subtaskKeys) };
  });
  const comments = createResource(() => loadComments(key, limit));
  const history = createResource(() => loadHistory(key));

  const look = (): SeenIssue => ({ issue: issue.get().value?.issue, comments: comments.get().value });
  const reload = async (): Promise<void> => {
    const before = look();
    const isHistoryOpen = history.get().value !== undefined;
    await Promise.all([issue.reload(), comments.reload(), isHistoryOpen ? history.reload() : undefined]);
    const changes = changesBetween(before, look());
    for (const listener of listeners) listener(changes);
  };
  const check = async (): Promise<void> => {
    const next = await readSignature(key);
    if (signature !== undefined && next !== undefined && next !== signature) await reload();
  };
  return {
    key,
    issue,
    comments,
    history,
    check,
    checkSoon() {
      clearTimeout(timer);
      timer = setTimeout(() => void check(), SOON_MS);
    },
    reload,
    showMoreComments() {
      limit += COMMENT_STEP;
      void comments.reload();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
