import { describe, expect, it } from '@jest/globals';
import type { GatePlan } from '../../contract/scope';
import type { Seat } from '../handoff/handoff';
import { decisionOf, handoffOf, NOON, seatOf } from '../testing';
import {
  askedAt,
  askedInWords,
  isNamed,
  isOverdue,
  mayBeReminded,
  roleInWords,
  seatFor,
  whyAsked,
} from './asked';
import { CHO, DAN, openedGate, waitingAt } from './testing';

const at = (time: string): string => `2026-11-02T${time}:00.000Z`;
const dan = (over: Partial<Seat> = {}): Seat => seatOf({ approver: DAN, ...over });
const decided = seatOf({ decision: decisionOf('run', 'approve') });
const seats = (...of: readonly Seat[]) => waitingAt(openedGate(of));
const planned = (plan: Partial<GatePlan>, ...of: readonly Seat[]) =>
  waitingAt(openedGate(of.length === 0 ? [seatOf()] : of, plan));

describe('the seat of a person', () => {
  const seatIn = (handoff: ReturnType<typeof seats>, accountId: string) =>
    seatFor(handoff, accountId)?.seat ?? null;

  it('is the own one once it is asked, until it is decided', () => {
    expect(seatIn(seats(seatOf(), dan()), 'dev-dan')).toBe(1);
    expect(seatIn(seats(seatOf(), dan({ askedAt: null })), 'dev-dan')).toBeNull();
    expect(seatIn(seats(decided, dan()), 'commander-cho')).toBeNull();
    expect(seatFor(seats(seatOf()), 'commander-cho')?.gate.plan.gate).toBe('run');
  });

  it('is for the backup the first for which the backup was asked, else where policy lets it the first that is open', () => {
    const asked = dan({ backupAskedAt: NOON });
    expect(seatIn(seats(seatOf(), asked), 'backup-bo')).toBe(1);
    expect(seatIn(seats(decided, dan()), 'backup-bo')).toBe(1);
    expect(seatIn(planned({ mayBackupDecideEarly: false }), 'backup-bo')).toBeNull();
    expect(seatIn(planned({ mayBackupDecideEarly: false }, seatOf(), asked), 'backup-bo')).toBe(1);
    expect(seatIn(planned({ backup: null }), 'backup-bo')).toBeNull();
    const none = seats(seatOf({ askedAt: null }));
    expect(seatIn(none, 'backup-bo')).toBeNull();
  });

  it('is none for whoever asked, owns the output or decided another seat, nor for a stranger', () => {
    const ana = { accountId: 'agent-ana', displayName: 'Ana', standsInFor: null };
    const ben = { accountId: 'agent-ben', displayName: 'Ben', standsInFor: null };
    expect(seatIn(seats(seatOf({ approver: ana }), seatOf({ approver: ben })), 'agent-ana')).toBeNull();
    expect(seatIn(seats(seatOf({ approver: ana }), seatOf({ approver: ben })), 'agent-ben')).toBeNull();
    const bo = { accountId: 'backup-bo', displayName: 'Bo Lind' };
    const byBackup = seatOf({ decision: decisionOf('run', 'approve', { by: bo, as: 'backup' }) });
    expect(seatIn(seats(byBackup, dan()), 'backup-bo')).toBeNull();
    expect(seatIn(seats(seatOf()), 'outsider-oz')).toBeNull();
  });

  it('is none at a gate that is not open', () => {
    expect(seatFor(handoffOf({ state: 'queued', gates: [openedGate()] }), 'commander-cho')).toBeNull();
  });
});

