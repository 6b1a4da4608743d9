import { ADMIN_CALLS } from '../../src/contract/admin-calls';
import type { PolicyDocument, PolicyVersion } from '../../src/contract/policy';
import type { Rule } from '../../src/contract/rule';
import type { DraftView } from '../../src/contract/policy-life';
import { codeOf } from './handoffs';
import type { LocalSite } from './local-site';

type AdminCall = keyof typeof ADMIN_CALLS;

/** What an admin is answered: `ok`, or the code of the refusal. */
export async function told(
  site: LocalSite,
  as: string,
  [call, payload]: readonly [AdminCall, object],
): Promise<string> {
  return codeOf(await site.invoke({ as, module: 'admin-page', call, payload }));
}

const dataOf = async (
  site: LocalSite,
  as: string,
  [call, payload]: readonly [AdminCall, object],
): Promise<unknown> => {
  const answer = await site.invoke({ as, module: 'admin-page', call, payload });
  if (codeOf(answer) !== 'ok') throw new Error(`${call} of ${as}: ${JSON.stringify(answer)}`);
  return (answer as { readonly data: unknown }).data;
};

/** The settings page as an admin sees it now. */
export const settingsOf = async (site: LocalSite, as = 'admin-ada') =>
  ADMIN_CALLS['admin.load'].output.parse(await dataOf(site, as, ['admin.load', {}]));

/** A version whole, with what it would change. */
export const versionOf = async (site: LocalSite, version: number) =>
  ADMIN_CALLS['admin.version'].output.parse(await dataOf(site, 'admin-max', ['admin.version', { version }]));

/** What Ada's page sends to save the policy in force, edited, as the draft. */
export async function draftInput(site: LocalSite, edit: (document: PolicyDocument) => PolicyDocument) {
  const { policy, draft } = await settingsOf(site);
  return {
    revision: draft?.draft.revision ?? 0,
    baseVersion: policy.version,
    document: edit(policy.document),
    change: 'An attack',
  };
}

const view = (data: unknown): DraftView => ADMIN_CALLS['admin.submit'].output.parse(data);

/** Ada saves, simulates to the end and submits. */
export async function submitted(
  site: LocalSite,
  edit: (document: PolicyDocument) => PolicyDocument,
): Promise<DraftView> {
  const saved = view(await dataOf(site, 'admin-ada', ['admin.save-draft', await draftInput(site, edit)]));
  const { revision } = saved.draft;
  for (;;) {
    const slice = await dataOf(site, 'admin-ada', ['admin.simulate', { revision, restart: false }]);
    if (ADMIN_CALLS['admin.simulate'].output.parse(slice).phase === 'done') break;
  }
  return view(await dataOf(site, 'admin-ada', ['admin.submit', { revision }]));
}

/** The whole life: Ada writes, Max approves, Ada publishes. */
export async function publish(
  site: LocalSite,
  edit: (document: PolicyDocument) => PolicyDocument,
): Promise<PolicyVersion> {
  const { draft } = await submitted(site, edit);
  const review = { revision: draft.revision, verdict: 'approve', note: '' };
  const approved = view(await dataOf(site, 'admin-max', ['admin.review', review]));
  const { revision } = approved.draft;
  return ADMIN_CALLS['admin.publish'].output.parse(
    await dataOf(site, 'admin-ada', ['admin.publish', { revision }]),
  );
}

/** Whoever edits the policy of the tests' site changes this much, and nothing that anybody notices. */
export const withHours =
  (reviewHours: number) =>
  (document: PolicyDocument): PolicyDocument => ({
    ...document,
    limits: { ...document.limits, reviewHours },
  });

/** A rule that blocks INC, changed as the test says. */
export const blockingRule = (over: Partial<Rule> = {}): Rule => ({
  id: 'attack-1',
  priority: 1,
  category: 'control',
  when: { projects: ['INC'] },
  effect: { type: 'block' },
  because: 'An attack',
  threshold: 'never',
  ...over,
});
