import { z } from 'zod';
import { CLOUD_ID, ENVIRONMENT_ID, ENVIRONMENT_TYPE } from '../forge/app-identity';
import type { UiModule } from '../forge/manifest';
import type { JiraEmulator } from '../jira/jira-door';
import { SiteError } from './http';

/** Where a UI module is shown, and to whom. */
export interface Placement {
  readonly module: UiModule;
  readonly accountId: string;
  readonly issueKey: string | undefined;
  readonly siteUrl: string;
}

const IssueSchema = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    issuetype: z.object({ id: z.string(), name: z.string() }),
    project: z.object({ id: z.string(), key: z.string(), projectTypeKey: z.string().default('software') }),
  }),
});

/** Whether a module lives on an issue. */
const isIssueModule = ({ type }: UiModule): boolean =>
  type === 'jira:issuePanel' || type === 'jira:issueContext';

/**
 * The context that Jira gives a loaded module (forge-facts §1.6, §3.4): an issue module's names its issue,
 * read as the acting user. Raises `not-found` for an issue that this user cannot browse.
 */
export async function createUiContext(
  jira: JiraEmulator,
  placement: Placement,
): Promise<Record<string, unknown>> {
  const { module, accountId, issueKey, siteUrl } = placement;
  const issue = isIssueModule(module) ? await loadIssue(jira, accountId, issueKey) : {};
  return {
    accountId,
    accountType: await accountTypeOf(jira, accountId),
    cloudId: CLOUD_ID,
    environmentId: ENVIRONMENT_ID,
    environmentType: ENVIRONMENT_TYPE,
    localId: `ari:cloud:ecosystem::extension/${ENVIRONMENT_ID}/static/${module.key}`,
    moduleKey: module.key,
    siteUrl,
    locale: 'en_US',
    timezone: 'Etc/UTC',
    extension: { type: module.type, ...issue },
  };
}

const MyselfSchema = z.object({ accountType: z.string() });

/** Forge's words for an account (forge-facts §3.1): a portal customer is `customer`, an app is none of the licensed people. */
async function accountTypeOf(jira: JiraEmulator, accountId: string): Promise<string> {
  const actor = { kind: 'user', accountId } as const;
  const { body } = await jira.handle({ method: 'GET', path: '/rest/api/3/myself', headers: {}, actor });
  const parsed = MyselfSchema.safeParse(body);
  return parsed.success && parsed.data.accountType !== 'atlassian' ? parsed.data.accountType : 'licensed';
}

async function loadIssue(jira: JiraEmulator, accountId: string, issueKey: string | undefined) {
  if (!issueKey) throw new SiteError(400, 'bad-request', 'this module lives on an issue: name its issueKey');
  const path = `/rest/api/3/issue/${encodeURIComponent(issueKey)}?fields=issuetype,project`;
  const actor = { kind: 'user', accountId } as const;
  const { status, body } = await jira.handle({ method: 'GET', path, headers: {}, actor });
  const parsed = IssueSchema.safeParse(body);
  if (status !== 200 || !parsed.success) {
    throw new SiteError(404, 'not-found', 'the issue does not exist, or you may not see it');
  }
  const { id, key, fields } = parsed.data;
  return {
    issue: { id, key, type: fields.issuetype.name, typeId: fields.issuetype.id },
    project: { id: fields.project.id, key: fields.project.key, type: fields.project.projectTypeKey },
  };
}
