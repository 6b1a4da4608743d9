import { DONE, ok, type Call, type Handler } from '../call';
import { addNewComment } from '../comment-edit';
import { readProperties, saveEdit } from '../issue-edit';
import { systemChange } from '../issue-shelf';
import { JiraError } from '../jira-error';
import { isObject, readArray, readObject, readText } from '../json';
import type { ChangeItem, IssueRecord } from '../records';
import { offeredTransitions, viewTransitions } from '../views/transition-view';

/** `GET /issue/{key}/transitions`: what this caller can do now. */
export const getTransitions: Handler = (call) => {
  const found = call.issue(call.param('issueIdOrKey'));
  const wanted = call.query.get('transitionId');
  const withUnavailable = call.query.get('includeUnavailableTransitions') === 'true';
  const transitions = viewTransitions({ state: call.state, access: call.access, ...found }, withUnavailable);
  return ok({
    expand: 'transitions',
    transitions: transitions.filter(({ id }) => wanted === null || id === wanted),
  });
};

/** `POST /issue/{key}/transitions`: no transition has a screen here, so `fields` is refused; a comment may come along. */
export const doTransition: Handler = (call) => {
  const found = call.issue(call.param('issueIdOrKey'));
  const transitionId = readText(readObject(call.body, 'transition'), 'id');
  if (transitionId === undefined) throw JiraError.invalid('Missing transition identifier.');
  const look = { state: call.state, access: call.access, ...found };
  const transition = offeredTransitions(look).find(
    ({ id, isAvailable }) => id === transitionId && isAvailable,
  );
  if (!transition) throw JiraError.invalid(`Transition id '${transitionId}' is not valid for this issue.`);
  refuseFields(call);
  saveEdit(call, moved(call, found.issue, transition.to));
  const comments = readArray(readObject(call.body, 'update'), 'comment');
  for (const operation of comments) {
    const add = isObject(operation) ? operation['add'] : undefined;
    if (!isObject(add))
      throw JiraError.fields({ comment: "Only the operation 'add' is served for comments." });
    addNewComment(call, call.issue(found.issue.id), add);
  }
  for (const [key, value] of Object.entries(readProperties(readArray(call.body, 'properties')))) {
    call.state.issues.putProperty(found.issue.id, key, value);
  }
  return DONE;
};

function refuseFields(call: Call): void {
  const updated = Object.keys(readObject(call.body, 'update')).filter((name) => name !== 'comment');
  const [field] = [...Object.keys(readObject(call.body, 'fields')), ...updated];
  if (field !== undefined) {
    throw JiraError.fields({
      [field]: `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`,
    });
  }
}

/** The issue in another status; entering the category *done* sets a resolution, leaving it takes the resolution away. */
function moved(call: Call, issue: IssueRecord, to: string): { issue: IssueRecord; items: ChangeItem[] } {
  const name = (id: string) => call.state.statuses.get(id)?.name ?? id;
  const items = [
    systemChange('status', { id: issue.statusId, text: name(issue.statusId) }, { id: to, text: name(to) }),
  ];
  const next = { ...issue, statusId: to, statusChangedAt: call.now };
  const isDone = call.state.statuses.get(to)?.category === 'done';
  const resolution = isDone
    ? call.state.resolutions.all().find((candidate) => candidate.name === 'Done')
    : undefined;
  const resolutionId = isDone ? (issue.resolutionId ?? resolution?.id ?? null) : null;
  if (resolutionId === issue.resolutionId) return { issue: next, items };
  const show = (id: string | null) => ({
    id,
    text: id === null ? null : (call.state.resolutions.get(id)?.name ?? null),
  });
  items.push(systemChange('resolution', show(issue.resolutionId), show(resolutionId)));
  return { issue: { ...next, resolutionId, resolvedAt: resolutionId === null ? null : call.now }, items };
}
