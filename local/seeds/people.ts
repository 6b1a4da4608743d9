import { GRANTED_GROUP } from '../jira/app-permissions';
import { APP_ACCOUNT_ID } from '../jira/jira-door';
import type { UserRecord } from '../jira/records';

type Person = readonly [accountId: string, displayName: string, groups: readonly string[]];

const AGENTS = 'service-agents';

/** The people of `interfaces.md`; account ids are fixed, outside checks rely on them. */
const PEOPLE: readonly Person[] = [
  ['agent-ana', 'Ana Ortiz', [AGENTS]],
  ['agent-ben', 'Ben Fischer', [AGENTS]],
  ['commander-cho', 'Cho Min-ji', [AGENTS, 'incident-commanders']],
  ['manager-mia', 'Mia Lindqvist', [AGENTS, 'people-managers']],
  ['secowner-sam', 'Sam Okafor', [AGENTS, 'security-owners']],
  ['sponsor-lea', 'Lea Moreau', [AGENTS, 'leadership-sponsors']],
  ['backup-bo', 'Bo Nilsen', [AGENTS, 'incident-commanders']],
  ['admin-ada', 'Ada Novak', ['jira-admins']],
  ['admin-max', 'Max Weber', ['jira-admins']],
  ['auditor-ava', 'Ava Chen', ['ai-governance']],
  ['outsider-oz', 'Oz Brandt', []],
];

export const GROUPS = [
  'jira-admins',
  AGENTS,
  'incident-commanders',
  'people-managers',
  'security-owners',
  'leadership-sponsors',
  'ai-governance',
  GRANTED_GROUP,
];

const SPECIAL: readonly UserRecord[] = [
  { accountId: 'customer-cy', displayName: 'Cy Hart', active: true, accountType: 'customer', groups: [] },
  {
    accountId: 'bot-automation',
    displayName: 'Automation for Jira',
    active: true,
    accountType: 'app',
    groups: [],
  },
  // In a group that may do everything an agent may: only being inactive keeps gone-gil out.
  {
    accountId: 'gone-gil',
    displayName: 'Gil Tanaka',
    active: false,
    accountType: 'atlassian',
    groups: [AGENTS],
  },
  { accountId: APP_ACCOUNT_ID, displayName: 'AI Handoff', active: true, accountType: 'app', groups: [] },
];

/** Everyone on the site, the app's own account included. */
export const USERS: readonly UserRecord[] = [
  ...PEOPLE.map(([accountId, displayName, groups]) => ({
    accountId,
    displayName,
    active: true,
    accountType: 'atlassian' as const,
    groups,
  })),
  ...SPECIAL,
];
