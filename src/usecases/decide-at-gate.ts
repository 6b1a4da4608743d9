import type { CallInput } from '../contract/calls';
import type { GateDecision, Panel, Reading } from '../contract/handoff';
import type { GateKind, Verdict } from '../contract/vocabulary';
import { REFUSALS, statusesFor, type Refusal } from '../domain/gate/judge-decision';
import type { KnownPerson } from '../domain/gate/plan-gates';
import { openGate, type GateRecord, type Handoff } from '../domain/handoff/handoff';
import { policyFor } from '../domain/policy/policy-for';
import { NO_FIELDS } from '../ports/jira';
import type { WholeHandoff } from '../ports/handoff-store';
import type { ControlState } from '../ports/policy-store';
import type { Attempt, Place } from './attempt';
import { blockMisplaced, whatBecameOf } from './check-place';
import { loadPanel } from './load-panel';
import { onLatest } from './on-latest';
import { assertRunning } from './prepare-packet';
import { gateOfKind, settleAttempt, type Settlement } from './settle-attempt';
import { UseCaseError } from './use-case-error';
import { loadWhole } from './view-handoff';
import type { Caller, IssueCaller, World } from './world';

/** A decision of a person on a page of the app: in the panel, or of several gates at once. */
export interface PageDecision {
  /** The hand-off as it was compared with what was shown. */
  readonly whole: WholeHandoff;
  readonly gate: GateKind;
  readonly verdict: Verdict;
  readonly reason: GateDecision['reason'];
  readonly note: string;
  /** What the page saw of the reader; null where nothing was opened before. */
  readonly reading: Reading | null;
  readonly via: 'panel' | 'batch';
}

/** A person who decides; `issueId` is the page on which this person stands, where it is a panel's. */
type Decider = Caller & Partial<Pick<IssueCaller, 'issueId'>>;

const NOT_HERE = 'This is not the place where that hand-off is approved.';

/** The caller's own place, else as the backup the first that waits for one, else the first: there it is judged and recorded. */
function placeAmong(places: readonly number[], { seats }: GateRecord, accountId: string): number | null {
  const own = places.find((place) => seats[place]?.approver.accountId === accountId);
  const open = places.find((place) => seats[place]?.askedAt !== null && seats[place]?.decision === null);
  return own ?? open ?? places[0] ?? null;
}

/**
 * The place of a gate that the caller decides: of a subtask the one that it stands for, on the issue itself those without one, from
 * the queue any. Null when the page is neither.
 */
function placeFor({ issue }: Handoff, gate: GateRecord, { issueId, accountId }: Decider): number | null {
  const all = [...gate.seats.keys()];
  if (issueId === undefined) return placeAmong(all, gate, accountId);
  const ofSubtask = all.filter((place) => gate.seats[place]?.subtask?.id === issueId);
  const inPanel = issueId === issue.id ? all.filter((place) => gate.seats[place]?.subtask === null) : [];
  return placeAmong([...ofSubtask, ...inPanel], gate, accountId);
}

function placeOf(handoff: Handoff, kind: GateKind, caller: Decider): Place {
  const gate = gateOfKind(handoff, kind);
  const seat = gate === null ? null : placeFor(handoff, gate, caller);
  if (gate === null || seat === null) throw new UseCaseError('not-found', NOT_HERE);
  return { gate, seat };
}

/** A sign-off is approved only after what AI read was opened, where policy says so (APR-15). */
function assertRead(control: ControlState, { gate }: Place, decision: PageDecision): void {
  const { gates } = policyFor(control, decision.whole.handoff.issue.projectKey).document;
  const isAsked =
    gates.doesSignOffNeedReading && gate.plan.review === 'sign-off' && decision.verdict === 'approve';
  if (isAsked && decision.reading?.opened.includes('sources') !== true)
    throw new UseCaseError('read-first', 'Open the sources before you approve: this gate is a sign-off.');
}

/** Who decides, and which subtasks the issue of the hand-off has for this person. */
interface Reader {
  readonly person: KnownPerson;
  readonly subtaskIds: readonly string[];
}

/** The person behind the call, who must be able to see the issue that the approval is about (AUT-04). */
async function readReader(caller: Decider, handoff: Handoff): Promise<Reader> {
  const [[person], parent] = await Promise.all([
    caller.jira.people([caller.accountId]),
    caller.jira.readHeader(handoff.issue.id, NO_FIELDS),
  ]);
  if (parent === null)
    throw new UseCaseError('not-found', 'You cannot see the issue that this approval belongs to.');
  if (person === undefined) throw new UseCaseError('not-permitted', REFUSALS.inactive);
  return { person, subtaskIds: parent.reading.subtaskIds };
}

