import { route } from '@forge/api';
import { adfToText } from '../../domain/packet/adf-text';
import { withoutUnseen } from '../../domain/guardrails/unicode-removal';
import type { CommentReading, IssueReading } from '../../domain/packet/issue-reading';
import type { FieldsWanted, IssueHeader, JiraReader } from '../../ports/jira';
import { readActiveIssues } from './active-issues';
import { createDirectory } from './jira-directory';
import { ask, orNull, type RequestJira } from './jira-http';
import { readComment } from './read-comment';
import { fieldsToRead, toReading, toUtc } from './read-fields';
import { readPeople } from './read-people';
import type { CommentSchema } from './schemas';
import { ApprovalMarkSchema, CommentPageSchema, FieldsSchema, IssueSchema } from './schemas';
import type { z } from 'zod';

const MAX_COMMENTS = 500;
/** Jira may give fewer on a page than it is asked for; then so many pages are read. */
const MAX_COMMENT_PAGES = 5;

/** Who the app is on this site: needed to tell AI's own comments from people's. */
export type OwnAccount = () => Promise<string>;

const toComment = (comment: z.infer<typeof CommentSchema>, own: string | null): CommentReading => ({
  id: comment.id,
  author: withoutUnseen(comment.author?.displayName ?? 'Somebody'),
  at: toUtc(comment.created),
  text: adfToText(comment.body),
  isInternal: !comment.jsdPublic,
  isRestricted: comment.visibility !== undefined && comment.visibility !== null,
  isFromAi: own !== null && comment.author?.accountId === own,
});

/** The newest comments, oldest first, and how many there are in all. */
async function readComments(
  request: RequestJira,
  issueId: string,
  ownAccount: OwnAccount,
): Promise<Pick<IssueReading, 'comments' | 'commentsTotal'>> {
  const found: z.infer<typeof CommentSchema>[] = [];
  let total = 0;
  for (let page = 0; page < MAX_COMMENT_PAGES; page += 1) {
    const startAt = found.length;
    const path = route`/rest/api/3/issue/${issueId}/comment?startAt=${startAt}&maxResults=${MAX_COMMENTS - startAt}&orderBy=${'-created'}`;
    const answer = await ask(request, { name: 'getComments', method: 'GET', path }, CommentPageSchema);
    total = answer.total;
    found.push(...answer.comments);
    if (answer.comments.length === 0 || found.length >= Math.min(total, MAX_COMMENTS)) break;
  }
  const isFromAnApp = found.some((comment) => comment.author?.accountType === 'app');
  const own = isFromAnApp ? await ownAccount() : null;
  return { comments: found.reverse().map((comment) => toComment(comment, own)), commentsTotal: total };
}

function toHeader(issue: z.infer<typeof IssueSchema>, map: FieldsWanted): IssueHeader {
  const { parent } = FieldsSchema.parse(issue.fields);
  const mark = ApprovalMarkSchema.safeParse(issue.properties?.['ai-handoff-approval']);
  return {
    reading: toReading(issue, map),
    parent: parent === null || parent === undefined ? null : { id: parent.id, key: parent.key },
    approvalMark: mark.success ? { handoffId: mark.data.handoffId, gate: mark.data.gate } : null,
  };
}

/** The reading half of Jira for one actor. `ownAccount` is asked only when an app wrote one of the comments. */
export function createJiraReader(request: RequestJira, ownAccount: OwnAccount): JiraReader {
  const fetchIssue = (issueId: string, map: FieldsWanted, expand: string) => {
    const fields = fieldsToRead(map).join(',');
    const path = route`/rest/api/3/issue/${issueId}?fields=${fields}&properties=${'ai-handoff-approval'}&expand=${expand}`;
    return ask(request, { name: 'getIssue', method: 'GET', path }, IssueSchema);
  };
  return {
    readHeader: async (issueId, map) => {
      const issue = await orNull(fetchIssue(issueId, map, 'names'));
      return issue === null ? null : toHeader(issue, map);
    },
    readIssue: async (issueId, map) => {
      const issue = await orNull(fetchIssue(issueId, map, 'changelog'));
      if (issue === null) return null;
      return { ...toReading(issue, map), ...(await readComments(request, issueId, ownAccount)) };
    },
    readComment: (issueId, commentId) => readComment(request, issueId, commentId),
    people: (accountIds) => readPeople(request, accountIds),
    ...createDirectory(request),
    activeIssues: (query) => readActiveIssues(request, query),
  };
}
