import api, { route } from '@forge/api';
import type { ApprovalMark, CommentMark, JiraApp, NewSubtask, StatusChange } from '../../ports/jira';
import { PortError } from '../../ports/port-error';
import { ask, orNull, tell, type RequestJira } from './jira-http';
import { createJiraReader } from './jira-reader';
import { toUtc } from './read-fields';
import {
  ApprovalMarkSchema,
  ChangelogPageSchema,
  CommentPageSchema,
  CommentSchema,
  CreatedSchema,
  FieldsSchema,
  IssueSchema,
  IssueTypesSchema,
  MyselfSchema,
  PropertySchema,
} from './schemas';
import { z } from 'zod';

const request: RequestJira = (path, init) => api.asApp().requestJira(path, init);

async function ownAccountId(): Promise<string> {
  const path = route`/rest/api/3/myself`;
  return (await ask(request, { name: 'getCurrentUser', method: 'GET', path }, MyselfSchema)).accountId;
}

async function subtaskType(projectKey: string): ReturnType<JiraApp['subtaskType']> {
  const path = route`/rest/api/3/issue/createmeta/${projectKey}/issuetypes?maxResults=${100}`;
  const found = await orNull(
    ask(request, { name: 'getCreateIssueMetaIssueTypes', method: 'GET', path }, IssueTypesSchema),
  );
  const types = (found?.issueTypes ?? []).filter((type) => type.subtask);
  const type = types.find(({ name }) => name.toLowerCase() === 'approval') ?? types[0];
  return type === undefined ? null : { id: type.id, name: type.name };
}

async function findApprovalSubtask(
  parentId: string,
  mark: ApprovalMark,
): ReturnType<JiraApp['findApprovalSubtask']> {
  const path = route`/rest/api/3/issue/${parentId}?fields=subtasks,issuetype,project`;
  const parent = await ask(request, { name: 'getIssue', method: 'GET', path }, IssueSchema);
  for (const subtask of (FieldsSchema.parse(parent.fields).subtasks ?? []).slice(-50).reverse()) {
    const at = route`/rest/api/3/issue/${subtask.id}/properties/ai-handoff-approval`;
    const property = await orNull(
      ask(request, { name: 'getIssueProperty', method: 'GET', path: at }, PropertySchema),
    );
    const found = ApprovalMarkSchema.safeParse(property?.value);
    if (found.success && found.data.handoffId === mark.handoffId && found.data.gate === mark.gate) {
      return { id: subtask.id, key: subtask.key };
    }
  }
  return null;
}

async function createSubtask(subtask: NewSubtask): ReturnType<JiraApp['createSubtask']> {
  const body = {
    fields: {
      project: { id: subtask.projectId },
      parent: { id: subtask.parentId },
      issuetype: { id: subtask.issueTypeId },
      summary: subtask.summary,
      description: subtask.description,
      assignee: { accountId: subtask.assigneeId },
    },
    properties: [{ key: subtask.mark.key, value: subtask.mark.value }],
  };
  const path = route`/rest/api/3/issue`;
  const created = await ask(request, { name: 'createIssue', method: 'POST', path, body }, CreatedSchema);
  return { id: created.id, key: created.key };
}

const MAX_PAGES = 5;

async function statusChanges(issueId: string): Promise<readonly StatusChange[]> {
  const changes: StatusChange[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const path = route`/rest/api/3/issue/${issueId}/changelog?startAt=${page * 100}&maxResults=${100}`;
    const answer = await ask(request, { name: 'getChangeLogs', method: 'GET', path }, ChangelogPageSchema);
    for (const entry of answer.values) {
      const moved = entry.items.find((item) => item.field === 'status');
      if (moved === undefined) continue;
      changes.push({
        changeId: entry.id,
        accountId: entry.author?.accountId ?? 'unknown',
        toStatus: moved.toString ?? '',
        at: toUtc(entry.created),
      });
    }
    if (answer.isLast || answer.values.length === 0) break;
  }
  return changes;
}

