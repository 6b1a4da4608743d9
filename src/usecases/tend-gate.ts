import { canStillPass, placesForBackup, placesToRemind } from '../domain/gate/look-after';
import { whyBarred } from '../domain/gate/judge-decision';
import {
  advance,
  openGate,
  withGate,
  withSeat,
  type GateRecord,
  type Handoff,
} from '../domain/handoff/handoff';
import { policyFor } from '../domain/policy/policy-for';
import type { WholeHandoff } from '../ports/handoff-store';
import { commitStep, theApp } from './commit-step';
import { entitlementAt } from './entitlement';
import { askBackup, noticeOf } from './pass-on';
import { UseCaseError } from './use-case-error';
import type { World } from './world';

const app = theApp('gate');

/** What looks after a gate sees: the hand-off with its open gate, at one moment. */
interface Tended {
  readonly whole: WholeHandoff;
  readonly gate: GateRecord;
  readonly at: string;
}

/** Nobody who could still decide is left: an end of its own, never a rejection (R041, U10). */
async function loseApprovers(world: World, { whole, gate, at }: Tended): Promise<Handoff | null> {
  const { handoff } = whole;
  const policy = policyFor(await world.policies.control(), handoff.issue.projectKey);
  const open = gate.seats.filter(({ decision }) => decision === null);
  const accounts = [
    ...open.map(({ approver }) => approver),
    ...(gate.plan.backup === null ? [] : [gate.plan.backup]),
  ];
  const [people, entitlement] = await Promise.all([
    world.jira.people(accounts.map(({ accountId }) => accountId)),
    entitlementAt(world, whole, { policy, gate, at }),
  ]);
  const able = new Set(
    people.filter((person) => whyBarred(entitlement, person) === null).map(({ accountId }) => accountId),
  );
  if (canStillPass(gate, (accountId) => able.has(accountId))) return null;
  return commitStep(world, {
    before: handoff,
    after: advance(handoff, 'lose-approver', {
      at,
      explanation:
        'Nobody who was asked can decide any more: they left, are not named by policy now, or may not approve this. Hand it off again once somebody can.',
    }),
    actor: app,
    happenings: [{ event: 'approval.invalidated', details: { changes: ['no reachable approver'] } }],
    effects: ['sync-property'],
  });
}

/** Tells approvers once that their decision is still asked for. */
async function remind(world: World, { whole, gate, at }: Tended): Promise<Handoff | null> {
  const { handoff } = whole;
  const [seat] = placesToRemind(gate, at);
  const approver = seat === undefined ? undefined : gate.seats[seat]?.approver;
  if (seat === undefined || approver === undefined) return null;
  const { gate: kind } = gate.plan;
  const because = 'This is a reminder: nobody has decided yet.';
  return commitStep(world, {
    before: handoff,
    after: { ...handoff, gates: withGate(handoff, withSeat(gate, seat, { remindedAt: at })) },
    actor: app,
    happenings: [
      { event: 'approval.reminded', details: { gate: kind, approver: approver.accountId, by: 'app' } },
    ],
    effects: ['notify'],
    notice: noticeOf(handoff, gate, { seat, accountIds: [approver.accountId], because }),
  });
}

/** Asks the backup for a place that nobody decided in time (T13). */
async function bringInBackup(world: World, { whole, gate, at }: Tended): Promise<Handoff | null> {
  const { handoff } = whole;
  const [seat] = placesForBackup(gate, at);
  if (seat === undefined) return null;
  const hours = gate.plan.backupAfterHours ?? 0;
  const why = `Nobody decided within ${hours === 1 ? 'an hour' : `${hours} hours`}.`;
  const asked = askBackup(handoff, { gate, seat, why, at });
  return commitStep(world, {
    before: handoff,
    after: { ...handoff, gates: withGate(handoff, asked.gate) },
    actor: app,
    ...asked.part,
  });
}

type Care = (world: World, tended: Tended) => Promise<Handoff | null>;

const CARES: readonly Care[] = [loseApprovers, remind, bringInBackup];

/** A gate has at most five places. */
const MAX_TIMES = 5;

/** Does one thing for the open gate of a hand-off as it is stored now; false when there is nothing to do. */
async function careFor(world: World, handoffId: string, care: Care): Promise<boolean> {
  const whole = await world.handoffs.loadWhole(handoffId);
  const gate = whole === null ? null : openGate(whole.handoff);
  if (whole === null || gate === null) return false;
  return (await care(world, { whole, gate, at: world.clock.now() })) !== null;
}

/**
 * Looks after the gate that a hand-off waits at, if it does: ends it when nobody can decide any more, reminds, and asks the
 * backup. Each step is committed for itself; one that loses a race against a decision is left to the next look. Nothing happens
 * while the site is halted.
 */
export async function tendGate(world: World, handoffId: string): Promise<void> {
  const { siteSwitch } = await world.policies.control();
  if (siteSwitch.isHalted) return;
  try {
    for (const care of CARES)
      for (let times = 0; times < MAX_TIMES; times += 1) if (!(await careFor(world, handoffId, care))) break;
  } catch (error) {
    if (!(error instanceof UseCaseError && error.code === 'conflict')) throw error;
    world.log.info('gate.changed-meanwhile', { handoffId });
  }
}
