import type { Call } from './call';
import { applyComments } from './comment-edit';
import { readChanges } from './issue-changes';
import { applyFields, assertRequired, putProperties, readMetadata, saveEdit } from './issue-edit';
import { applyLinks } from './issue-link';
import { systemChange } from './issue-shelf';
import { JiraError } from './jira-error';
import { readObject, readText, type JsonObject } from './json';
import type { ChangeItem, IssueRecord, ProjectRecord, TransitionRecord } from './records';
import { failedValidators, type RuleLook } from './rule-check';
import { transitionScreen } from './screens';
import { offeredTransitions } from './views/transition-view';

interface Found {
  readonly issue: IssueRecord;
  readonly project: ProjectRecord;
}

/**
 * Makes the transition that `transition.id` of a body names, with the fields of its screen, comments and properties.
 * Raises 400 for a missing id, a transition that is not available to the caller, fields that are not on its screen,
 * required ones that are missing, and validators of an app that are false, in the app's words.
 */
export function transitionIssue(call: Call, found: Found, body: JsonObject): void {
  const transitionId = readText(readObject(body, 'transition'), 'id');
  if (transitionId === undefined) throw JiraError.invalid('Missing transition identifier.');
  const transition = offeredTransitions({ state: call.state, access: call.access, ...found }).find(
    ({ id, isAvailable }) => id === transitionId && isAvailable,
  );
  if (!transition) throw JiraError.invalid(`Transition id '${transitionId}' is not valid for this issue.`);
  const screen = transitionScreen(screenLook(call, found), transition);
  const changes = readChanges(body, { state: call.state, issue: found.issue, screen });
  const filled = applyFields(call, found, changes.values);
  assertRequired(call, screen, filled.issue);
  assertValidators(call, { ...found, original: found.issue, issue: filled.issue, transition });
  saveEdit(call, moved(call, filled, transition.to), { before: found.issue, metadata: readMetadata(body) });
  applyComments(call, found.issue.id, changes.comments);
  applyLinks(call, found.issue.id, changes.links);
  putProperties(call, found.issue, body);
}

function assertValidators({ state, access }: Call, look: Omit<RuleLook, 'state' | 'access'>): void {
  const messages = failedValidators({ ...look, state, access });
  if (messages.length > 0) throw new JiraError(400, messages);
}

/** Makes a transition that the site itself decided on, where the issue's status has it; no screen, no condition. */
export function followTransition(call: Call, issue: IssueRecord, transition: TransitionRecord): void {
  if (!transition.from.includes(issue.statusId)) return;
  saveEdit(call, moved(call, { issue, items: [] }, transition.to), { before: issue });
}

/** What the screens of an issue need to know. */
export function screenLook(call: Call, { issue, project }: Found) {
  const type = call.state.issueTypes.get(issue.issueTypeId);
  if (!type) throw new JiraError(422, [`The issue type of ${issue.key} does not exist.`]);
  return { state: call.state, access: call.access, project, type, issue };
}

interface Moved {
  readonly issue: IssueRecord;
  readonly items: readonly ChangeItem[];
}

/**
 * The issue in another status. Entering the category *done* sets a resolution, unless its screen did; leaving it takes
 * the resolution away.
 */
function moved(call: Call, { issue, items: filled }: Moved, to: string): Moved {
  const name = (id: string) => call.state.statuses.get(id)?.name ?? id;
  const status = systemChange(
    'status',
    { id: issue.statusId, text: name(issue.statusId) },
    { id: to, text: name(to) },
  );
  const next = { ...issue, statusId: to, statusChangedAt: call.now };
  const isDone = call.state.statuses.get(to)?.category === 'done';
  const done = call.state.resolutions.all().find((candidate) => candidate.name === 'Done');
  const resolutionId = isDone ? (issue.resolutionId ?? done?.id ?? null) : null;
  const resolvedAt = resolutionId === null ? null : (issue.resolvedAt ?? call.now);
  const items = [status, ...filled];
  if (resolutionId === issue.resolutionId) return { issue: { ...next, resolvedAt }, items };
  const show = (id: string | null) => ({
    id,
    text: id === null ? null : (call.state.resolutions.get(id)?.name ?? null),
  });
  const resolution = systemChange('resolution', show(issue.resolutionId), show(resolutionId));
  return { issue: { ...next, resolutionId, resolvedAt }, items: [...items, resolution] };
}
