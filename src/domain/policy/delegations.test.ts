import { describe, expect, it } from '@jest/globals';
import type { Delegation } from '../../contract/policy-people';
import { delegateOf, delegationId } from './delegations';
import { delegationOf } from './policy-samples';

const NOW = '2026-11-10T12:00:00Z';
const LOU = { accountId: 'lead-lou', role: 'lead', at: NOW };
const delegateIn = (delegations: readonly Delegation[], who: Partial<typeof LOU> = {}): string | null =>
  delegateOf(delegations, { ...LOU, ...who });

const everyRole = (over: Partial<Delegation> = {}): Delegation => delegationOf({ role: null, ...over });

describe('delegateOf', () => {
  it.each<readonly [string, readonly Delegation[], string | null]>([
    ['nobody where nothing is delegated', [], null],
    ['the delegate in the role', [delegationOf()], 'deputy-dee'],
    ['the delegate for every role', [everyRole()], 'deputy-dee'],
    ['nobody for another role', [delegationOf({ role: 'editor' })], null],
    ['nobody for somebody else', [delegationOf({ from: 'owner-ola' })], null],
    ['nobody before it begins', [delegationOf({ since: '2026-11-10T12:00:01Z' })], null],
    ['the delegate from its first second', [delegationOf({ since: NOW })], 'deputy-dee'],
    ['nobody from its end', [delegationOf({ until: NOW })], null],
    ['the delegate to the last second', [delegationOf({ until: '2026-11-10T12:00:01Z' })], 'deputy-dee'],
    [
      'the one of times in whichever notation',
      [delegationOf({ since: '2026-11-10T12:00:00.000Z', until: '2026-11-10T12:00:00.001Z' })],
      'deputy-dee',
    ],
    [
      'the one in the role before one for every role that began later',
      [delegationOf(), everyRole({ to: 'other', since: '2026-11-05T00:00:00Z' })],
      'deputy-dee',
    ],
    [
      'the one in the role also where it stands second',
      [everyRole({ to: 'other', since: '2026-11-05T00:00:00Z' }), delegationOf()],
      'deputy-dee',
    ],
    [
      'the later begun of two',
      [delegationOf({ to: 'late', since: '2026-11-05T00:00:00Z' }), delegationOf({ to: 'early' })],
      'late',
    ],
    [
      'the later begun of two in the other order',
      [delegationOf({ to: 'early' }), delegationOf({ to: 'late', since: '2026-11-05T00:00:00Z' })],
      'late',
    ],
    [
      'the later begun of two for every role',
      [everyRole({ to: 'early' }), everyRole({ to: 'late', since: '2026-11-05T00:00:00Z' })],
      'late',
    ],
    ['the first of two that began together', [delegationOf(), delegationOf({ to: 'other' })], 'deputy-dee'],
    [
      'the delegate alone, whoever that one has delegated to',
      [delegationOf(), delegationOf({ from: 'deputy-dee', to: 'third' })],
      'deputy-dee',
    ],
    [
      'the one in force where a more fitting one is over',
      [everyRole({ to: 'other' }), delegationOf({ until: '2026-11-09T00:00:00Z' })],
      'other',
    ],
  ])('gives %s', (_what, delegations, delegate) => {
    expect(delegateIn(delegations)).toBe(delegate);
  });
});

describe('delegationId', () => {
  it('tells the role, every role and the beginning apart', () => {
    const all = [
      delegationOf(),
      everyRole(),
      delegationOf({ since: '2026-11-02T00:00:00Z' }),
      delegationOf({ from: 'owner-ola' }),
    ];
    expect(new Set(all.map(delegationId)).size).toBe(4);
    expect(delegationId(delegationOf({ to: 'other', because: 'x' }))).toBe(delegationId(delegationOf()));
  });
});
