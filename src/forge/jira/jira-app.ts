import api, { route } from '@forge/api';
import type { Audience } from '../../contract/vocabulary';
import {
  InternalByMistake,
  PublicByMistake,
  type CommentedIssue,
  type CommentMark,
  type JiraApp,
  type NewSubtask,
  type SeatMark,
  type StatusChange,
} from '../../ports/jira';
import { PortError } from '../../ports/port-error';
import { ask, orNull, tell, type RequestJira } from './jira-http';
import { createJiraReader } from './jira-reader';
import { toUtc } from './read-fields';
import {
  ChangelogPageSchema,
  CommentPageSchema,
  CreatedSchema,
  FieldsSchema,
  IssueSchema,
  IssueTypesSchema,
  MyselfSchema,
  PostedCommentSchema,
  PropertySchema,
  SeatMarkSchema,
  UserSchema,
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

const isMarkOf = ({ handoffId, gate, approvers }: z.infer<typeof SeatMarkSchema>, mark: SeatMark): boolean =>
  handoffId === mark.handoffId && gate === mark.gate && approvers[0] === mark.approver;

async function findApprovalSubtask(
  parentId: string,
  mark: SeatMark,
): ReturnType<JiraApp['findApprovalSubtask']> {
  const path = route`/rest/api/3/issue/${parentId}?fields=subtasks,issuetype,project`;
  const parent = await ask(request, { name: 'getIssue', method: 'GET', path }, IssueSchema);
  for (const subtask of (FieldsSchema.parse(parent.fields).subtasks ?? []).slice(-50).reverse()) {
    const at = route`/rest/api/3/issue/${subtask.id}?fields=creator&properties=ai-handoff-approval`;
    const issue = await orNull(ask(request, { name: 'getIssue', method: 'GET', path: at }, IssueSchema));
    const found = SeatMarkSchema.safeParse(issue?.properties?.['ai-handoff-approval']);
    const creator = UserSchema.safeParse(issue?.fields['creator']);
    // Whoever may make subtasks may write that property; only the app's own subtask has the text that the app wrote (T5).
    if (found.success && isMarkOf(found.data, mark) && creator.data?.accountId === (await ownAccountId()))
      return { id: subtask.id, key: subtask.key };
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

const isServiceDesk = ({ projectType }: CommentedIssue): boolean => projectType === 'service_desk';

/** Deletes the comment; gives why that failed, or null. Any answer but a yes is a failure, so that people look. */
async function deleteComment(issueId: string, commentId: string): Promise<unknown> {
  const path = route`/rest/api/3/issue/${issueId}/comment/${commentId}`;
  try {
    await tell(request, { name: 'deleteComment', method: 'DELETE', path });
    return null;
  } catch (cause) {
    return cause;
  }
}

/** Holds Jira to the audience that was asked for; what Jira leaves unsaid is not that audience. */
async function assertAudience(
  issue: CommentedIssue,
  comment: z.infer<typeof PostedCommentSchema>,
  audience: Audience,
): Promise<void> {
  if (!isServiceDesk(issue) || comment.jsdPublic === (audience === 'customer')) return;
  if (audience === 'customer') throw new InternalByMistake(comment.id);
  const cause = await deleteComment(issue.id, comment.id);
  throw new PublicByMistake(comment.id, cause === null, cause ?? undefined);
}

const addComment: JiraApp['addComment'] = async (issue, body, { mark, audience }) => {
  if (audience === 'customer' && !isServiceDesk(issue))
    throw new PortError('refused', 'Only a service project has comments for customers');
  const flag = { key: 'sd.public.comment', value: { internal: audience === 'internal' } };
  const properties = isServiceDesk(issue) ? [flag, markOf(mark)] : [markOf(mark)];
  const path = route`/rest/api/3/issue/${issue.id}/comment`;
  const call = { name: 'addComment', method: 'POST', path, body: { body, properties } } as const;
  const comment = await ask(request, call, PostedCommentSchema);
  await assertAudience(issue, comment, audience);
  return comment.id;
};

const checkComment: JiraApp['checkComment'] = async (issue, commentId, audience) => {
  const path = route`/rest/api/3/issue/${issue.id}/comment/${commentId}`;
  const comment = await ask(request, { name: 'getComment', method: 'GET', path }, PostedCommentSchema);
  await assertAudience(issue, comment, audience);
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
    addComment,
    checkComment,
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
