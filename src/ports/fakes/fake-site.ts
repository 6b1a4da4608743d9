import type { KnownPerson } from '../../domain/gate/plan-gates';
import type { CommentReading, IssueReading, LinkReading } from '../../domain/packet/issue-reading';
import { NOTHING_AROUND, type Surroundings } from '../../domain/packet/surroundings';
import type { AdfDocument } from '../../domain/writeback/adf';
import type { ApprovalMark, StatusChange } from '../jira';

/** What a test says of an issue; all else has a harmless value. */
export interface IssueSpec {
  readonly id: string;
  readonly key: string;
  readonly issueType?: string;
  readonly projectType?: string;
  readonly summary?: string;
  readonly severity?: string;
  readonly dataClass?: string;
  readonly ownerId?: string;
  readonly description?: string;
  readonly comments?: readonly string[];
  readonly parent?: { readonly id: string; readonly key: string };
  /** Further raw fields by their id, as Jira answers them: labels, components, custom ones. */
  readonly rawFields?: Readonly<Record<string, unknown>>;
}

/** A comment that the app posted, with its marker. */
export interface FakeComment {
  readonly id: string;
  readonly body: AdfDocument;
  readonly mark: { readonly handoffId: string; readonly purpose: string };
}

/** An issue as the fake holds it; tests change it in place. */
export interface FakeIssue {
  readonly id: string;
  readonly key: string;
  readonly projectType: string;
  issueType: string;
  summary: string;
  status: string;
  severity: string | null;
  dataClass: string | null;
  ownerId: string | null;
  isDone: boolean;
  readonly rawFields: Record<string, unknown>;
  description: string;
  comments: CommentReading[];
  links: LinkReading[];
  /** What a person reads around it, beside its subtasks. */
  around: Surroundings;
  securityLevel: string | null;
  readonly parent: { readonly id: string; readonly key: string } | null;
  approvalMark: ApprovalMark | null;
  assigneeId: string | null;
  readonly posted: FakeComment[];
  readonly changes: StatusChange[];
  readonly properties: Map<string, unknown>;
  /** Accounts that cannot see it, and those that can see but not edit. */
  readonly hiddenFrom: Set<string>;
  readonly readOnlyFor: Set<string>;
}

/** The key of an issue's project. */
export const projectOf = (issue: FakeIssue): string => issue.key.slice(0, issue.key.lastIndexOf('-'));

/** An issue with what a test says of it: High, Internal, owned by `agent-ben`, with words that the composer can quote. */
export function createIssue(spec: IssueSpec): FakeIssue {
  return {
    id: spec.id,
    key: spec.key,
    projectType: spec.projectType ?? 'service_desk',
    issueType: spec.issueType ?? 'Incident',
    summary: spec.summary ?? 'Contact centre calls drop at the Lyon site',
    status: 'Open',
    severity: spec.severity ?? 'High',
    dataClass: spec.dataClass ?? 'Internal',
    ownerId: spec.ownerId ?? 'agent-ben',
    isDone: false,
    rawFields: { labels: [], components: [], ...spec.rawFields },
    description:
      spec.description ??
      'Calls fail with a timeout error since 09:40. About 120 users are affected. Normally 2 % of calls drop.',
    comments: (
      spec.comments ?? [
        'We restarted the trunk and the error came back. Next step is a check by the carrier.',
      ]
    ).map((text, index) => ({
      id: `${spec.id}${index + 1}`,
      author: 'Ben Fischer',
      at: '2026-11-18T09:50:00.000Z',
      text,
      isInternal: true,
      isRestricted: false,
      isFromAi: false,
    })),
    links: [],
    around: NOTHING_AROUND,
    securityLevel: null,
    parent: spec.parent ?? null,
    approvalMark: null,
    assigneeId: null,
    posted: [],
    changes: [],
    properties: new Map(),
    hiddenFrom: new Set(),
    readOnlyFor: new Set(),
  };
}

/** The issue's fields as Jira answers them. */
export function rawFieldsOf(issue: FakeIssue): Readonly<Record<string, unknown>> {
  const option = (value: string | null) => (value === null ? null : { value });
  return structuredClone({
    summary: issue.summary,
    project: { key: projectOf(issue) },
    issuetype: { name: issue.issueType },
    status: { name: issue.status },
    customfield_10050: option(issue.severity),
    customfield_10051: option(issue.dataClass),
    customfield_10052: issue.ownerId === null ? null : { accountId: issue.ownerId, active: true },
    ...issue.rawFields,
  });
}

/** The issue as a reader of the port gets it, with the ids of its subtasks. */
export function readingOf(issue: FakeIssue, subtaskIds: readonly string[]): IssueReading {
  const field = (id: string, label: string, text: string | null) =>
    text === null ? [] : [{ id, label, text }];
  return {
    id: issue.id,
    key: issue.key,
    projectKey: projectOf(issue),
    projectId: `project-${projectOf(issue)}`,
    projectType: issue.projectType,
    issueType: issue.issueType,
    isSubtask: issue.parent !== null,
    subtaskIds,
    isDone: issue.isDone,
    securityLevel: issue.securityLevel,
    rawFields: rawFieldsOf(issue),
    fields: [
      ...field('summary', 'Summary', issue.summary),
      ...field('status', 'Status', issue.status),
      ...field('customfield_10050', 'Severity', issue.severity),
      ...field('customfield_10051', 'Data class', issue.dataClass),
    ],
    description: issue.description,
    comments: structuredClone(issue.comments),
    commentsTotal: issue.comments.length,
    history: [],
    links: structuredClone(issue.links),
    attachments: [],
  };
}

const person = (accountId: string, displayName: string, more: Partial<KnownPerson> = {}): KnownPerson => ({
  accountId,
  displayName,
  isActive: true,
  accountType: 'atlassian',
  ...more,
});

/** The people of the local site that use cases meet (interfaces.md). */
export const PEOPLE: readonly KnownPerson[] = [
  person('agent-ana', 'Ana Sousa'),
  person('agent-ben', 'Ben Fischer'),
  person('commander-cho', 'Cho Min-ji'),
  person('manager-mia', 'Mia Lang'),
  person('secowner-sam', 'Sam Okafor'),
  person('sponsor-lea', 'Lea Martin'),
  person('backup-bo', 'Bo Eriksson'),
  person('admin-ada', 'Ada Novak'),
  person('admin-max', 'Max Weber'),
  person('auditor-ava', 'Ava Rossi'),
  person('outsider-oz', 'Oz Demir'),
  person('bot-automation', 'Automation', { accountType: 'app' }),
  person('gone-gil', 'Gil Perrin', { isActive: false }),
];
