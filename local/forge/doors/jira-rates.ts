import { LIMITS } from '../limits';
import { RateWindow } from '../rate-window';
import { findOperation } from './jira-scopes';
import type { RateRefusal } from './rate-refusal';

/** POST operations that only read. */
const READING_POSTS =
  /\/(?:search\/jql|search\/approximate-count|bulkfetch|comment\/list|permissions\/check|expression\/evaluate)$/;

/** Whether an operation, named `METHOD /path`, changes something. */
export function isWrite(name: string): boolean {
  return !name.startsWith('GET ') && !READING_POSTS.test(name);
}

interface IssueWindows {
  readonly short: RateWindow;
  readonly long: RateWindow;
}

/** Jira's limits of one tenant, shared by everybody who calls it: bursts an endpoint, and writes an issue. */
export class JiraRates {
  private readonly bursts = new Map<string, RateWindow>();
  private readonly issues = new Map<string, IssueWindows>();

  /** Counts a call at `now`, or says which limit is used up. Ids and keys of one issue are counted apart. */
  take(method: string, path: string, now: number): RateRefusal | undefined {
    const [pathname = ''] = path.split('?');
    const name = findOperation(method, pathname)?.name ?? `${method} ${pathname}`;
    return this.takeBurst(name, now) ?? this.takeIssueWrite(name, pathname, now);
  }

  clear(): void {
    this.bursts.clear();
    this.issues.clear();
  }

  private takeBurst(name: string, now: number): RateRefusal | undefined {
    const limit = burstLimit(name);
    const window = this.bursts.get(name) ?? new RateWindow(limit, 1_000);
    this.bursts.set(name, window);
    const taken = window.take(now);
    if (taken.ok) return undefined;
    return { reason: 'jira-burst-based', limit, retryAfterMs: taken.retryAfterMs };
  }

  private takeIssueWrite(name: string, pathname: string, now: number): RateRefusal | undefined {
    const issue = /\/(?:issue|request)\/([^/]+)/.exec(pathname)?.[1];
    if (!issue || !isWrite(name) || !/\/(?:issue|request)\/\*/.test(name)) return undefined;
    const windows = this.issues.get(issue.toUpperCase()) ?? openIssueWindows();
    this.issues.set(issue.toUpperCase(), windows);
    // The long one first: what it refuses must not be counted by the short one.
    const { long, short } = windows;
    if (long.left(now) === 0) return toIssueRefusal(long, LIMITS.jiraIssueWritesLong.value, now);
    if (short.left(now) === 0) return toIssueRefusal(short, LIMITS.jiraIssueWrites.value, now);
    long.take(now);
    short.take(now);
    return undefined;
  }
}

function openIssueWindows(): IssueWindows {
  const { jiraIssueWrites, jiraIssueWritesWindow, jiraIssueWritesLong, jiraIssueWritesLongWindow } = LIMITS;
  return {
    short: new RateWindow(jiraIssueWrites.value, jiraIssueWritesWindow.value * 1_000),
    long: new RateWindow(jiraIssueWritesLong.value, jiraIssueWritesLongWindow.value * 1_000),
  };
}

/** A full window counts nothing more, so asking it only tells how long. */
function toIssueRefusal(window: RateWindow, limit: number, now: number): RateRefusal {
  const taken = window.take(now);
  return { reason: 'jira-per-issue-on-write', limit, retryAfterMs: taken.ok ? 0 : taken.retryAfterMs };
}

function burstLimit(name: string): number {
  const [method] = name.split(' ');
  if (method === 'PUT' || method === 'DELETE') return LIMITS.jiraBurstPutDelete.value;
  if (method === 'POST') return LIMITS.jiraBurstPost.value;
  if (name === 'GET /rest/api/3/issue/*') return LIMITS.jiraBurstGetIssue.value;
  if (name === 'GET /rest/api/3/issue/*/changelog') return LIMITS.jiraBurstChangelog.value;
  return name === 'GET /rest/api/3/user' ? LIMITS.jiraBurstUser.value : LIMITS.jiraBurstGet.value;
}
