import type { ProjectPermission } from '../access';
import type { IssueRecord } from '../records';
import { editScreen } from '../screens';
import { adfHtml } from './adf-html';
import { visibleComments } from './comment-view';
import { viewScreen } from './field-meta';
import type { IssueLook } from './issue-view';

/** `expand=editmeta`: the fields that this caller may edit; none without EDIT_ISSUES. */
export function viewEditMeta({ state, access, issue, project }: IssueLook) {
  const type = state.issueTypes.get(issue.issueTypeId);
  if (!type || !access.has('EDIT_ISSUES', project, issue)) return { fields: {} };
  return { fields: viewScreen({ state, project }, editScreen({ state, access, project, type, issue })) };
}

const OPERATIONS: readonly (readonly [id: string, label: string, permission: ProjectPermission])[] = [
  ['edit-issue', 'Edit', 'EDIT_ISSUES'],
  ['comment-issue', 'Add comment', 'ADD_COMMENTS'],
  ['assign-issue', 'Assign', 'ASSIGN_ISSUES'],
  ['link-issue', 'Link work item', 'LINK_ISSUES'],
  ['delete-issue', 'Delete', 'DELETE_ISSUES'],
];

/** `expand=operations`: what this caller may do with the issue, in one group of links. */
export function viewOperations({ access, issue, project }: IssueLook) {
  const links = OPERATIONS.filter(([, , permission]) => access.has(permission, project, issue)).map(
    ([id, label], index) => ({
      id,
      styleClass: `issueaction-${id}`,
      label,
      title: `${label} (${issue.key})`,
      href: `/browse/${issue.key}`,
      weight: 10 * (index + 1),
    }),
  );
  return { linkGroups: [{ id: 'view.issue.opsbar', links, groups: [] }] };
}

const shortDate = (ms: number | null) =>
  ms === null ? null : new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

const RENDERED: Readonly<Record<string, (issue: IssueRecord) => string | null>> = {
  description: ({ description }) => (description ? adfHtml(description) : ''),
  environment: ({ environment }) => (environment ? adfHtml(environment) : ''),
  created: ({ createdAt }) => shortDate(createdAt),
  updated: ({ updatedAt }) => shortDate(updatedAt),
  resolutiondate: ({ resolvedAt }) => shortDate(resolvedAt),
  duedate: ({ dueDate }) => dueDate,
};

/** `expand=renderedFields`: texts as HTML and dates as people read them; null for every other selected field. */
export function viewRenderedFields(look: IssueLook, selected: readonly string[]) {
  return Object.fromEntries(selected.map((fieldId) => [fieldId, renderField(look, fieldId)]));
}

function renderField({ state, access, issue, project }: IssueLook, fieldId: string): unknown {
  if (fieldId !== 'comment') return Object.hasOwn(RENDERED, fieldId) ? RENDERED[fieldId]?.(issue) : null;
  const comments = visibleComments(state, access, { issueId: issue.id, project }).map((comment) => ({
    id: comment.id,
    body: adfHtml(comment.body),
    created: shortDate(comment.createdAt),
    updated: shortDate(comment.updatedAt),
  }));
  return { comments, maxResults: comments.length, total: comments.length, startAt: 0 };
}
