import { route } from '@forge/api';
import { z } from 'zod';
import { withoutUnseen } from '../../domain/guardrails/unicode-removal';
import type { TypeStatuses } from '../../ports/jira';
import { ask, orNull, type RequestJira } from './jira-http';

const TypesSchema = z.array(
  z.looseObject({
    id: z.string(),
    subtask: z.boolean().catch(false),
    statuses: z.array(z.looseObject({ name: z.string() })),
  }),
);

/**
 * The issue types of a project with their statuses, or null when Jira does not show the project. Names come without invisible
 * characters: whoever names a status is not trusted for it.
 */
export async function readStatuses(
  request: RequestJira,
  projectKey: string,
): Promise<readonly TypeStatuses[] | null> {
  const path = route`/rest/api/3/project/${projectKey}/statuses`;
  const types = await orNull(ask(request, { name: 'getAllStatuses', method: 'GET', path }, TypesSchema));
  if (types === null) return null;
  return types.map(({ id, subtask, statuses }) => ({
    id,
    isSubtask: subtask,
    statuses: statuses.map(({ name }) => withoutUnseen(name)),
  }));
}
