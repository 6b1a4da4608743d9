import { acknowledgeOnSite, persist, tryCall, type Play, type Tried } from './play';
import type { Step } from './steps';

const ADMIN = { accountId: 'admin-ada', issueId: '' };

/** An admin halts or resumes the site, unless the page shows that it has worked already. */
export const setSwitch = (isHalted: boolean): Step => ({
  name: isHalted ? 'an admin halts the site' : 'an admin resumes the site',
  run: (play) =>
    persist(play, ADMIN.accountId, async (): Promise<Tried> => {
      const page = await tryCall(play, ADMIN, { name: 'admin.load', payload: {} });
      if (page === null) return 'again';
      if (page.switch.isHalted === isHalted) return 'done';
      const reason = isHalted ? 'a drill' : 'the drill is over';
      const payload = { isHalted, reason, version: page.switch.version };
      if ((await tryCall(play, ADMIN, { name: 'admin.set-switch', payload })) === null) return 'again';
      acknowledgeOnSite(play, {
        event: 'killswitch.changed',
        actor: ADMIN.accountId,
        details: { isHalted, reason },
      });
      return 'done';
    }),
});

/** An admin publishes a policy, unless the list of versions shows that it has worked already. */
const publish = (
  change: string,
  save: (play: Play, edit: { readonly baseVersion: number; readonly change: string }) => Promise<unknown>,
): Step => ({
  name: `an admin publishes: ${change}`,
  run: (play) =>
    persist(play, ADMIN.accountId, async (): Promise<Tried> => {
      const page = await tryCall(play, ADMIN, { name: 'admin.load', payload: {} });
      if (page === null) return 'again';
      if (page.versions.some((version) => version.change === change)) return 'done';
      if ((await save(play, { baseVersion: page.policy.version, change })) === null) return 'again';
      acknowledgeOnSite(play, { event: 'policy.changed', actor: ADMIN.accountId, details: { change } });
      return 'done';
    }),
});

export const publishOffers = publish('fewer operations', (play, edit) => {
  const offers = [{ kind: 'security' as const, operations: ['draft-review-summary' as const] }];
  return tryCall(play, ADMIN, { name: 'admin.save-operations', payload: { ...edit, offers } });
});

export const publishApprovers = publish('another approver', (play, edit) => {
  const approvers = [{ role: 'security-owner' as const, accountIds: ['backup-bo'] }];
  return tryCall(play, ADMIN, { name: 'admin.save-approvers', payload: { ...edit, approvers } });
});
