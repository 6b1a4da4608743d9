import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../../contract/policy';
import type { ApproverSource, ClassOwners } from '../../contract/policy-people';
import type { ExecutionClass } from '../../contract/vocabulary';
import { peopleOfClasses, standstills, stopsOn, type Standstill } from './class-stops';
import { DEFAULT_POLICY, ONE_APPROVER } from './default-policy';

const account = (accountId: string): ApproverSource => ({ type: 'account', accountId });

const ownersOf = (ofClass: ExecutionClass): ClassOwners => ({
  class: ofClass,
  business: 'bea',
  technical: 'tom',
  onCall: 'oli',
  backup: 'bob',
});

const [INCIDENT] = DEFAULT_POLICY.kinds;
if (INCIDENT === undefined) throw new Error('the policy that ships has kinds');

/** Evidence and drafts are offered, drafts are approved by the commander, notes by somebody else. */
const POLICY: PolicyDocument = {
  ...DEFAULT_POLICY,
  kinds: [
    {
      ...INCIDENT,
      offers: ['gather-diagnostics', 'draft-status-note', 'draft-update-note'],
      recommended: null,
      approverRole: null,
      approverRoles: [
        { operation: 'draft-status-note', role: 'commander' },
        { operation: 'draft-update-note', role: 'editor' },
      ],
    },
  ],
  approvers: [
    { role: 'commander', chain: [account('cho')], backups: [account('bo')], quorum: ONE_APPROVER },
    { role: 'editor', chain: [account('eve')], backups: [], quorum: ONE_APPROVER },
  ],
  owners: [ownersOf('evidence-gathering'), ownersOf('drafting-and-summaries'), ownersOf('ticket-write-back')],
};

const EVERYBODY = ['bea', 'tom', 'oli', 'bob', 'cho', 'bo', 'eve'];
const without =
  (...gone: readonly string[]) =>
  (accountId: string): boolean =>
    EVERYBODY.includes(accountId) && !gone.includes(accountId);

const sayStops = (document: PolicyDocument, ...gone: readonly string[]): readonly string[] =>
  standstills(document, without(...gone)).map((stop) =>
    [stop.class, stop.who, ...(stop.role === null ? [] : [stop.role]), stop.accountId ?? 'nobody'].join(' '),
  );

describe('standstills', () => {
  it('are none while everybody is there', () => {
    expect(sayStops(POLICY)).toEqual([]);
  });

  it.each([
    ['business', 'bea'],
    ['technical', 'tom'],
    ['on-call', 'oli'],
  ])('stop every class whose %s person is gone', (who, accountId) => {
    expect(sayStops(POLICY, accountId)).toEqual([
      `evidence-gathering ${who} ${accountId}`,
      `drafting-and-summaries ${who} ${accountId}`,
      `ticket-write-back ${who} ${accountId}`,
    ]);
  });

  it('name the first of several who are gone, in the order business, technical, on-call', () => {
    expect(sayStops(POLICY, 'oli', 'tom')[0]).toBe('evidence-gathering technical tom');
  });

  it('stop a class without owners, and only one that is offered', () => {
    const document = { ...POLICY, owners: POLICY.owners.slice(1) };
    expect(sayStops(document)).toEqual(['evidence-gathering owners nobody']);
    expect(sayStops({ ...document, kinds: [] })).toEqual([]);
  });

  it('stop the class of an approver of whom nobody is there, and no other', () => {
    expect(sayStops(POLICY, 'cho')).toEqual([]);
    expect(sayStops(POLICY, 'cho', 'bo')).toEqual(['drafting-and-summaries approver commander cho']);
    expect(sayStops(POLICY, 'eve')).toEqual(['ticket-write-back approver editor eve']);
  });

  it('look at the role of the kind where the operation has none of its own', () => {
    const kinds = POLICY.kinds.map((kind) => ({ ...kind, approverRole: 'editor', approverRoles: [] }));
    expect(sayStops({ ...POLICY, kinds }, 'eve')).toEqual([
      'evidence-gathering approver editor eve',
      'drafting-and-summaries approver editor eve',
      'ticket-write-back approver editor eve',
    ]);
  });

  it('leave a role alone that is found in Jira, or is empty: a hand-off finds out', () => {
    const group: ApproverSource = { type: 'group', groupId: 'g1', name: 'Commanders' };
    const found = { role: 'commander', chain: [account('cho')], backups: [group], quorum: ONE_APPROVER };
    const editor = { role: 'editor', chain: [], backups: [], quorum: ONE_APPROVER };
    expect(sayStops({ ...POLICY, approvers: [found, editor] }, 'cho', 'bo', 'eve')).toEqual([]);
  });

  it('do not mind a backup who is gone', () => {
    expect(sayStops(POLICY, 'bob')).toEqual([]);
  });
});

describe('stopsOn', () => {
  const stop = (role: string | null, ofClass: ExecutionClass = 'drafting-and-summaries'): Standstill => ({
    class: ofClass,
    who: role === null ? 'business' : 'approver',
    role,
    accountId: 'gil',
  });
  const [kind] = POLICY.kinds;
  if (kind === undefined) throw new Error('the policy has a kind');

  it('keeps what stops the whole class, whatever the kind', () => {
    expect(stopsOn(kind, [stop(null)])).toEqual([stop(null)]);
    expect(stopsOn(null, [stop(null)])).toEqual([stop(null)]);
  });

  it('keeps a role that approves the class on this kind of work, and no other', () => {
    const stops = [stop('commander'), stop('editor'), stop('commander', 'ticket-write-back')];
    expect(stopsOn(kind, stops)).toEqual([stop('commander')]);
    expect(stopsOn(null, stops)).toEqual([]);
  });
});

describe('peopleOfClasses', () => {
  it('names owners, backups and approvers, each once', () => {
    expect(peopleOfClasses(POLICY)).toEqual(['bea', 'tom', 'oli', 'bob', 'cho', 'bo', 'eve']);
  });

  it('names nobody where there is no backup and people are found in Jira', () => {
    const role: ApproverSource = { type: 'project-role', roleId: '10', name: 'Owners' };
    const document = {
      ...POLICY,
      owners: [{ ...ownersOf('evidence-gathering'), backup: null }],
      approvers: [{ role: 'commander', chain: [role], backups: [], quorum: ONE_APPROVER }],
    };
    expect(peopleOfClasses(document)).toEqual(['bea', 'tom', 'oli']);
  });
});
