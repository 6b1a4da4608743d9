import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../contract/policy';
import type { ApproverSource } from '../contract/policy-people';
import { inForce } from '../domain/testing';
import { DEFAULT_POLICY } from '../domain/policy/default-policy';
import type { KnownPerson } from '../domain/gate/plan-gates';
import type { JiraReader } from '../ports/jira';
import { approverFields, operatorsOf, pausedAuthors, resolveApprovers } from './resolve-approvers';

const person = (accountId: string): KnownPerson => ({
  accountId,
  displayName: accountId,
  isActive: true,
  accountType: 'atlassian',
});

const never = async (): Promise<never> => {
  throw new Error('not asked for here');
};

/** A Jira that knows one group, one role and one component's lead. */
const JIRA: JiraReader = {
  readHeader: never,
  readIssue: never,
  readComment: never,
  people: never,
  statusesOf: never,
  activeIssues: never,
  groupMembers: async (groupId) => (groupId === 'g1' ? [person('gus'), person('cho')] : []),
  roleMembers: async (projectKey, roleId) => (projectKey === 'INC' && roleId === '10' ? [person('rob')] : []),
  componentLeads: async (projectKey, components) =>
    projectKey === 'INC' && components.includes('Network') ? [person('nia')] : [],
};

const account = (accountId: string): ApproverSource => ({ type: 'account', accountId });
const group: ApproverSource = { type: 'group', groupId: 'g1', name: 'Commanders' };
const role: ApproverSource = { type: 'project-role', roleId: '10', name: 'Owners' };
const field: ApproverSource = { type: 'field', field: 'customfield_10070' };
const lead: ApproverSource = { type: 'component-lead' };

const TWO = { needed: 2, of: 3, isInOrder: false };
const AT = '2026-11-02T12:00:00.000Z';

const policyWith = (chain: ApproverSource[], backups: ApproverSource[] = []): PolicyDocument => ({
  ...DEFAULT_POLICY,
  approvers: [{ role: 'commander', chain, backups, quorum: TWO }],
});

const resolve = (document: PolicyDocument, rawFields: Readonly<Record<string, unknown>> = {}) =>
  resolveApprovers(JIRA, document, { role: 'commander', context: { projectKey: 'INC', rawFields }, at: AT });

const accounts = ({ chain }: Awaited<ReturnType<typeof resolve>>): readonly string[] =>
  chain.map(({ accountId }) => accountId);

describe('resolveApprovers', () => {
  it('goes through accounts, groups, roles, fields and components in the order of the policy, each person once', async () => {
    const fields = {
      customfield_10070: { accountId: 'fay' },
      components: [{ name: 'Mail' }, { name: 'Network' }],
    };
    expect(await resolve(policyWith([account('cho'), group, role, field, lead], [lead]), fields)).toEqual({
      chain: ['cho', 'gus', 'rob', 'fay', 'nia'].map((accountId) => ({ accountId, standsInFor: null })),
      backups: ['nia'],
      quorum: TWO,
    });
  });

  it('takes each person of a field that holds several', async () => {
    const several = { customfield_10070: [{ accountId: 'fay' }, { accountId: 'fin' }] };
    expect(accounts(await resolve(policyWith([field]), several))).toEqual(['fay', 'fin']);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'fay'],
    ['a number as account', { accountId: 7 }],
    ['an empty account', { accountId: '' }],
    ['an account that only its prototype has', Object.create({ accountId: 'fay' }) as unknown],
  ])('finds nobody in a field that holds %s', async (_what, value) => {
    expect((await resolve(policyWith([field]), { customfield_10070: value })).chain).toEqual([]);
  });

  it.each([undefined, null, [{ id: '1' }], [null]])(
    'asks for no lead where the components are %j',
    async (components) => {
      expect((await resolve(policyWith([lead]), { components })).chain).toEqual([]);
    },
  );

  it('finds nobody for a role that the policy does not name, and for none', async () => {
    const context = { projectKey: 'INC', rawFields: {} };
    for (const unknown of ['editor', null])
      expect(
        await resolveApprovers(JIRA, policyWith([account('cho')]), { role: unknown, context, at: AT }),
      ).toEqual({ chain: [], backups: [], quorum: { needed: 1, of: 1, isInOrder: false } });
  });
});

