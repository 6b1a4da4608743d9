import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HandoffStateSchema } from '../../contract/vocabulary';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { planOf } from '../testing';
import {
  judgeAttempt,
  REFUSALS,
  verdictOfStatus,
  type Attempt,
  type OpenGate,
  type Refusal,
} from './judge-decision';

const EXPIRES = '2026-11-02T16:00:00.000Z';

const gate = (over: Partial<OpenGate> = {}): OpenGate => ({
  gate: 'run',
  plan: planOf('run'),
  state: 'awaiting-run-approval',
  requesterId: 'agent-ana',
  ownerId: 'agent-ben',
  approverIds: ['commander-cho', 'backup-bo'],
  pausedIds: [],
  expiresAt: EXPIRES,
  ...over,
});

const attempt = (over: Partial<Attempt> = {}): Attempt => ({
  accountId: 'commander-cho',
  accountType: 'atlassian',
  isActive: true,
  isApp: false,
  at: '2026-11-02T13:00:00.000Z',
  ...over,
});

const TABLE: readonly (readonly [string, Partial<OpenGate>, Partial<Attempt>, Refusal | null])[] = [
  ['the named approver', {}, {}, null],
  ['the named backup', {}, { accountId: 'backup-bo' }, null],
  ['the approver at the last moment', {}, { at: EXPIRES }, null],
  ['the approver of a gate without an end', { expiresAt: null }, { at: '2030-01-01T00:00:00.000Z' }, null],
  ['the approver of the use gate', { gate: 'use', state: 'awaiting-use-approval' }, {}, null],
  ['the approver one moment late', {}, { at: '2026-11-02T16:00:00.001Z' }, 'expired'],
  ['anybody before the wait', { state: 'proposed' }, {}, 'not-waiting'],
  ['anybody at the other gate', { gate: 'use' }, {}, 'not-waiting'],
  ['anybody after the end', { state: 'completed' }, {}, 'not-waiting'],
  ['the app itself', {}, { isApp: true }, 'not-a-human'],
  ['an automation account', {}, { accountType: 'app' }, 'not-a-human'],
  ['a portal customer', {}, { accountType: 'customer' }, 'not-a-human'],
  ['an account of no type', {}, { accountType: '' }, 'not-a-human'],
  ['the approver whose account is inactive', {}, { isActive: false }, 'inactive'],
  ['the requester', {}, { accountId: 'agent-ana' }, 'is-requester'],
  ['the requester who is the approver', { requesterId: 'commander-cho' }, {}, 'is-requester'],
  [
    'the requester who is the backup',
    { requesterId: 'backup-bo' },
    { accountId: 'backup-bo' },
    'is-requester',
  ],
  ['the owner of the output', {}, { accountId: 'agent-ben' }, 'is-owner'],
  ['the owner who is the approver', { ownerId: 'commander-cho' }, {}, 'is-owner'],
  ['the owner who is the backup', { ownerId: 'backup-bo' }, { accountId: 'backup-bo' }, 'is-owner'],
  ['the approver when the backup is the owner', { ownerId: 'backup-bo' }, {}, null],
  [
    'requester and owner in one',
    { ownerId: 'commander-cho', requesterId: 'commander-cho' },
    {},
    'is-requester',
  ],
  ['the approver who wrote the policy lately', { pausedIds: ['commander-cho'] }, {}, 'is-author'],
  ['the approver when the backup wrote the policy', { pausedIds: ['backup-bo'] }, {}, null],
  ['the approver when the backup asked', { requesterId: 'backup-bo' }, {}, null],
  ['somebody else', {}, { accountId: 'outsider-oz' }, 'not-the-approver'],
  ['nobody', {}, { accountId: '' }, 'not-the-approver'],
  [
    'an approver that policy names now and the packet did not',
    { approverIds: ['manager-mia'] },
    { accountId: 'manager-mia' },
    'not-the-approver',
  ],
  ['the approver whom policy no longer names', { approverIds: ['backup-bo'] }, {}, 'not-the-approver'],
  [
    'the backup whom policy no longer names',
    { approverIds: ['commander-cho'] },
    { accountId: 'backup-bo' },
    'not-the-approver',
  ],
  [
    'the backup of a plan without one',
    { plan: { ...planOf('run'), backup: null } },
    { accountId: 'backup-bo' },
    'not-the-approver',
  ],
  ['the approver of a plan without a backup', { plan: { ...planOf('run'), backup: null } }, {}, null],
];

describe('judgeAttempt', () => {
  it.each(TABLE)('judges %s', (_who, ...[open, tried, refusal]) => {
    expect(judgeAttempt(gate(open), attempt(tried))).toBe(refusal);
  });

  it('lets an attempt count only when every condition holds (U2)', () => {
    const people = fc.constantFrom('agent-ana', 'commander-cho', 'backup-bo', 'outsider-oz');
    const gates = fc.record({
      state: fc.constantFrom(...HandoffStateSchema.options),
      requesterId: people,
      ownerId: people,
      approverIds: fc.uniqueArray(people),
    });
    const attempts = fc.record({
      accountId: people,
      accountType: fc.constantFrom('atlassian', 'app', 'customer'),
      isActive: fc.boolean(),
      isApp: fc.boolean(),
      at: fc.constantFrom('2026-11-02T13:00:00.000Z', '2026-11-02T17:00:00.000Z'),
    });
    const weighted = fc.oneof(
      gates,
      gates.map((open) => ({ ...open, state: 'awaiting-run-approval' as const })),
    );
    fc.assert(
      fc.property(weighted, attempts, (open, tried) => {
        const holds =
          open.state === 'awaiting-run-approval' &&
          tried.accountType === 'atlassian' &&
          tried.isActive &&
          !tried.isApp &&
          tried.accountId !== open.requesterId &&
          tried.accountId !== open.ownerId &&
          ['commander-cho', 'backup-bo'].includes(tried.accountId) &&
          open.approverIds.includes(tried.accountId) &&
          tried.at < EXPIRES;
        expect(judgeAttempt(gate(open), tried) === null).toBe(holds);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has a sentence of its own for every refusal', () => {
    const sentences = Object.values(REFUSALS);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const [, , , refusal] of TABLE)
      if (refusal !== null) expect(REFUSALS[refusal]).toMatch(/^[A-Z].+\.$/u);
  });
});

describe('verdictOfStatus', () => {
  it.each([
    ['Approved', 'approve'],
    [' APPROVED ', 'approve'],
    ['rejected', 'reject'],
    ['Escalated', 'escalate'],
    ['Done', null],
    ['Approved by automation', null],
    ['', null],
  ])('reads %j as %s', (status, verdict) => {
    expect(verdictOfStatus(status, DEFAULT_POLICY.gateStatuses)).toBe(verdict);
  });

  it('takes a status that means two things as the more careful one', () => {
    const statuses = { approve: ['Closed'], reject: ['Closed'], escalate: ['Closed'] };
    expect(verdictOfStatus('Closed', statuses)).toBe('reject');
    expect(verdictOfStatus('Closed', { ...statuses, reject: ['No'] })).toBe('escalate');
  });
});
