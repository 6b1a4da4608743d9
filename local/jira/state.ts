import type { Store } from '../store/store';
import { WatchedStore } from '../store/watched-store';
import { createSettings, type SiteSettings } from '../settings';
import { NO_MODULES, type AppModules } from './app-modules';
import { accountsIn, type AccountRecord } from './account-ledger';
import { Collection } from './collection';
import { IssueShelf } from './issue-shelf';
import { SearchIndex } from './search-index';
import type {
  AppPermissionRecord,
  ApprovalRecord,
  AttachedRuleRecord,
  FieldRecord,
  GroupRecord,
  IssueTypeRecord,
  LinkTypeRecord,
  NamedRecord,
  NotificationRecord,
  PrecomputationRecord,
  ProjectRecord,
  StatusRecord,
  UserRecord,
  WorkflowRecord,
} from './records';

const SITE = ['jira-site'];
/** What nearly every answer reads and hardly anything writes. */
const KEPT =
  'user group app-permission project issue-type status priority resolution workflow link-type field attached-rule'
    .split(' ')
    .map((kind) => `jira-${kind}`);

/** Everything that the emulated Jira remembers, over the site's store. It checks no permission. */
export class JiraState {
  readonly users: Collection<UserRecord>;
  readonly accounts: Collection<AccountRecord>;
  readonly groups: Collection<GroupRecord>;
  readonly appPermissions: Collection<AppPermissionRecord>;
  readonly projects: Collection<ProjectRecord>;
  readonly issueTypes: Collection<IssueTypeRecord>;
  readonly statuses: Collection<StatusRecord>;
  readonly priorities: Collection<NamedRecord>;
  readonly resolutions: Collection<NamedRecord>;
  readonly workflows: Collection<WorkflowRecord>;
  readonly linkTypes: Collection<LinkTypeRecord>;
  readonly fields: Collection<FieldRecord>;
  readonly approvals: Collection<ApprovalRecord>;
  readonly notifications: Collection<NotificationRecord>;
  readonly attachedRules: Collection<AttachedRuleRecord>;
  readonly precomputations: Collection<PrecomputationRecord>;
  readonly issues: IssueShelf;
  readonly store: Store;
  readonly search: SearchIndex;
  /** Of the app that is installed; given once, before the first request. */
  modules: AppModules = NO_MODULES;
  /** Told where an expression of the app failed. */
  report: (text: string) => void = () => undefined;

  /** `now` is the site's clock, which says how old a change is when the search lag counts. */
  constructor(
    inner: Store,
    readonly settings: SiteSettings = createSettings(),
    private readonly now: () => number = Date.now,
  ) {
    const store = new WatchedStore(inner, { kept: KEPT, mark: ['jira-mark'] });
    this.store = store;
    this.users = new Collection(store, 'jira-user');
    this.accounts = accountsIn(store);
    this.groups = new Collection(store, 'jira-group');
    this.appPermissions = new Collection(store, 'jira-app-permission');
    this.projects = new Collection(store, 'jira-project');
    this.issueTypes = new Collection(store, 'jira-issue-type');
    this.statuses = new Collection(store, 'jira-status');
    this.priorities = new Collection(store, 'jira-priority');
    this.resolutions = new Collection(store, 'jira-resolution');
    this.workflows = new Collection(store, 'jira-workflow');
    this.linkTypes = new Collection(store, 'jira-link-type');
    this.fields = new Collection(store, 'jira-field');
    this.approvals = new Collection(store, 'jira-approval');
    this.notifications = new Collection(store, 'jira-notification');
    this.attachedRules = new Collection(store, 'jira-attached-rule');
    this.precomputations = new Collection(store, 'jira-precomputation');
    this.issues = new IssueShelf(store, (kind) => this.nextId(kind));
    this.search = new SearchIndex({ store, issues: this.issues, settings, now });
  }

  /** The same site over another store, where its issues are as a late search sees them. For reading only. */
  over(store: Store): JiraState {
    const other = new JiraState(store, this.settings, this.now);
    other.modules = this.modules;
    other.report = this.report;
    return other;
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

  /** The approvals of a request, oldest first. */
  approvalsOf(issueId: string): ApprovalRecord[] {
    return this.approvals.all().filter((approval) => approval.issueId === issueId);
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
    this.store.transaction(() => {
      this.search.reset();
      for (const { key } of this.store.range({ prefix: [] })) {
        if (typeof key[0] === 'string' && key[0].startsWith('jira-')) this.store.remove(key);
      }
    });
  }
}
