import { z } from 'zod';
import type { JiraEmulator } from '../jira/jira-door';

/** The people of the local site whom the page's header offers, with a short role. */
const ROLES: Readonly<Record<string, string>> = {
  'agent-ana': 'Agent',
  'agent-ben': 'Agent',
  'commander-cho': 'Incident commander',
  'manager-mia': 'People manager',
  'secowner-sam': 'Security owner',
  'sponsor-lea': 'Leadership sponsor',
  'backup-bo': 'Backup approver',
  'admin-ada': 'Jira admin',
  'admin-max': 'Second admin',
  'auditor-ava': 'Governance',
  'customer-cy': 'Portal customer',
  'outsider-oz': 'No access to the projects',
};

/** A person to act as. */
export interface Person {
  readonly accountId: string;
  readonly displayName: string;
  readonly role: string;
}

const UserSchema = z.object({ accountId: z.string(), displayName: z.string(), active: z.boolean() });

/** Lists the active ones of these people; on an empty site only those that exist. */
export async function listPeople(jira: JiraEmulator): Promise<readonly Person[]> {
  const found = await Promise.all(
    Object.entries(ROLES).map(async ([accountId, role]) => {
      const path = `/rest/api/3/user?accountId=${accountId}`;
      const { status, body } = await jira.handle({
        method: 'GET',
        path,
        headers: {},
        actor: { kind: 'app' },
      });
      const user = UserSchema.safeParse(body);
      return status === 200 && user.success && user.data.active ? [{ ...user.data, role }] : [];
    }),
  );
  return found.flat().map(({ accountId, displayName, role }) => ({ accountId, displayName, role }));
}
