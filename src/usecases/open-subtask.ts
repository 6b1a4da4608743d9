import type { StatusNames } from '../contract/policy';
import { brief, type Happening } from '../domain/audit/happening';
import { approvalLines, QUESTION } from '../domain/gate/describe-approval';
import { statusesFor } from '../domain/gate/judge-decision';
import type { Effect } from '../domain/handoff/effect';
import {
  openGate,
  withGate,
  withSeat,
  type GateRecord,
  type Seat,
  type SubtaskType,
} from '../domain/handoff/handoff';
import { operationOf } from '../domain/operations/catalogue';
import { policyFor } from '../domain/policy/policy-for';
import { toFoldedAdf } from '../domain/writeback/adf';
import type { WholeHandoff } from '../ports/handoff-store';
import { PortError } from '../ports/port-error';
import { commitStep, theApp } from './commit-step';
import { noticeOf } from './pass-on';
import { stopBeforeAsking } from './run-engine';
import type { World } from './world';

/** Whether a seat was asked and has not decided. */
const isAsked = ({ askedAt, decision }: Seat): boolean => askedAt !== null && decision === null;

/** The entries of a gate that opens or asks the next: who is asked, by which rule, until when. One for each seat. */
export const requestsOf = ({ plan, seats, expiresAt }: GateRecord): readonly Happening[] =>
  seats.filter(isAsked).map(({ approver }) => ({
    event: 'approval.requested',
    details: {
      gate: plan.gate,
      approver: approver.accountId,
      backup: plan.backup?.accountId ?? null,
      ruleId: brief(plan.ruleId, 120),
      dueAt: expiresAt,
    },
  }));

/** Places (from 0) that are asked and have no subtask yet. */
const placesToOpen = ({ seats }: GateRecord): readonly number[] =>
  seats.flatMap((seat, place) => (isAsked(seat) && seat.subtask === null ? [place] : []));

interface Opening {
  readonly whole: WholeHandoff;
  readonly gate: GateRecord;
  readonly type: SubtaskType;
  readonly names: StatusNames;
}

/** Creates the subtask of one seat, once: a repeat finds it by its marker (design, The Jira side). */
async function subtaskFor(world: World, opening: Opening, seat: Seat): Promise<NonNullable<Seat['subtask']>> {
  const { whole, gate, type, names } = opening;
  const { handoff, packet, output } = whole;
  const { accountId } = seat.approver;
  const mark = { handoffId: handoff.id, gate: gate.plan.gate };
  const found = await world.jira.findApprovalSubtask(handoff.issue.id, { ...mark, approver: accountId });
  if (found !== null) return found;
  const { backup } = gate.plan;
  const approvers = [accountId, ...(backup === null ? [] : [backup.accountId])];
  const { title } = operationOf(handoff.operation);
  return world.jira.createSubtask({
    parentId: handoff.issue.id,
    projectId: type.projectId,
    issueTypeId: type.id,
    summary: `${QUESTION[gate.plan.gate]}: ${title}`.slice(0, 250),
    description: toFoldedAdf(approvalLines({ handoff, packet, output, gate, seat, names })),
    assigneeId: accountId,
    mark: {
      key: 'ai-handoff-approval',
      value: { ...mark, seal: handoff.seal, approvers, expiresAt: gate.expiresAt },
    },
  });
}

/** How far asking came: the record with the subtasks that were made, and why the rest is held in the panel, if it is. */
interface Opened {
  readonly gate: GateRecord;
  readonly heldBecause: string | null;
}

const NO_TYPE = 'The project offers no subtask for this issue.';
const REFUSED = 'Jira refused to create the approval subtask.';

/** Makes a subtask for each place without one. One that Jira refuses for good leaves the rest to the panel of the issue. */
async function makeSubtasks(world: World, whole: WholeHandoff, gate: GateRecord): Promise<Opened> {
  const type = gate.subtaskType;
  if (gate.plan.place === 'panel' || type === null) return { gate, heldBecause: NO_TYPE };
  const { projectKey } = whole.handoff.issue;
  const { document } = policyFor(await world.policies.control(), projectKey);
  const names = statusesFor(document.gateStatuses, projectKey);
  let made = gate;
  for (const place of placesToOpen(gate)) {
    const seat = made.seats[place];
    if (seat === undefined) continue;
    try {
      const subtask = await subtaskFor(world, { whole, gate: made, type, names }, seat);
      made = withSeat(made, place, { subtask });
    } catch (error) {
      if (!(error instanceof PortError && error.code === 'refused')) throw error;
      const held: GateRecord = { ...made, plan: { ...made.plan, place: 'panel' } };
      return { gate: held, heldBecause: REFUSED };
    }
  }
  return { gate: made, heldBecause: null };
}

/** The entries of what was made, and of who is asked in the panel instead. */
function happeningsOf(gate: GateRecord, { gate: made, heldBecause }: Opened): readonly Happening[] {
  const { gate: kind } = gate.plan;
  return placesToOpen(gate).flatMap((place): readonly Happening[] => {
    const seat = made.seats[place];
    if (seat === undefined) return [];
    const approver = seat.approver.accountId;
    if (seat.subtask !== null) {
      const details = { gate: kind, subtask: seat.subtask.key, approver };
      return [{ event: 'approval.subtask-created', details }];
    }
    const details = { gate: kind, why: heldBecause ?? NO_TYPE, approver };
    return [{ event: 'approval.held-in-panel', details }];
  });
}

/**
 * Asks whoever is to be asked at the open gate and was not: by a subtask each, made once, or where the project offers none by
 * Jira's notification about the issue, in whose panel they decide. All of it is stored in one step.
 */
export async function openSubtask(world: World, whole: WholeHandoff, effect: Effect): Promise<boolean> {
  const { handoff } = whole;
  const gate = openGate(handoff);
  if (gate === null || placesToOpen(gate).length === 0) return false;
  if ((await stopBeforeAsking(world, whole, effect)) !== null) return true;
  const opened = await makeSubtasks(world, whole, gate);
  const held = placesToOpen(opened.gate);
  const [first] = held;
  const because = `There is no approval subtask: ${opened.heldBecause ?? NO_TYPE}`;
  const accountIds = held.flatMap((place) => opened.gate.seats[place]?.approver.accountId ?? []);
  await commitStep(world, {
    before: handoff,
    after: { ...handoff, gates: withGate(handoff, opened.gate) },
    actor: theApp('gate'),
    happenings: happeningsOf(gate, opened),
    gateSubtasks: placesToOpen(gate).flatMap((place) => opened.gate.seats[place]?.subtask?.id ?? []),
    effects: first === undefined ? [] : ['notify'],
    notice: first === undefined ? null : noticeOf(handoff, opened.gate, { seat: first, accountIds, because }),
    settles: effect,
  });
  return true;
}
