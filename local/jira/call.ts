import type { Access, ProjectPermission } from './access';
import { APP_ACCOUNT_ID, type JiraEvent, type JiraResponse } from './jira-door';
import { JiraError } from './jira-error';
import { isObject, type Json, type JsonObject } from './json';
import type { IssueRecord, ProjectRecord } from './records';
import type { JiraState } from './state';

/** What a handler answers; undefined `body` means no body. */
export interface Reply {
  readonly status: JiraResponse['status'];
  readonly body?: unknown;
}

/** An operation of the emulated Jira. It runs inside one store transaction; a throw undoes its writes. */
export type Handler = (call: Call) => Reply;

interface CallInput {
  readonly state: JiraState;
  readonly access: Access;
  readonly now: number;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined where no body came. */
  readonly payload: Json | undefined;
}

/** One request: who asks, for what, and the events that it causes. */
export class Call {
  readonly state: JiraState;
  readonly access: Access;
  readonly now: number;
  readonly query: URLSearchParams;
  readonly payload: Json | undefined;
  /** Sent after the transaction has committed. */
  readonly events: JiraEvent[] = [];
  private readonly params: Readonly<Record<string, string>>;

  constructor(input: CallInput) {
    this.state = input.state;
    this.access = input.access;
    this.now = input.now;
    this.query = input.query;
    this.payload = input.payload;
    this.params = input.params;
  }

  /** A path parameter; the router promises that it is there. */
  param(name: string): string {
    return this.params[name] ?? '';
  }

  /** A query parameter that may be repeated or a comma-separated list. */
  list(name: string): string[] {
    const parts = this.query.getAll(name).flatMap((value) => value.split(','));
    return parts.map((item) => item.trim()).filter((item) => item !== '');
  }

  /** A whole number from the query, at least 0, at most `max`. Raises 400 for anything else. */
  number(name: string, fallback: number, max = Number.MAX_SAFE_INTEGER): number {
    const text = this.query.get(name);
    if (text === null) return fallback;
    if (!/^\d{1,15}$/.test(text))
      throw JiraError.invalid(`The query parameter '${name}' has to be a whole number.`);
    return Math.min(Number(text), max);
  }

  /** A query parameter that is `true` or `false`; false when absent. Raises 400 for anything else. */
  flag(name: string): boolean {
    const text = this.query.get(name) ?? 'false';
    if (text !== 'true' && text !== 'false')
      throw JiraError.invalid(`The query parameter '${name}' has to be true or false.`);
    return text === 'true';
  }

  /** The body as an object. Raises 400 when it is missing or something else. */
  get body(): JsonObject {
    if (!isObject(this.payload))
      throw JiraError.invalid('Invalid request payload. A JSON object is required.');
    return this.payload;
  }

  get actorId(): string {
    return this.access.requireUser().accountId;
  }

  get isApp(): boolean {
    return this.access.user?.accountId === APP_ACCOUNT_ID;
  }

  /** The issue with its project. Raises 404 when it does not exist or the caller may not see it. */
  issue(idOrKey: string): { issue: IssueRecord; project: ProjectRecord } {
    const issue = this.state.issues.find(idOrKey);
    const project = issue && this.state.projects.get(issue.projectId);
    if (!issue || !project || !this.access.has('BROWSE_PROJECTS', project, issue)) throw JiraError.noIssue();
    return { issue, project };
  }

  /** As `issue`, and raises 403 (or `refusal`) when the caller lacks a permission on it. */
  issueFor(permission: ProjectPermission, idOrKey: string, refusal?: JiraError) {
    const found = this.issue(idOrKey);
    if (!this.access.has(permission, found.project, found.issue)) {
      throw refusal ?? JiraError.forbidden(`You do not have the permission ${permission} for this issue.`);
    }
    return found;
  }

  /** A project that the caller may browse; raises 404 otherwise. */
  project(idOrKey: string): ProjectRecord {
    const project = this.state.findProject(idOrKey);
    if (!project || !this.access.seesProject(project)) {
      throw JiraError.notFound(`No project could be found with key or id '${idOrKey}'.`);
    }
    return project;
  }
}

/** 200 with a body. */
export function ok(body: unknown): Reply {
  return { status: 200, body };
}

/** 204 without a body. */
export const DONE: Reply = { status: 204 };
