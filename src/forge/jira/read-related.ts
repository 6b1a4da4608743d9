import { route } from '@forge/api';
import type { z } from 'zod';
import type { IssueReading } from '../../domain/packet/issue-reading';
import type { RelatedReading } from '../../domain/packet/surroundings';
import { ask, type RequestJira } from './jira-http';
import type { OwnAccount } from './jira-reader';
import { FieldsSchema, SearchSchema, UserSchema, type JiraIssue } from './schemas';

const MAX_RELATED = 100;
const FIELDS = ['summary', 'status', 'issuetype', 'project', 'parent', 'security', 'creator'];

const creatorOf = (issue: JiraIssue): z.infer<typeof UserSchema> | null => {
  const creator = UserSchema.safeParse(issue.fields['creator']);
  return creator.success ? creator.data : null;
};

/** Linked issues of the same project and subtasks, with their security levels, which an issue does not tell of them: one call, or none. */
export async function readRelated(
  request: RequestJira,
  ownAccount: OwnAccount,
  reading: IssueReading,
): Promise<readonly RelatedReading[]> {
  const isHere = (key: string): boolean => key.slice(0, key.lastIndexOf('-')) === reading.projectKey;
  const linked = reading.links.map(({ key }) => key).filter(isHere);
  const issueIdsOrKeys = [...new Set([...reading.subtaskIds, ...linked])].slice(0, MAX_RELATED);
  if (issueIdsOrKeys.length === 0) return [];
  const path = route`/rest/api/3/issue/bulkfetch`;
  const body = { issueIdsOrKeys, fields: FIELDS };
  const { issues } = await ask(
    request,
    { name: 'bulkFetchIssues', method: 'POST', path, body },
    SearchSchema,
  );
  const isFromAnApp = issues.some((issue) => creatorOf(issue)?.accountType === 'app');
  const own = isFromAnApp ? await ownAccount() : null;
  return issues.map((issue) => {
    const fields = FieldsSchema.parse(issue.fields);
    return {
      key: issue.key,
      summary: fields.summary,
      status: fields.status?.name ?? '',
      securityLevel: fields.security?.id ?? null,
      isSubtask: fields.parent?.id === reading.id,
      isFromAi: own !== null && creatorOf(issue)?.accountId === own,
    };
  });
}
