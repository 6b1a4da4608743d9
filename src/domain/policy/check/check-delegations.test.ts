import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../../../contract/policy';
import type { ApproverSource, Delegation } from '../../../contract/policy-people';
import { checkPolicy, checkPolicyAt } from '../check-policy';
import { ONE_APPROVER } from '../default-policy';
import { delegationOf, sampleDocument } from '../policy-samples';
import { found, sound, type Case } from './testing';

const having = (...delegations: readonly Partial<Delegation>[]): Partial<PolicyDocument> => ({
  delegations: delegations.map((over) => delegationOf(over)),
});
const account = (accountId: string): ApproverSource => ({ type: 'account', accountId });
const editors = (...chain: ApproverSource[]): Partial<PolicyDocument> => ({
  approvers: [...sound.approvers, { role: 'editor', chain, backups: [], quorum: ONE_APPROVER }],
});
const group: ApproverSource = { type: 'group', groupId: 'g-1', name: 'leads' };

describe('checkPolicy on delegations', () => {
  it.each<Case>(
    [
      ['one of a person in the chain', having({})],
      ['one for every role', having({ role: null })],
      ['one of 90 days', having({ until: '2027-01-30T00:00:00Z' })],
      ['one of a second', having({ until: '2026-11-01T00:00:01Z' })],
      ['one after the other', having({}, { since: '2026-12-01T00:00:00Z', until: '2026-12-24T00:00:00Z' })],
      ['one in the role beside one for every role', having({}, { role: null, to: 'deputy-dan' })],
      [
        'a delegate who delegates later',
        {
          ...having(
            {},
            {
              from: 'deputy-dee',
              to: 'deputy-dan',
              since: '2026-12-01T00:00:00Z',
              until: '2026-12-24T00:00:00Z',
            },
          ),
          approvers: sound.approvers.map((entry) => ({
            ...entry,
            chain: [...entry.chain, account('deputy-dee')],
          })),
        },
      ],
      [
        'a delegate who delegated before',
        {
          ...having(
            {},
            {
              from: 'deputy-dee',
              to: 'deputy-dan',
              since: '2026-10-01T00:00:00Z',
              until: '2026-11-01T00:00:00Z',
            },
          ),
          approvers: sound.approvers.map((entry) => ({
            ...entry,
            chain: [...entry.chain, account('deputy-dee')],
          })),
        },
      ],
      [
        'a delegate who delegates in another role',
        { ...editors(account('deputy-dee')), ...having({}, { from: 'deputy-dee', to: 'x', role: 'editor' }) },
      ],
    ].map(([what, over]) => [what, over, []] as unknown as Case),
  )('accepts %s', (_what, over) => {
    expect(found(over)).toEqual([]);
  });

  it.each<Case>([
    ['to oneself', having({ to: 'lead-lou' }), ['error delegations.0.to']],
    ['that ends before it begins', having({ until: '2026-10-31T00:00:00Z' }), ['error delegations.0.until']],
    ['that ends as it begins', having({ until: '2026-11-01T00:00:00Z' }), ['error delegations.0.until']],
    ['of 90 days and a second', having({ until: '2027-01-30T00:00:01Z' }), ['error delegations.0.until']],
    ['that is there twice', having({}, { to: 'deputy-dan' }), ['error delegations.1.since']],
    [
      'beside another for the same role',
      having({}, { since: '2026-11-20T00:00:00Z' }),
      ['warning delegations.1.since'],
    ],
    [
      'beside another for every role',
      having({ role: null }, { role: null, since: '2026-11-20T00:00:00Z' }),
      ['warning delegations.1.since'],
    ],
    ['in a role that is not there', having({ role: 'boss' }), ['error delegations.0.role']],
    ['of somebody in no chain', having({ from: 'owner-ola' }), ['warning delegations.0.from']],
    [
      'of somebody in no chain, for every role',
      having({ from: 'owner-ola', role: null }),
      ['warning delegations.0.from'],
    ],
    [
      'of somebody in the chain of another role',
      { ...editors(account('eve')), ...having({ from: 'eve' }) },
      ['warning delegations.0.from'],
    ],
    [
      'of a backup',
      {
        approvers: sound.approvers.map((entry) => ({ ...entry, backups: [account('bo')] })),
        ...having({ from: 'bo' }),
      },
      ['warning delegations.0.from'],
    ],
    [
      'to somebody whom another sends on, and of somebody in no chain',
      having({}, { from: 'deputy-dee', to: 'deputy-dan' }),
      ['warning delegations.0.to', 'warning delegations.1.from'],
    ],
    [
      'to somebody who has delegated every role',
      having({}, { from: 'deputy-dee', to: 'deputy-dan', role: null }),
      ['warning delegations.0.to', 'warning delegations.1.from'],
    ],
    [
      'of every role to somebody who has delegated one',
      having({ role: null }, { from: 'deputy-dee', to: 'deputy-dan' }),
      ['warning delegations.0.to', 'warning delegations.1.from'],
    ],
  ])('finds one %s', (_what, over, problems) => {
    expect(found(over)).toEqual(problems);
  });

  it('says whether somebody outside the chains may hold the role all the same', () => {
    const message = (chain: ApproverSource[]): string | undefined =>
      checkPolicy(sampleDocument({ ...editors(...chain), ...having({ from: 'gus', role: 'editor' }) }))[0]
        ?.message;
    expect(message([account('eve')])).toMatch(/never counts/u);
    expect(message([account('eve'), group])).toMatch(/counts only where a group/u);
  });

  it('warns of one that is over at the moment of the look', () => {
    const document = sampleDocument(
      having({}, { since: '2026-12-01T00:00:00Z', until: '2026-12-24T00:00:00Z' }),
    );
    const endedAt = (at: string): readonly string[] =>
      checkPolicyAt(document, at).map(({ level, path }) => `${level} ${path}`);
    expect(endedAt('2026-11-30T23:59:59Z')).toEqual([]);
    expect(endedAt('2026-12-01T00:00:00.000Z')).toEqual(['warning delegations.0.until']);
    expect(endedAt('2027-01-01T00:00:00Z')).toEqual([
      'warning delegations.0.until',
      'warning delegations.1.until',
    ]);
  });

  it('keeps what is wrong otherwise in the look at a moment', () => {
    const document = sampleDocument({ governance: [] });
    expect(checkPolicyAt(document, '2026-11-10T00:00:00Z')).toEqual(checkPolicy(document));
  });
});
