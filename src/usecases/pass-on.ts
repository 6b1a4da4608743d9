import { brief } from '../domain/audit/happening';
import { timeWords } from '../domain/gate/describe-approval';
import type { Notice } from '../domain/handoff/effect';
import { hasFreeBackup } from '../domain/gate/look-after';
import { REFUSALS, whyBarred } from '../domain/gate/judge-decision';
import { withGate, withSeat, type GateRecord, type Handoff } from '../domain/handoff/handoff';
import { operationOf } from '../domain/operations/catalogue';
import type { WholeHandoff } from '../ports/handoff-store';
import type { Tried } from './attempt';
import { commitStep, type Step } from './commit-step';
import { entitlementAt } from './entitlement';
import { answerTo, ignoredOf, withSeen } from './refuse-attempt';
import type { World } from './world';

/** Where a place is decided: on its subtask, else on the issue. */
const pageKeyOf = (handoff: Handoff, gate: GateRecord, seat: number): string =>
  gate.seats[seat]?.subtask?.key ?? handoff.issue.key;

/** What a person who is asked is told: what is waiting, until when, and why it comes now. */
export function noticeOf(
  handoff: Handoff,
  gate: GateRecord,
  told: { readonly seat: number; readonly accountIds: readonly string[]; readonly because: string },
): Notice {
  const issueKey = pageKeyOf(handoff, gate, told.seat);
  const { title } = operationOf(handoff.operation);
  const act = gate.plan.gate === 'run' ? 'before AI runs' : 'before AI output is used';
  const due = gate.expiresAt === null ? '' : ` Decide by ${timeWords(gate.expiresAt)}.`;
  return {
    issueKey,
    accountIds: told.accountIds,
    subject: `${handoff.issue.key}: your decision is asked for ${act}`,
    text: `${handoff.requester.displayName} asks for: ${title}. ${told.because}${due} Decide in the panel of ${issueKey}.`,
  };
}

/** The parts of a step that ask the backup for a place: the record, the entry, and Jira's notification. */
export function askBackup(
  handoff: Handoff,
  { gate, seat, why, at }: { gate: GateRecord; seat: number; why: string; at: string },
): { readonly gate: GateRecord; readonly part: Pick<Step, 'happenings' | 'effects' | 'notice'> } {
  const { backup } = gate.plan;
  const approver = gate.seats[seat]?.approver;
  if (backup === null || approver === undefined) return { gate, part: { happenings: [], effects: [] } };
  const details = {
    gate: gate.plan.gate,
    approver: approver.accountId,
    backup: backup.accountId,
    why: brief(why, 120),
  };
  const because = `You are the backup of ${approver.displayName}. ${why}`;
  return {
    gate: withSeat(gate, seat, { backupAskedAt: at, backupAskedWhy: why }),
    part: {
      happenings: [{ event: 'approval.backup-asked', details }],
      effects: ['notify', 'sync-property'],
      notice: noticeOf(handoff, gate, { seat, accountIds: [backup.accountId], because }),
    },
  };
}

/** Whether the backup is somebody else than who tries, can still take a place, and may decide at this gate now. */
async function isBackupThere(world: World, whole: WholeHandoff, tried: Tried): Promise<boolean> {
  const { gate, attempt, policy } = tried;
  const { backup } = gate.plan;
  if (backup === null || backup.accountId === attempt.person.accountId || !hasFreeBackup(gate)) return false;
  const at = world.clock.now();
  const [[person], entitlement] = await Promise.all([
    world.jira.people([backup.accountId]),
    entitlementAt(world, whole, { policy, gate, at }),
  ]);
  return person !== undefined && whyBarred(entitlement, person) === null;
}

/**
 * An approver is over a limit of attention: the approval does not count and the place goes to the backup, which is recorded
 * with its reason (U8). False, and nothing stored, when no backup is there: then the approval counts.
 */
export async function passOn(
  world: World,
  whole: WholeHandoff,
  tried: Tried & { readonly why: string },
): Promise<boolean> {
  const { handoff } = whole;
  const { seat, attempt, held, why } = tried;
  if (!(await isBackupThere(world, whole, tried))) return false;
  const seen = withSeen(tried.gate, attempt.changeId);
  const asked =
    held.backupAskedAt === null
      ? askBackup(handoff, { gate: seen, seat, why, at: world.clock.now() })
      : { gate: seen, part: { happenings: [], effects: [] } };
  const answer = answerTo(tried, `${REFUSALS['over-limit']} ${why}`);
  await commitStep(world, {
    before: handoff,
    after: { ...handoff, gates: withGate(handoff, asked.gate) },
    actor: {
      kind: 'person',
      accountId: attempt.person.accountId,
      role: tried.gate.plan.role,
      requestId: attempt.requestId,
    },
    ...answer,
    ...asked.part,
    happenings: [ignoredOf(handoff, tried, 'over-limit'), ...asked.part.happenings],
    effects: [...answer.effects, ...asked.part.effects],
  });
  return true;
}
