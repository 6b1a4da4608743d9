import type { Call, Handler } from '../call';
import { announceCreated } from '../event-of';
import { readChanges } from '../issue-changes';
import { applyFields, assertRequired, putProperties } from '../issue-edit';
import { applyLinks } from '../issue-link';
import { transitionIssue } from '../issue-transition';
import { JiraError } from '../jira-error';
import { isObject, readObject, type JsonObject } from '../json';
import type { IssueRecord, IssueTypeRecord, ProjectRecord } from '../records';
import { createScreen } from '../screens';
import { selfOf } from '../site-url';
import { issueTypesOf } from '../views/configuration-view';

/**
 * `POST /issue`: an issue, or a subtask under its parent; with links, properties and a first transition, all in one
 * transaction.
 */
export const createIssue: Handler = (call) => {
  const actor = call.access.requireUser();
  const { project: projectRef, issuetype, parent, ...fields } = readObject(call.body, 'fields');
  const project = readProject(call, projectRef);
  const type = readType(call, project, issuetype);
  const parentId = readParent(call, { project, type }, parent);
  const screen = createScreen({ state: call.state, access: call.access, project, type });
  const blank = blankIssue(call, { project, type, actorId: actor.accountId, parentId });
  const changes = readChanges(
    { fields, update: readObject(call.body, 'update') },
    { state: call.state, issue: blank, screen: [...screen, { fieldId: 'issuelinks', isRequired: false }] },
  );
  const { issue } = applyFields(call, { issue: blank, project }, changes.values);
  assertRequired(call, screen, issue);
  call.state.issues.put(issue);
  if (actor.accountType === 'atlassian') call.state.issues.addWatcher(issue.id, actor.accountId);
  putProperties(call, issue, call.body);
  announceCreated(call, issue);
  applyLinks(call, issue.id, changes.links);
  const { id, key } = issue;
  return { status: 201, body: { id, key, self: selfOf(`issue/${id}`), ...firstTransition(call, id) } };
};

/** Makes the transition of the body, if there is one; whatever refuses it refuses the whole issue here. */
function firstTransition(call: Call, issueId: string) {
  const { transition } = call.body;
  if (transition === undefined) return {};
  transitionIssue(call, call.issue(issueId), { transition });
  return { transition: { status: 200, errorCollection: { errorMessages: [], errors: {} } } };
}

interface NewIssue {
  readonly project: ProjectRecord;
  readonly type: IssueTypeRecord;
  readonly actorId: string;
  readonly parentId: string | null;
}

function blankIssue(call: Call, { project, type, actorId, parentId }: NewIssue): IssueRecord {
  const workflowId = project.issueTypes.find(({ issueTypeId }) => issueTypeId === type.id)?.workflowId ?? '';
  const workflow = call.state.workflows.get(workflowId);
  if (!workflow)
    throw new JiraError(422, [`The issue type '${type.name}' has no workflow in ${project.key}.`]);
  const parent = parentId === null ? undefined : call.state.issues.get(parentId);
  return {
    id: call.state.nextId('issue'),
    key: call.state.nextKey(project.key),
    projectId: project.id,
    issueTypeId: type.id,
    statusId: workflow.initialStatusId,
    statusChangedAt: call.now,
    summary: '',
    description: null,
    environment: null,
    priorityId: call.state.priorities.all().find(({ name }) => name === 'Medium')?.id ?? null,
    labels: [],
    componentIds: [],
    resolutionId: null,
    resolvedAt: null,
    assigneeId: null,
    reporterId: actorId,
    creatorId: actorId,
    createdAt: call.now,
    updatedAt: call.now,
    dueDate: null,
    parentId,
    // A subtask takes over its parent's security level.
    securityLevelId: parent?.securityLevelId ?? null,
    custom: {},
    attachments: [],
  };
}

function readProject(call: Call, ref: JsonObject[string] | undefined): ProjectRecord {
  const id = isObject(ref) ? (ref['id'] ?? ref['key']) : undefined;
  const project =
    typeof id === 'string' || typeof id === 'number' ? call.state.findProject(String(id)) : undefined;
  if (!project || !call.access.seesProject(project))
    throw JiraError.fields({ project: 'valid project is required' });
  if (!call.access.has('CREATE_ISSUES', project)) {
    throw JiraError.fields({ project: 'You cannot create issues in this project.' });
  }
  return project;
}

function readType(call: Call, project: ProjectRecord, ref: JsonObject[string] | undefined): IssueTypeRecord {
  const types = issueTypesOf(call.state, project);
  const type =
    isObject(ref) &&
    types.find(({ id, name }) => (ref['id'] === undefined ? name === ref['name'] : id === ref['id']));
  if (!type) throw JiraError.fields({ issuetype: 'Specify a valid issue type' });
  return type;
}

function readParent(
  call: Call,
  child: { project: ProjectRecord; type: IssueTypeRecord },
  ref: JsonObject[string] | undefined,
): string | null {
  if (ref === undefined || ref === null) {
    if (child.type.subtask)
      throw JiraError.fields({
        issuetype: 'Issue type is a sub-task but parent issue key or id not specified.',
      });
    return null;
  }
  const id = isObject(ref) ? (ref['id'] ?? ref['key']) : undefined;
  const parent = typeof id === 'string' ? call.state.issues.find(id) : undefined;
  if (!parent || !call.access.seesIssue(parent))
    throw JiraError.fields({ parent: 'Could not find issue by id or key.' });
  if (!child.type.subtask)
    throw JiraError.fields({ parent: 'Given parent work item does not belong to appropriate hierarchy.' });
  const isSubtask = call.state.issueTypes.get(parent.issueTypeId)?.subtask === true;
  if (isSubtask || parent.projectId !== child.project.id) {
    throw JiraError.fields({
      parent: 'The parent has to be an issue of the same project that is no subtask.',
    });
  }
  return parent.id;
}
