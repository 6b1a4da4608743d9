import type { Store } from '../store/store';
import { createLags, type Lags } from '../lags';
import { Collection } from './collection';
import { IssueShelf } from './issue-shelf';
import type {
  FieldRecord,
  GroupRecord,
  IssueTypeRecord,
  LinkTypeRecord,
  NamedRecord,
  ProjectRecord,
  StatusRecord,
  UserRecord,
  WorkflowRecord,
} from './records';

const SITE = ['jira-site'];

/** Everything that the emulated Jira remembers, over the site's store. It checks no permission. */
export class JiraState {
  readonly users: Collection<UserRecord>;
  readonly groups: Collection<GroupRecord>;
  readonly projects: Collection<ProjectRecord>;
  readonly issueTypes: Collection<IssueTypeRecord>;
  readonly statuses: Collection<StatusRecord>;
  readonly priorities: Collection<NamedRecord>;
  readonly resolutions: Collection<NamedRecord>;
  readonly workflows: Collection<WorkflowRecord>;
  readonly linkTypes: Collection<LinkTypeRecord>;
  readonly fields: Collection<FieldRecord>;
  readonly issues: IssueShelf;

  constructor(
    readonly store: Store,
    readonly lags: Lags = createLags(),
  ) {
    this.users = new Collection(store, 'jira-user');
    this.groups = new Collection(store, 'jira-group');
    this.projects = new Collection(store, 'jira-project');
    this.issueTypes = new Collection(store, 'jira-issue-type');
    this.statuses = new Collection(store, 'jira-status');
    this.priorities = new Collection(store, 'jira-priority');
    this.resolutions = new Collection(store, 'jira-resolution');
    this.workflows = new Collection(store, 'jira-workflow');
    this.linkTypes = new Collection(store, 'jira-link-type');
    this.fields = new Collection(store, 'jira-field');
    this.issues = new IssueShelf(store, (kind) => this.nextId(kind));
  }

  /** The next free id of a kind; ids begin at 10000 as on a Jira site. */
  nextId(kind: string): string {
    return String(this.next(kind, 10_000));
  }

  /** The next issue key of a project; keys begin at 1. */
  nextKey(projectKey: string): string {
    return `${projectKey}-${this.next(`key-${projectKey}`, 1)}`;
  }

  /** Makes later ids of the kind greater than `id`. */
  reserveId(kind: string, id: number): void {
    const key = ['jira-sequence', kind];
    this.store.put(key, Math.max(id, this.store.get<number>(key) ?? 0));
  }

  /** Makes later keys of the project greater than this one. */
  reserveKey(issueKey: string): void {
    const [, project = '', number = '0'] = /^(.*)-(\d+)$/.exec(issueKey) ?? [];
    this.reserveId(`key-${project}`, Number(number));
  }

  private next(kind: string, first: number): number {
    const key = ['jira-sequence', kind];
    const next = Math.max(first, (this.store.get<number>(key) ?? 0) + 1);
    this.store.put(key, next);
    return next;
  }

  findProject(idOrKey: string): ProjectRecord | undefined {
    return this.projects.get(idOrKey) ?? this.projects.all().find((project) => project.key === idOrKey);
  }

  isSeeded(): boolean {
    return this.store.get(SITE) !== undefined;
  }

  markSeeded(seed: string): void {
    this.store.put(SITE, { seed });
  }

  /** Removes what Jira stored and leaves the other parts of the site's store alone. */
  clear(): void {
    for (const { key } of this.store.range({ prefix: [] })) {
      if (typeof key[0] === 'string' && key[0].startsWith('jira-')) this.store.remove(key);
    }
  }
}
