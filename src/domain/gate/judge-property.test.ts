import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HandoffStateSchema } from '../../contract/vocabulary';
import type { GateRecord, Seat } from '../handoff/handoff';
import { askedOf, decisionOf, gateOf, planOf, seatOf } from '../testing';
import { judgeAttempt, type Attempt, type OpenGate } from './judge-decision';

const NOON = '2026-11-02T12:00:00.000Z';
const ONE = '2026-11-02T13:00:00.000Z';
const EXPIRES = '2026-11-02T16:00:00.000Z';

const CHO = 'commander-cho';
const MIA = 'manager-mia';
const BO = 'backup-bo';
const WAITING = 'awaiting-run-approval' as const;

const people = fc.constantFrom('agent-ana', CHO, MIA, BO, 'outsider-oz');
const mostlyNobody = fc.oneof(fc.constant([]), fc.uniqueArray(people, { maxLength: 1 }));

const approvalBy = (accountId: string) =>
  decisionOf('run', 'approve', { by: { accountId, displayName: accountId } });

const seatFor = (approver: string): fc.Arbitrary<Seat> =>
  fc
    .record({
      approver: fc.constant(askedOf(approver, approver)),
      askedAt: fc.constantFrom(NOON, NOON, null),
      backupAskedAt: fc.constantFrom(ONE, null),
      decision: fc.oneof({ arbitrary: fc.constant(null), weight: 3 }, people.map(approvalBy)),
    })
    .map((over) => seatOf(over));

const gates: fc.Arbitrary<GateRecord> = fc
  .tuple(seatFor(CHO), seatFor(MIA), fc.boolean())
  .map(([first, second, mayBackupDecideEarly]) => ({
    ...gateOf('run'),
    plan: planOf('run', { approvers: [first.approver, second.approver], needed: 2, mayBackupDecideEarly }),
    expiresAt: EXPIRES,
    seats: [first, second],
  }));

const opens: fc.Arbitrary<OpenGate> = fc.record({
  gate: gates,
  seat: fc.constantFrom(0, 1),
  state: fc.oneof(fc.constant(WAITING), fc.constantFrom(...HandoffStateSchema.options)),
  requesterId: people,
  ownerId: people,
  approverIds: fc.uniqueArray(people, { minLength: 3 }),
  operatorIds: mostlyNobody,
  pausedIds: mostlyNobody,
});

const approvals: fc.Arbitrary<Attempt> = fc.record({
  accountId: fc.oneof(fc.constantFrom(CHO, MIA, BO), people),
  accountType: fc.constantFrom('atlassian', 'atlassian', 'atlassian', 'app', 'customer'),
  isActive: fc.constantFrom(true, true, true, false),
  at: fc.constantFrom(NOON, ONE, '2026-11-02T17:00:00.000Z'),
  act: fc.constant('approve'),
});

/** The rule once more, as one list of what must hold. */
function mayApprove(open: OpenGate, { accountId: me, ...tried }: Attempt): boolean {
  const { seats, plan } = open.gate;
  const held = seats[open.seat] ?? seatOf();
  const other = seats[1 - open.seat] ?? seatOf();
  const backupAskedAt = held.backupAskedAt ?? '9999';
  const isBackupsTurn = plan.mayBackupDecideEarly || tried.at >= backupAskedAt;
  const involved = [open.requesterId, open.ownerId, ...open.operatorIds, ...open.pausedIds];
  return [
    open.state === WAITING,
    held.decision === null,
    held.askedAt !== null,
    tried.accountType === 'atlassian',
    tried.isActive,
    !involved.includes(me),
    open.approverIds.includes(me),
    me === held.approver.accountId || (me === BO && isBackupsTurn),
    other.decision?.by.accountId !== me,
    tried.at <= EXPIRES,
  ].every(Boolean);
}

describe('an approval', () => {
  it('counts when every condition holds, and never else (U2)', () => {
    let counted = 0;
    fc.assert(
      fc.property(opens, approvals, (open, tried) => {
        const holds = mayApprove(open, tried);
        if (holds) counted += 1;
        expect(judgeAttempt(open, tried) === null).toBe(holds);
      }),
      { numRuns: 5_000 },
    );
    expect(counted).toBeGreaterThan(50);
  });
});
