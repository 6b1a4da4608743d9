import { addNewComment } from '../comment-edit';
import type { Call, Handler } from '../call';
import { systemChange } from '../issue-shelf';
import { JiraError } from '../jira-error';
import { isObject, readObject, readText } from '../json';
import { saveEdit } from '../issue-edit';
import type { IssueRecord, LinkTypeRecord } from '../records';

/** `POST /issueLink`: a link that exists already is answered with 201 and not doubled; a comment goes to the inward issue. */
export const linkIssues: Handler = (call) => {
  const type = readType(call);
  const inward = readEnd(call, 'inwardIssue');
  const outward = readEnd(call, 'outwardIssue');
  const isKnown = call.state.issues
    .linksOf(inward.id)
    .some((link) => link.typeId === type.id && link.inwardId === inward.id && link.outwardId === outward.id);
  if (!isKnown) {
    call.state.issues.addLink({ typeId: type.id, inwardId: inward.id, outwardId: outward.id });
    record(call, inward, { other: outward, words: type.outward });
    record(call, outward, { other: inward, words: type.inward });
  }
  const { comment } = call.body;
  if (isObject(comment)) addNewComment(call, call.issue(inward.id), comment);
  return { status: 201 };
};

function record(call: Call, issue: IssueRecord, to: { other: IssueRecord; words: string }): void {
  const none = { id: null, text: null };
  const shown = { id: to.other.key, text: `This work item ${to.words} ${to.other.key}` };
  saveEdit(call, { issue, items: [systemChange('Link', none, shown)] });
}

function readType(call: Call): LinkTypeRecord {
  const ref = readObject(call.body, 'type');
  const id = readText(ref, 'id');
  const name = readText(ref, 'name');
  const type = call.state.linkTypes
    .all()
    .find((candidate) => (id === undefined ? candidate.name === name : candidate.id === id));
  if (!type) throw JiraError.notFound(`No issue link type with name '${name ?? id ?? ''}' found.`);
  return type;
}

/** Both ends need LINK_ISSUES; lacking it looks like a missing issue, as documented. */
function readEnd(call: Call, name: string): IssueRecord {
  const ref = readObject(call.body, name);
  const idOrKey = readText(ref, 'id') ?? readText(ref, 'key');
  if (idOrKey === undefined) throw JiraError.invalid(`'${name}' with a key or an id is required.`);
  return call.issueFor('LINK_ISSUES', idOrKey, JiraError.notFound('No Link Issue Permission for issue.'))
    .issue;
}
