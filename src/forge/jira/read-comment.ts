import { route } from '@forge/api';
import type { z } from 'zod';
import { withoutUnseen } from '../../domain/guardrails/unicode-removal';
import type { CommentNow } from '../../domain/writeback/judge-comment';
import { PortError } from '../../ports/port-error';
import { ask, orNull, type RequestJira } from './jira-http';
import { toUtc } from './read-fields';
import { StoredCommentSchema } from './schemas';

/** Jira dates a comment that nobody changed by the same moment twice. */
function changeOf({
  created,
  updated,
  updateAuthor,
}: z.infer<typeof StoredCommentSchema>): CommentNow['change'] {
  const at = toUtc(updated);
  if (at === '') throw new PortError('unavailable', 'Jira dates a comment in another way');
  if (at === toUtc(created)) return null;
  return {
    accountId: updateAuthor?.accountId ?? null,
    displayName: withoutUnseen(updateAuthor?.displayName ?? 'Somebody'),
    at,
  };
}

/** One comment as one actor reads it; null where Jira says that there is none for this actor on this issue. */
export async function readComment(
  request: RequestJira,
  issueId: string,
  commentId: string,
): Promise<CommentNow | null> {
  const path = route`/rest/api/3/issue/${issueId}/comment/${commentId}`;
  const comment = await orNull(
    ask(request, { name: 'getComment', method: 'GET', path }, StoredCommentSchema),
  );
  if (comment === null) return null;
  return {
    body: comment.body,
    isPublic: comment.jsdPublic ?? null,
    isRestricted: comment.visibility !== undefined && comment.visibility !== null,
    change: changeOf(comment),
  };
}
