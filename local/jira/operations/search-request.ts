import { LIMITS } from '../../forge/limits';
import type { Call } from '../call';
import { JiraError } from '../jira-error';
import { isList, type Json, type JsonObject } from '../json';
import { assertServedExpand, type IssueSelection } from '../views/field-selection';

/** A search as GET and POST both ask for it. */
export interface SearchRequest {
  readonly jql: string;
  /** As asked for, at least 1; the answer's own limit comes later. */
  readonly maxResults: number;
  readonly token: string | undefined;
  readonly reconcileIssues: ReadonlySet<string>;
  readonly selection: IssueSelection;
}

const DEFAULT_PAGE = 50;

/** What the published request body knows; Jira refuses a body with anything else in it (`startAt`, say). */
const BODY = [
  'jql',
  'nextPageToken',
  'maxResults',
  'fields',
  'expand',
  'properties',
  'fieldsByKeys',
  'reconcileIssues',
  'includeArchivedProjects',
];

/** Reads `GET /search/jql`. Raises 400 for values of the wrong kind. */
export function readSearchQuery(call: Call): SearchRequest {
  readFlag(call.query.get('fieldsByKeys') ?? undefined, 'fieldsByKeys');
  return checked({
    jql: call.query.get('jql') ?? '',
    maxResults: call.number('maxResults', DEFAULT_PAGE),
    token: call.query.get('nextPageToken') ?? undefined,
    reconcileIssues: new Set(call.list('reconcileIssues').map(readId)),
    selection: {
      fields: call.list('fields'),
      properties: call.list('properties'),
      expand: call.list('expand'),
    },
  });
}

/** Reads `POST /search/jql`. Raises 400 for a property that the published body has not, and for values of the wrong kind. */
export function readSearchBody(call: Call): SearchRequest {
  const { body } = call;
  if (Object.keys(body).some((name) => !BODY.includes(name))) throw badPayload();
  readFlag(body['fieldsByKeys'], 'fieldsByKeys');
  if (readFlag(body['includeArchivedProjects'], 'includeArchivedProjects'))
    throw new JiraError(501, [
      "This local site does not serve 'includeArchivedProjects': it archives nothing.",
    ]);
  const { maxResults = DEFAULT_PAGE } = body;
  if (typeof maxResults !== 'number' || !Number.isInteger(maxResults)) throw badPayload();
  const expand = readString(body, 'expand') ?? '';
  return checked({
    jql: readString(body, 'jql') ?? '',
    maxResults,
    token: readString(body, 'nextPageToken'),
    reconcileIssues: new Set(readList(body, 'reconcileIssues').map(readId)),
    selection: {
      fields: readStrings(body, 'fields'),
      properties: readStrings(body, 'properties'),
      expand: splitNames(expand),
    },
  });
}

const BULK_BODY = ['issueIdsOrKeys', 'fields', 'properties', 'expand', 'fieldsByKeys'];

/** Reads `POST /issue/bulkfetch`. Raises 400 for too many issues and as the search does. */
export function readBulkFetch(call: Call): {
  readonly ids: readonly string[];
  readonly selection: IssueSelection;
} {
  const { body } = call;
  if (Object.keys(body).some((name) => !BULK_BODY.includes(name))) throw badPayload();
  readFlag(body['fieldsByKeys'], 'fieldsByKeys');
  const named = readStrings(body, 'fields');
  const expand = readStrings(body, 'expand');
  const properties = readStrings(body, 'properties');
  checkProperties(properties);
  assertServedExpand(expand);
  const isLight =
    named.length > 0 &&
    expand.length === 0 &&
    !named.some((name) => /^(\*|-|comment$|attachment$)/.test(name));
  const limit = isLight ? LIMITS.jiraBulkFetchNamed.value : LIMITS.jiraBulkFetch.value;
  const ids = readStrings(body, 'issueIdsOrKeys');
  if (ids.length === 0 || ids.length > limit)
    throw JiraError.invalid(`1 to ${limit} issue ids or keys are required.`);
  return { ids, selection: { fields: named.length > 0 ? named : ['*navigable'], properties, expand } };
}

function checkProperties(properties: readonly string[]): void {
  if (properties.length > LIMITS.jiraSearchProperties.value)
    throw JiraError.invalid(`At most ${LIMITS.jiraSearchProperties.value} properties can be requested.`);
}

function checked(request: SearchRequest): SearchRequest {
  const { maxResults, reconcileIssues, selection } = request;
  if (maxResults < 1) throw JiraError.invalid("'maxResults' has to be at least 1.");
  checkProperties(selection.properties);
  if (reconcileIssues.size > LIMITS.jiraReconcileIssues.value)
    throw JiraError.invalid(`At most ${LIMITS.jiraReconcileIssues.value} issues can be reconciled.`);
  return request;
}

/** Names between commas, also inside the items of a list. */
function splitNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function readString(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badPayload();
  return value;
}

function readList(body: JsonObject, name: string): readonly Json[] {
  const value = body[name];
  if (value === undefined || value === null) return [];
  if (!isList(value)) throw badPayload();
  return value;
}

function readStrings(body: JsonObject, name: string): string[] {
  return readList(body, name).flatMap((item) => {
    if (typeof item !== 'string') throw badPayload();
    return splitNames(item);
  });
}

/** An issue id: a number, in JSON as such; keys are no ids. */
function readId(value: Json): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return String(Number(value));
  throw JiraError.invalid("'reconcileIssues' has to be a list of issue ids.");
}

function readFlag(value: Json | undefined, name: string): boolean {
  if (value === undefined || value === null || value === false || value === 'false') return false;
  if (value === true || value === 'true') return true;
  throw JiraError.invalid(`'${name}' has to be true or false.`);
}

/** 400 as Jira answers to a body that it cannot read into its own type. */
function badPayload(): JiraError {
  return JiraError.invalid('Invalid request payload. Refer to the REST API documentation and try again.');
}