describe('a delegation', () => {
  const given = (over: Partial<PolicyDocument['delegations'][number]> = {}) => ({
    from: 'cho',
    to: 'dan',
    role: null,
    since: '2026-11-01T00:00:00.000Z',
    until: '2026-11-08T00:00:00.000Z',
    because: 'Holiday.',
    ...over,
  });
  const chainWith = async (
    delegations: PolicyDocument['delegations'],
    chain: ApproverSource[] = [account('cho'), account('mia')],
    backups: ApproverSource[] = [],
  ) => (await resolve({ ...policyWith(chain, backups), delegations })).chain;

  it('puts the delegate in the place of who delegated', async () => {
    expect(await chainWith([given()])).toEqual([
      { accountId: 'dan', standsInFor: 'cho' },
      { accountId: 'mia', standsInFor: null },
    ]);
  });

  it('goes one step and no further: who has passed it on is away and not asked', async () => {
    expect(await chainWith([given(), given({ from: 'dan', to: 'eve' })])).toEqual([
      { accountId: 'mia', standsInFor: null },
    ]);
  });

  it.each([
    ['has ended', given({ until: AT })],
    ['has not begun', given({ since: '2026-11-02T12:00:00.001Z' })],
    ['is of another role', given({ role: 'editor' })],
  ])('changes nothing when it %s', async (_when, delegation) => {
    expect(await chainWith([delegation])).toEqual([
      { accountId: 'cho', standsInFor: null },
      { accountId: 'mia', standsInFor: null },
    ]);
  });

  it('names nobody twice, and leaves backups alone', async () => {
    expect(await chainWith([given({ to: 'mia' })])).toEqual([{ accountId: 'mia', standsInFor: 'cho' }]);
    const named = await resolve({ ...policyWith([], [account('cho')]), delegations: [given()] });
    expect(named.backups).toEqual(['cho']);
  });
});

describe('operatorsOf', () => {
  it('are the technical owner and the on-call of the operation’s class', () => {
    const owners = [
      { class: 'evidence-gathering', business: 'b', technical: 't', onCall: 'o', backup: null },
      { class: 'ticket-write-back', business: 'b', technical: 'x', onCall: 'y', backup: null },
    ] as const;
    const document = { ...DEFAULT_POLICY, owners: [...owners] };
    expect(operatorsOf(document, 'gather-diagnostics')).toEqual(['t', 'o']);
    expect(operatorsOf(document, 'draft-update-note')).toEqual(['x', 'y']);
    expect(operatorsOf(document, 'draft-status-note')).toEqual([]);
  });
});

describe('approverFields', () => {
  it('names the fields that people are found in, and components for their leads', () => {
    expect(approverFields(policyWith([account('cho'), field], [lead, group]))).toEqual([
      'customfield_10070',
      'components',
    ]);
  });
});

describe('pausedAuthors', () => {
  const policy = {
    ...inForce({ ...DEFAULT_POLICY, limits: { ...DEFAULT_POLICY.limits, authorPauseHours: 24 } }),
    publishedAt: '2026-11-02T12:00:00.000Z',
    authors: ['ada'],
  };

  it('are the authors until the pause is over', () => {
    expect(pausedAuthors(policy, '2026-11-02T12:00:00.000Z')).toEqual(['ada']);
    expect(pausedAuthors(policy, '2026-11-03T11:59:59.999Z')).toEqual(['ada']);
    expect(pausedAuthors(policy, '2026-11-03T12:00:00.000Z')).toEqual([]);
  });
});
