import { toJiraDate } from '../dates';
import type { AttachmentRecord, FieldRecord, IssueRecord, LinkRecord, ProjectRecord } from '../records';
import { SITE_URL, selfOf } from '../site-url';
import type { JiraState } from '../state';
import type { Access } from '../access';
import { viewComment, visibleComments } from './comment-view';
import {
  viewCategory,
  viewIssueType,
  viewLinkType,
  viewPriority,
  viewProjectShort,
  viewResolution,
  viewStatus,
} from './configuration-view';
import { viewUserId } from './user-view';

/** What a field view may look at: the issue, its project, and who asks. */
export interface IssueLook {
  readonly state: JiraState;
  readonly access: Access;
  readonly issue: IssueRecord;
  readonly project: ProjectRecord;
}

type FieldView = (look: IssueLook) => unknown;

const date = (ms: number | null): string | null => (ms === null ? null : toJiraDate(ms));

/** Every system field that an issue answers, by id. A field that is not here does not exist on the site. */
export const SYSTEM_FIELD_VIEWS: Readonly<Record<string, FieldView>> = {
  summary: ({ issue }) => issue.summary,
  description: ({ issue }) => issue.description,
  environment: ({ issue }) => issue.environment,
  issuetype: ({ state, issue }) => mapped(state.issueTypes.get(issue.issueTypeId), viewIssueType),
  project: ({ project }) => viewProjectShort(project),
  status: ({ state, issue }) => mapped(state.statuses.get(issue.statusId), viewStatus),
  statusCategory: ({ state, issue }) => mapped(state.statuses.get(issue.statusId)?.category, viewCategory),
  statuscategorychangedate: ({ issue }) => date(issue.statusChangedAt),
  priority: ({ state, issue }) =>
    mapped(issue.priorityId === null ? undefined : state.priorities.get(issue.priorityId), viewPriority),
  labels: ({ issue }) => issue.labels,
  components: ({ issue, project }) =>
    project.components.filter(({ id }) => issue.componentIds.includes(id)).map(viewComponent),
  resolution: ({ state, issue }) =>
    mapped(
      issue.resolutionId === null ? undefined : state.resolutions.get(issue.resolutionId),
      viewResolution,
    ),
  resolutiondate: ({ issue }) => date(issue.resolvedAt),
  created: ({ issue }) => date(issue.createdAt),
  updated: ({ issue }) => date(issue.updatedAt),
  duedate: ({ issue }) => issue.dueDate,
  assignee: ({ state, issue }) => viewUserId(state, issue.assigneeId),
  reporter: ({ state, issue }) => viewUserId(state, issue.reporterId),
  creator: ({ state, issue }) => viewUserId(state, issue.creatorId),
  security: ({ issue, project }) =>
    mapped(
      project.securityLevels.find(({ id }) => id === issue.securityLevelId),
      viewSecurityLevel,
    ),
  parent: ({ state, issue }) =>
    issue.parentId === null
      ? undefined
      : mapped(state.issues.get(issue.parentId), (parent) => viewEmbedded(state, parent)),
  subtasks: ({ state, access, issue }) =>
    state.issues
      .children(issue.id)
      .filter((child) => access.seesIssue(child))
      .map((child) => viewEmbedded(state, child)),
  issuelinks: (look) =>
    look.state.issues.linksOf(look.issue.id).flatMap((link) => viewLink(look, link) ?? []),
  attachment: ({ state, issue }) => issue.attachments.map((attachment) => viewAttachment(state, attachment)),
  comment: viewCommentField,
  watches: ({ state, access, issue }) => {
    const watchers = state.issues.watchers(issue.id);
    const isWatching = access.user !== undefined && watchers.includes(access.user.accountId);
    return { self: selfOf(`issue/${issue.key}/watchers`), watchCount: watchers.length, isWatching };
  },
};

/** An issue inside another one: as parent, subtask or linked issue. */
function viewEmbedded(state: JiraState, issue: IssueRecord) {
  return {
    id: issue.id,
    key: issue.key,
    self: selfOf(`issue/${issue.id}`),
    fields: {
      summary: issue.summary,
      status: mapped(state.statuses.get(issue.statusId), viewStatus),
      priority: mapped(
        issue.priorityId === null ? undefined : state.priorities.get(issue.priorityId),
        viewPriority,
      ),
      issuetype: mapped(state.issueTypes.get(issue.issueTypeId), viewIssueType),
    },
  };
}

/** A custom field's value in its shown form: option object, user or text. */
export function viewCustomField(look: IssueLook, field: FieldRecord): unknown {
  const stored = look.issue.custom[field.id];
  if (stored === undefined) return null;
  if (field.schema.type === 'user') return viewUserId(look.state, stored);
  if (field.schema.type !== 'option') return stored;
  const option = field.options?.find(({ id }) => id === stored);
  return option
    ? { self: selfOf(`customFieldOption/${option.id}`), value: option.value, id: option.id }
    : null;
}

function mapped<T, R>(value: T | undefined, view: (value: T) => R): R | null {
  return value === undefined ? null : view(value);
}

function viewComponent({ id, name }: { id: string; name: string }) {
  return { self: selfOf(`component/${id}`), id, name };
}

function viewSecurityLevel({ id, name }: { id: string; name: string }) {
  return { self: selfOf(`securitylevel/${id}`), id, name, description: '' };
}

/** A link as seen from one end; a link to an issue that the caller may not see is left out. */
function viewLink({ state, access, issue }: IssueLook, link: LinkRecord) {
  const isInward = link.outwardId === issue.id;
  const other = state.issues.get(isInward ? link.inwardId : link.outwardId);
  const type = state.linkTypes.get(link.typeId);
  if (!other || !type || !access.seesIssue(other)) return undefined;
  const end = isInward ? 'inwardIssue' : 'outwardIssue';
  return {
    id: link.id,
    self: selfOf(`issueLink/${link.id}`),
    type: viewLinkType(type),
    [end]: viewEmbedded(state, other),
  };
}

function viewAttachment(state: JiraState, attachment: AttachmentRecord) {
  return {
    self: selfOf(`attachment/${attachment.id}`),
    id: attachment.id,
    filename: attachment.filename,
    author: viewUserId(state, attachment.authorId),
    created: toJiraDate(attachment.createdAt),
    size: attachment.size,
    mimeType: attachment.mimeType,
    content: `${SITE_URL}/rest/api/3/attachment/content/${attachment.id}`,
  };
}

function viewCommentField({ state, access, issue, project }: IssueLook) {
  const comments = visibleComments(state, access, { issueId: issue.id, project }).map((comment) =>
    viewComment(state, comment),
  );
  return {
    comments,
    self: selfOf(`issue/${issue.id}/comment`),
    maxResults: comments.length,
    total: comments.length,
    startAt: 0,
  };
}
