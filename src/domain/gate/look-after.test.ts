import { describe, expect, it } from '@jest/globals';
import type { GatePlan } from '../../contract/scope';
import type { GateRecord, Seat } from '../handoff/handoff';
import { askedOf, decisionOf, gateOf, planOf, seatOf } from '../testing';
import { canStillPass, hasFreeBackup, placesForBackup, placesToRemind } from './look-after';

const EXPIRES = '2026-11-02T16:00:00.000Z';
const at = (time: string): string => `2026-11-02T${time}.000Z`;

const cho = seatOf();
const mia = seatOf({ approver: askedOf('mia', 'Mia') });
const sam = seatOf({ approver: askedOf('sam', 'Sam') });
const decided = (seat: Seat, by = seat.approver.accountId): Seat => ({
  ...seat,
  decision: decisionOf('run', 'approve', { by: { accountId: by, displayName: by } }),
});
const gate = (seats: readonly Seat[], plan: Partial<GatePlan> = {}): GateRecord => ({
  ...gateOf('run'),
  plan: planOf('run', plan),
  seats,
  expiresAt: EXPIRES,
});

describe('placesToRemind', () => {
  it.each<[string, GateRecord, string, readonly number[]]>([
    ['before the hour is over', gate([cho]), at('12:59:59'), []],
    ['when the hour is over', gate([cho]), at('13:00:00'), [0]],
    ['again', gate([{ ...cho, remindedAt: at('13:00:00') }]), at('14:00:00'), []],
    ['who decided', gate([decided(cho), mia]), at('14:00:00'), [1]],
    ['who was not asked', gate([cho, { ...mia, askedAt: null }]), at('14:00:00'), [0]],
    ['where policy reminds nobody', gate([cho], { remindAfterHours: null }), at('14:00:00'), []],
    ['at the last moment', gate([cho]), EXPIRES, [0]],
    ['after the end', gate([cho]), at('16:00:01'), []],
    ['of a gate without an end', { ...gate([cho]), expiresAt: null }, at('20:00:00'), [0]],
  ])('names nobody too much: %s', (_when, ...[open, time, places]) => {
    expect(placesToRemind(open, time)).toEqual(places);
  });
});

describe('placesForBackup', () => {
  it.each<[string, GateRecord, string, readonly number[]]>([
    ['before its hours are over', gate([cho]), at('13:59:59'), []],
    ['when its hours are over', gate([cho, mia]), at('14:00:00'), [0, 1]],
    ['once', gate([{ ...cho, backupAskedAt: at('14:00:00') }]), at('15:00:00'), []],
    ['not where it never is', gate([cho], { backupAfterHours: null }), at('15:00:00'), []],
    ['not where there is none', gate([cho], { backup: null }), at('15:00:00'), []],
    ['not when it decided another place', gate([decided(cho, 'backup-bo'), mia]), at('15:00:00'), []],
    ['after the end', gate([cho]), at('16:00:01'), []],
  ])('asks the backup %s', (_when, ...[open, time, places]) => {
    expect(placesForBackup(open, time)).toEqual(places);
  });
});

describe('hasFreeBackup', () => {
  it('is true for a backup that decided nothing here', () => {
    expect(hasFreeBackup(gate([decided(cho), mia]))).toBe(true);
    expect(hasFreeBackup(gate([decided(cho, 'backup-bo'), mia]))).toBe(false);
    expect(hasFreeBackup(gate([cho], { backup: null }))).toBe(false);
  });
});

describe('canStillPass', () => {
  it.each<[string, GateRecord, readonly string[], boolean]>([
    ['the approver', gate([cho]), ['commander-cho'], true],
    ['the backup alone', gate([cho]), ['backup-bo'], true],
    ['nobody', gate([cho]), [], false],
    ['an able stranger', gate([cho]), ['outsider-oz'], false],
    ['no backup', gate([cho], { backup: null }), ['backup-bo'], false],
    [
      'one of two, with the backup for the other',
      gate([cho, mia], { needed: 2 }),
      ['mia', 'backup-bo'],
      true,
    ],
    ['one of two, without the backup', gate([cho, mia], { needed: 2 }), ['mia'], false],
    ['the backup for both', gate([cho, mia], { needed: 2 }), ['backup-bo'], false],
    ['one given, one able', gate([decided(cho), mia], { needed: 2 }), ['mia'], true],
    [
      'one given by the backup, which cannot give another',
      gate([decided(cho, 'backup-bo'), mia], { needed: 2 }),
      ['backup-bo'],
      false,
    ],
    ['two of three where one left', gate([cho, mia, sam], { needed: 2 }), ['mia', 'sam'], true],
    [
      'all, where the backup adds nothing',
      gate([cho, mia], { needed: 3 }),
      ['commander-cho', 'mia', 'backup-bo'],
      false,
    ],
    [
      'people whose turn comes later',
      gate([decided(cho), { ...mia, askedAt: null }], { needed: 2, isInOrder: true }),
      ['mia'],
      true,
    ],
  ])('with %s', (_who, ...[open, able, can]) => {
    expect(canStillPass(open, (accountId) => able.includes(accountId))).toBe(can);
  });
});
