import type { Handler } from '../call';
import { addNewComment } from '../comment-edit';
import { putLink, readLinkEnd, readLinkType } from '../issue-link';
import { isObject } from '../json';

/** `POST /issueLink`: a link that exists already is answered with 201 and not doubled; a comment goes to the outward issue. */
export const linkIssues: Handler = (call) => {
  const type = readLinkType(call, call.body);
  const inward = readLinkEnd(call, call.body, 'inwardIssue');
  const outward = readLinkEnd(call, call.body, 'outwardIssue');
  putLink(call, type, { inward, outward });
  const { comment } = call.body;
  if (isObject(comment)) addNewComment(call, call.issue(outward.id), comment);
  return { status: 201 };
};