describe('why somebody is asked', () => {
  it('is the role and the rule, and whose place it is', () => {
    const stands = { ...CHO, standsInFor: { accountId: 'lead-lia', displayName: 'Lia Costa' } };
    const gate = openedGate([seatOf(), seatOf({ approver: stands })]);
    expect(whyAsked({ gate, seat: 0 }, 'commander-cho')).toBe('Incident commander (rule data-2)');
    expect(whyAsked({ gate, seat: 1 }, 'commander-cho')).toBe(
      'Incident commander (rule data-2), in place of Lia Costa',
    );
  });

  it('is for the backup whom and why, and for others who is asked', () => {
    const why = 'no decision for 2 hours';
    const gate = openedGate([seatOf(), seatOf({ backupAskedAt: NOON, backupAskedWhy: why })]);
    const role = 'Incident commander (rule data-2)';
    expect(whyAsked({ gate, seat: 0 }, 'backup-bo')).toBe(`${role}, as the backup of Cho Park`);
    expect(whyAsked({ gate, seat: 1 }, 'backup-bo')).toBe(`${role}, as the backup of Cho Park: ${why}`);
    expect(whyAsked({ gate, seat: 0 }, 'outsider-oz')).toBe(`${role}: Cho Park is asked, not you`);
    expect(whyAsked({ gate, seat: 7 }, 'commander-cho')).toBe(role);
  });

  it('says a role as people read it', () => {
    expect(roleInWords('incident-commander')).toBe('Incident commander');
  });
});

describe('who is named', () => {
  it.each(['commander-cho', 'dev-dan', 'backup-bo', 'other-ora'])(
    '%s, in any part of the plan',
    (accountId) => {
      const gate = openedGate([seatOf()], { others: [{ accountId: 'other-ora', displayName: 'Ora Levi' }] });
      expect(isNamed(gate, accountId)).toBe(true);
    },
  );

  it('nobody else, and no backup where there is none', () => {
    expect(isNamed(openedGate(), 'agent-ana')).toBe(false);
    expect(isNamed(openedGate([seatOf()], { backup: null }), 'backup-bo')).toBe(false);
  });
});

describe('who is asked, in words', () => {
  it('names approvers of open seats and the backup that was asked', () => {
    expect(askedInWords(seats(seatOf(), dan({ backupAskedAt: NOON })))).toBe('Cho Park, Dan Ito, Bo Lind');
    expect(askedInWords(seats(decided, dan()))).toBe('Dan Ito');
  });

  it('names the owner of a review, an account without a name, and nobody where nobody is waited for', () => {
    expect(askedInWords(handoffOf({ state: 'awaiting-review' }))).toBe('Ben Fischer');
    const stranger = { accountId: 'left-lou', displayName: 'Lou', standsInFor: null };
    expect(askedInWords(seats(seatOf({ approver: stranger })))).toBe('left-lou');
    expect(askedInWords(handoffOf({ state: 'completed' }))).toBe('');
  });
});

describe('times', () => {
  it('are counted from when the first open seat was asked', () => {
    const gate = [seatOf({ askedAt: at('10:00'), decision: decisionOf('run', 'approve') })];
    expect(askedAt(seats(...gate, dan({ askedAt: at('11:30') }), seatOf({ askedAt: at('11:00') })))).toBe(
      at('11:00'),
    );
    expect(askedAt(handoffOf({ state: 'awaiting-review', updatedAt: at('09:00') }))).toBe(at('09:00'));
  });

  it.each([
    ['before its reminder', seats(seatOf()), '12:59', false],
    ['at its reminder', seats(seatOf()), '13:00', true],
    ['whose backup was asked', seats(seatOf({ backupAskedAt: NOON })), '12:01', true],
    ['that was decided', seats(decided), '15:00', false],
    ['that was not asked yet', seats(seatOf({ askedAt: null })), '15:00', false],
    ['without a reminder', planned({ remindAfterHours: null }), '15:00', false],
    ['of no gate', handoffOf({ state: 'awaiting-review' }), '15:00', false],
  ])('make a seat %s overdue or not', (...[, handoff, time, isLate]) => {
    expect(isOverdue(handoff, at(time))).toBe(isLate);
  });

  it.each([
    ['never reminded', seats(seatOf()), '12:00', true],
    ['reminded a moment ago', seats(seatOf({ remindedAt: NOON })), '12:59', false],
    ['reminded an hour ago', seats(seatOf({ remindedAt: NOON })), '13:00', true],
    ['of which one was reminded lately', seats(seatOf(), dan({ remindedAt: NOON })), '12:30', false],
    ['decided', seats(decided), '12:00', false],
    [
      'decided and reminded before, with another open',
      seats({ ...decided, remindedAt: NOON }, dan()),
      '12:10',
      true,
    ],
    ['of no gate', handoffOf({ state: 'awaiting-review' }), '12:00', false],
  ])('let seats %s be reminded or not', (...[, handoff, time, may]) => {
    expect(mayBeReminded(handoff, at(time))).toBe(may);
  });
});
