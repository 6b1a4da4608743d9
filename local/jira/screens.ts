import type { Access, ProjectPermission } from './access';
import type {
  IssueRecord,
  IssueTypeRecord,
  ProjectRecord,
  ScreenFieldRecord,
  TransitionRecord,
} from './records';
import type { JiraState } from './state';

/** A person looking at a screen of a project. */
export interface ScreenLook {
  readonly state: JiraState;
  readonly access: Access;
  readonly project: ProjectRecord;
  readonly type: IssueTypeRecord;
  /** Absent while the issue is being created. */
  readonly issue?: IssueRecord | undefined;
}

const ON_EDIT_SCREEN = [
  'summary',
  'description',
  'environment',
  'priority',
  'labels',
  'components',
  'assignee',
  'reporter',
  'duedate',
  'security',
];

/** A field that needs more than editing; without the permission it is on no screen of the person, as on a real site. */
const PERMISSION_OF: Readonly<Record<string, ProjectPermission>> = {
  assignee: 'ASSIGN_ISSUES',
  reporter: 'MODIFY_REPORTER',
  security: 'SET_ISSUE_SECURITY',
  duedate: 'SCHEDULE_ISSUES',
};

/** The fields of the create screen of a type that this person may fill in. */
export function createScreen(look: ScreenLook): ScreenFieldRecord[] {
  const parent = look.type.subtask ? [{ fieldId: 'parent', isRequired: true }] : [];
  const fixed = ['issuetype', 'project'].map((fieldId) => ({ fieldId, isRequired: true }));
  return [...fixed, ...parent, ...editable(look)];
}

/** The fields of the edit screen that this person may change, comments and links included. */
export function editScreen(look: ScreenLook): ScreenFieldRecord[] {
  const parent = look.type.subtask ? [{ fieldId: 'parent', isRequired: true }] : [];
  const others = ['comment', 'issuelinks'].map((fieldId) => ({ fieldId, isRequired: false }));
  return [...parent, ...editable(look), ...others];
}

/** The fields of a transition's screen; a comment may always come along. */
export function transitionScreen(look: ScreenLook, transition: TransitionRecord): ScreenFieldRecord[] {
  const fields = (transition.screen ?? []).filter(({ fieldId }) => isOffered(look, fieldId));
  return [...fields, { fieldId: 'comment', isRequired: false }];
}

function editable(look: ScreenLook): ScreenFieldRecord[] {
  const { state, project } = look;
  const custom = state.fields.all().flatMap((field) => (field.custom ? [field.id] : []));
  const required = new Set(['summary', ...(project.requiredFields ?? [])]);
  return [...ON_EDIT_SCREEN, ...custom]
    .filter((fieldId) => isOffered(look, fieldId))
    .map((fieldId) => ({ fieldId, isRequired: required.has(fieldId) }));
}

function isOffered({ access, project, type, issue }: ScreenLook, fieldId: string): boolean {
  if (project.hiddenFields?.includes(fieldId)) return false;
  // A subtask has the level of its parent and none of its own.
  if (fieldId === 'security' && (type.subtask || project.securityLevels.length === 0)) return false;
  const permission = Object.hasOwn(PERMISSION_OF, fieldId) ? PERMISSION_OF[fieldId] : undefined;
  return permission === undefined || access.has(permission, project, issue);
}

const EMPTY: Readonly<Record<string, (issue: IssueRecord) => boolean>> = {
  summary: ({ summary }) => summary === '',
  description: ({ description }) => description === null,
  environment: ({ environment }) => environment === null,
  priority: ({ priorityId }) => priorityId === null,
  labels: ({ labels }) => labels.length === 0,
  components: ({ componentIds }) => componentIds.length === 0,
  assignee: ({ assigneeId }) => assigneeId === null,
  reporter: ({ reporterId }) => reporterId === null,
  duedate: ({ dueDate }) => dueDate === null,
  security: ({ securityLevelId }) => securityLevelId === null,
  resolution: ({ resolutionId }) => resolutionId === null,
};

/** The required fields of a screen that an issue is without. */
export function missingFields(screen: readonly ScreenFieldRecord[], issue: IssueRecord): string[] {
  return screen.flatMap(({ fieldId, isRequired }) => {
    if (!isRequired) return [];
    const isEmpty = Object.hasOwn(EMPTY, fieldId) ? EMPTY[fieldId]?.(issue) : undefined;
    if (isEmpty !== undefined) return isEmpty ? [fieldId] : [];
    return fieldId.startsWith('customfield_') && !(fieldId in issue.custom) ? [fieldId] : [];
  });
}