/** The write-back carries `ai-handoff` (interfaces.md); an answer on a subtask a key of its own. */
const markOf = (
  mark: CommentMark,
): { readonly key: string; readonly value: Readonly<Record<string, string>> } =>
  mark.purpose === 'write-back'
    ? { key: 'ai-handoff', value: { handoffId: mark.handoffId } }
    : { key: 'ai-handoff-answer', value: { handoffId: mark.handoffId, purpose: mark.purpose } };

async function findMarkedComment(issueId: string, mark: CommentMark): Promise<string | null> {
  const path = route`/rest/api/3/issue/${issueId}/comment?startAt=${0}&maxResults=${100}&orderBy=${'-created'}`;
  const { comments } = await ask(request, { name: 'getComments', method: 'GET', path }, CommentPageSchema);
  const fromApps = comments.filter((comment) => comment.author?.accountType === 'app');
  if (fromApps.length === 0) return null;
  const own = await ownAccountId();
  const { key, value } = markOf(mark);
  for (const comment of fromApps.filter(({ author }) => author?.accountId === own)) {
    const at = route`/rest/api/3/comment/${comment.id}/properties/${key}`;
    const property = await orNull(
      ask(request, { name: 'getCommentProperty', method: 'GET', path: at }, PropertySchema),
    );
    const found = z.record(z.string(), z.unknown()).safeParse(property?.value);
    if (found.success && Object.entries(value).every(([name, wanted]) => found.data[name] === wanted))
      return comment.id;
  }
  return null;
}

const addInternalComment: JiraApp['addInternalComment'] = async (issue, body, mark) => {
  const isServiceDesk = issue.projectType === 'service_desk';
  const internal = { key: 'sd.public.comment', value: { internal: true } };
  const properties = isServiceDesk ? [internal, markOf(mark)] : [markOf(mark)];
  const path = route`/rest/api/3/issue/${issue.id}/comment`;
  const comment = await ask(
    request,
    { name: 'addComment', method: 'POST', path, body: { body, properties } },
    CommentSchema,
  );
  if (isServiceDesk && comment.jsdPublic !== false) {
    const at = route`/rest/api/3/issue/${issue.id}/comment/${comment.id}`;
    try {
      await tell(request, { name: 'deleteComment', method: 'DELETE', path: at });
    } catch (cause) {
      // Also `refused`: another try would find the comment by its marker and take it for the internal one.
      throw new PortError('refused', 'Jira made the comment public and did not delete it', cause);
    }
    throw new PortError('refused', 'Jira made the comment public; it was deleted');
  }
  return comment.id;
};

/** Jira as the app itself: re-reads for digests, approval subtasks, comments and properties. */
export function createJiraApp(): JiraApp {
  return {
    ...createJiraReader(request, ownAccountId),
    ownAccountId,
    subtaskType,
    findApprovalSubtask,
    createSubtask,
    statusChanges,
    findMarkedComment,
    addInternalComment,
    setIssueProperty: (issueId, key, value) =>
      tell(request, {
        name: 'setIssueProperty',
        method: 'PUT',
        path: route`/rest/api/3/issue/${issueId}/properties/${key}`,
        body: value,
      }),
    issueProperty: async (issueId, key) => {
      const path = route`/rest/api/3/issue/${issueId}/properties/${key}`;
      const property = await orNull(
        ask(request, { name: 'getIssueProperty', method: 'GET', path }, PropertySchema),
      );
      return property?.value ?? null;
    },
    notifyPeople: (issueKey, accountIds, { subject, text }) =>
      tell(request, {
        name: 'notify',
        method: 'POST',
        path: route`/rest/api/3/issue/${issueKey}/notify`,
        body: { subject, textBody: text, to: { users: accountIds.map((accountId) => ({ accountId })) } },
      }),
    deleteIssueProperty: async (issueId, key) => {
      const path = route`/rest/api/3/issue/${issueId}/properties/${key}`;
      await orNull(tell(request, { name: 'deleteIssueProperty', method: 'DELETE', path }));
    },
  };
}
