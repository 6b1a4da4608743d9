import { route } from '@forge/api';
import type { z } from 'zod';
import type { ActiveIssue, JiraReader } from '../../ports/jira';
import { ask, type RequestJira } from './jira-http';
import { fieldsToDecide } from './read-fields';
import { ActivePageSchema } from './schemas';

type Query = Parameters<JiraReader['activeIssues']>[0];
type Found = z.infer<typeof ActivePageSchema>['issues'][number];

const PAGE = 100;

/** A subtask is part of its parent's work, and our own approval subtasks are no work at all. */
const JQL = 'issuetype in standardIssueTypes() AND statusCategory != Done ORDER BY key ASC';

const toActive = ({ id, key, fields }: Found): ActiveIssue => ({
  id,
  key,
  projectKey: fields.project.key,
  issueType: fields.issuetype.name,
  rawFields: fields,
});

/** A page of unresolved issues in the order of their keys. Raises `refused` for a cursor that is too old: begin again. */
export async function readActiveIssues(
  request: RequestJira,
  { fields, cursor }: Query,
): ReturnType<JiraReader['activeIssues']> {
  const path = route`/rest/api/3/search/jql`;
  const body = {
    jql: JQL,
    fields: fieldsToDecide(fields),
    maxResults: PAGE,
    ...(cursor === null ? {} : { nextPageToken: cursor }),
  };
  const page = await ask(
    request,
    { name: 'searchAndReconsileIssuesUsingJqlPost', method: 'POST', path, body },
    ActivePageSchema,
  );
  return { issues: page.issues.map(toActive), cursor: page.isLast ? null : (page.nextPageToken ?? null) };
}
