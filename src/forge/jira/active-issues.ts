import { route } from '@forge/api';
import type { z } from 'zod';
import type { ActiveIssue, JiraReader } from '../../ports/jira';
import { PortError } from '../../ports/port-error';
import { ask, type RequestJira } from './jira-http';
import { fieldsToDecide } from './read-fields';
import { ActivePageSchema, ProjectPageSchema } from './schemas';

type Query = Parameters<JiraReader['activeIssues']>[0];
type Page = z.infer<typeof ActivePageSchema>;

const PAGE = 100;
/** What the address of one search of projects takes. */
const KEYS_AT_ONCE = 50;
const PROJECT_KEY = /^[A-Z][A-Z0-9_]{0,31}$/u;

/** Keys are checked, so nothing of a policy can be JQL. */
const jqlOf = (projects: readonly string[] | null): string => {
  const where = projects === null ? '' : `project in (${projects.map((key) => `"${key}"`).join(', ')}) AND `;
  return `${where}statusCategory != Done ORDER BY key ASC`;
};

async function searchPage(
  request: RequestJira,
  query: Query,
  projects: readonly string[] | null,
): Promise<Page> {
  const path = route`/rest/api/3/search/jql`;
  const body = {
    jql: jqlOf(projects),
    fields: fieldsToDecide(query.fields),
    maxResults: PAGE,
    ...(query.cursor === null ? {} : { nextPageToken: query.cursor }),
  };
  return ask(
    request,
    { name: 'searchAndReconsileIssuesUsingJqlPost', method: 'POST', path, body },
    ActivePageSchema,
  );
}

/** Those of the projects that exist and that this actor sees. */
async function existing(request: RequestJira, keys: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const query = new URLSearchParams({ maxResults: String(KEYS_AT_ONCE) });
    for (const key of keys.slice(from, from + KEYS_AT_ONCE)) query.append('keys', key);
    const path = route`/rest/api/3/project/search?${query}`;
    const page = await ask(request, { name: 'searchProjects', method: 'GET', path }, ProjectPageSchema);
    found.push(...page.values.map(({ key }) => key));
  }
  return keys.filter((key) => found.includes(key));
}

/** Jira refuses a whole search for one project that it does not show, so such a search is made again without those. */
async function searchKnown(
  request: RequestJira,
  query: Query,
  projects: readonly string[],
): Promise<Page | null> {
  try {
    return await searchPage(request, query, projects);
  } catch (error) {
    if (!(error instanceof PortError) || error.code !== 'refused') throw error;
    const known = await existing(request, projects);
    if (known.length === projects.length) throw error;
    return known.length === 0 ? null : searchPage(request, query, known);
  }
}

const toActive = ({ id, key, fields }: Page['issues'][number]): ActiveIssue => ({
  id,
  key,
  projectKey: fields.project.key,
  issueType: fields.issuetype.name,
  rawFields: fields,
});

/** A page of unresolved issues in the order of their keys. Raises `refused` for a cursor that is too old: begin again. */
export async function readActiveIssues(
  request: RequestJira,
  query: Query,
): ReturnType<JiraReader['activeIssues']> {
  const projects = query.projects?.filter((key) => PROJECT_KEY.test(key)) ?? null;
  if (projects?.length === 0) return { issues: [], cursor: null };
  const page =
    projects === null ? await searchPage(request, query, null) : await searchKnown(request, query, projects);
  if (page === null) return { issues: [], cursor: null };
  return { issues: page.issues.map(toActive), cursor: page.isLast ? null : (page.nextPageToken ?? null) };
}