/** The subtask follows the decision, moved as the person who decided; the app itself never moves it (X4). */
async function moveSubtask(
  caller: Decider,
  { world, control, place, verdict }: { world: World; control: ControlState; place: Place; verdict: Verdict },
  handoff: Handoff,
): Promise<void> {
  const subtask = place.gate.seats[place.seat]?.subtask ?? null;
  if (subtask === null) return;
  const facts = { handoffId: handoff.id, gate: place.gate.plan.gate };
  const { projectKey } = handoff.issue;
  const names = statusesFor(policyFor(control, projectKey).document.gateStatuses, projectKey);
  try {
    const isMoved = await caller.jira.transitionTo(subtask.id, names[verdict]);
    if (!isMoved) world.log.info('gate.subtask-has-no-such-transition', facts);
  } catch {
    world.log.error('gate.subtask-not-moved', facts);
  }
}

/**
 * Ends a hand-off whose subtask is not where it was made; null when it is, or the gate is over, or the place has none or is decided.
 * Jira is asked only when the issue did not show it among its subtasks.
 */
async function blockIfMisplaced(
  world: World,
  { handoff }: WholeHandoff,
  { gate, seat, subtaskIds }: Place & Pick<Reader, 'subtaskIds'>,
): Promise<Settlement | null> {
  const { subtask = null, decision = null } = gate.seats[seat] ?? {};
  const isOpen = openGate(handoff)?.plan.gate === gate.plan.gate;
  if (subtask === null || decision !== null || !isOpen || subtaskIds.includes(subtask.id)) return null;
  const change = await whatBecameOf(world, handoff, subtask.id);
  if (change === null) return null;
  return { kind: 'superseded', handoff: await blockMisplaced(world, handoff, change), changes: [change] };
}

/**
 * One decision of a person on a page, through the choke point (U2). The caller has compared what was shown (`assertAsShown`).
 * Raises `not-found` for who cannot see the issue, `halted`, `read-first`, `not-permitted` for an account that is not there.
 */
export async function decideOne(world: World, caller: Decider, decision: PageDecision): Promise<Settlement> {
  const control = await world.policies.control();
  assertRunning(control);
  const { whole, verdict, reason, note, reading, via } = decision;
  const shown = placeOf(whole.handoff, decision.gate, caller);
  const { person, subtaskIds } = await readReader(caller, whole.handoff);
  assertRead(control, shown, decision);
  const attempt: Attempt = {
    person,
    verdict,
    via,
    at: world.clock.now(),
    reason,
    note,
    reading,
    changeId: null,
    requestId: caller.requestId,
  };
  const settlement = await onLatest(world, whole, async (latest) => {
    const place = placeOf(latest.handoff, decision.gate, caller);
    return (
      (await blockIfMisplaced(world, latest, { ...place, subtaskIds })) ??
      settleAttempt(world, latest, { ...place, attempt })
    );
  });
  if (settlement.kind === 'counted')
    await moveSubtask(caller, { world, control, place: shown, verdict }, whole.handoff);
  return settlement;
}

/**
 * Refuses a decision on anything else than what was shown (T5): another packet, or at the use gate another output or audience.
 * Raises `superseded`; `not-found` when the hand-off has no such gate.
 */
export function assertAsShown(
  handoff: Handoff,
  shown: { readonly gate: GateKind; readonly seal: string; readonly release: string | null },
): void {
  const gate = gateOfKind(handoff, shown.gate);
  if (gate === null) throw new UseCaseError('not-found', NOT_HERE);
  if (shown.seal !== handoff.seal)
    throw new UseCaseError('superseded', 'This approval was for another packet. Load the page again.');
  if (shown.release !== gate.release)
    throw new UseCaseError('superseded', 'This approval was for another output. Load the page again.');
}

const CODES: Readonly<Partial<Record<Refusal, UseCaseError['code']>>> = {
  'not-waiting': 'wrong-state',
  'decision-stands': 'wrong-state',
  'seat-decided': 'wrong-state',
  'not-asked-yet': 'wrong-state',
  expired: 'wrong-state',
  'over-limit': 'over-limit',
};

/**
 * An approver decides in the panel of the approval subtask, or of the issue where there is none. Seal and release must be the ones
 * that were shown (T5). Raises `reason-required`, `superseded`, `not-found`, `not-permitted`, `wrong-state`, `read-first`,
 * `over-limit`, `halted`.
 */
export async function decideAtGate(
  world: World,
  caller: IssueCaller,
  input: CallInput<'panel.decide'>,
): Promise<Panel> {
  const whole = await loadWhole(world, input.handoffId);
  placeOf(whole.handoff, input.gate, caller);
  assertAsShown(whole.handoff, input);
  if (input.verdict !== 'approve' && input.reason === 'none')
    throw new UseCaseError('reason-required', 'Choose a reason, so that others can learn from it.');
  const { gate, verdict, reason, note, reading } = input;
  const decision: PageDecision = { whole, gate, verdict, reason, note, reading, via: 'panel' };
  const settlement = await decideOne(world, caller, decision);
  if (settlement.kind === 'refused')
    throw new UseCaseError(CODES[settlement.refusal] ?? 'not-permitted', settlement.sentence);
  return loadPanel(world, caller);
}
