import type { FieldRecord, ProjectRecord, ScreenFieldRecord } from '../records';
import { SITE_URL, selfOf } from '../site-url';
import type { JiraState } from '../state';
import {
  issueTypesOf,
  viewFieldSchema,
  viewIssueType,
  viewLinkType,
  viewPriority,
  viewProjectShort,
  viewResolution,
} from './configuration-view';

interface Place {
  readonly state: JiraState;
  readonly project: ProjectRecord;
}

type Values = (place: Place) => readonly unknown[];

/** Fields whose values come from a list of the site or the project. */
const ALLOWED: Readonly<Record<string, Values>> = {
  issuetype: ({ state, project }) => issueTypesOf(state, project).map(viewIssueType),
  project: ({ project }) => [viewProjectShort(project)],
  priority: ({ state }) => state.priorities.all().map(viewPriority),
  resolution: ({ state }) => state.resolutions.all().map(viewResolution),
  components: ({ project }) =>
    project.components.map(({ id, name }) => ({ self: selfOf(`component/${id}`), id, name })),
  security: ({ project }) =>
    project.securityLevels.map(({ id, name }) => ({ self: selfOf(`securitylevel/${id}`), id, name })),
  issuelinks: ({ state }) => state.linkTypes.all().map(viewLinkType),
};

const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  labels: ['add', 'set', 'remove'],
  components: ['add', 'set', 'remove'],
  comment: ['add', 'edit', 'remove'],
  issuelinks: ['add'],
};

/** The verbs of `update` that a field takes. */
export function operationsOf(fieldId: string): readonly string[] {
  return (Object.hasOwn(OPERATIONS, fieldId) ? OPERATIONS[fieldId] : undefined) ?? ['set'];
}

/** The metadata of one field on a screen, as create, edit and transition screens answer it. */
export function viewFieldMeta(place: Place, { fieldId, isRequired }: ScreenFieldRecord) {
  const field = place.state.fields.get(fieldId);
  if (!field) return undefined;
  const allowedValues = allowedFor(place, field);
  const users = field.schema.type === 'user' ? `${SITE_URL}/rest/api/3/user/assignable/search?` : undefined;
  return {
    required: isRequired,
    schema: viewFieldSchema(field),
    name: field.name,
    key: field.id,
    ...(users === undefined ? {} : { autoCompleteUrl: `${users}project=${place.project.key}&query=` }),
    hasDefaultValue: fieldId === 'priority',
    operations: operationsOf(fieldId),
    ...(allowedValues === undefined ? {} : { allowedValues }),
  };
}

/** The metadata of a whole screen by field id. */
export function viewScreen(place: Place, screen: readonly ScreenFieldRecord[]) {
  return Object.fromEntries(
    screen.flatMap((entry) => {
      const meta = viewFieldMeta(place, entry);
      return meta ? [[entry.fieldId, meta] as const] : [];
    }),
  );
}

function allowedFor(place: Place, field: FieldRecord): readonly unknown[] | undefined {
  if (field.options) {
    return field.options.map(({ id, value }) => ({ self: selfOf(`customFieldOption/${id}`), value, id }));
  }
  const values = Object.hasOwn(ALLOWED, field.id) ? ALLOWED[field.id] : undefined;
  return values?.(place);
}
