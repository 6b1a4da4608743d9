import type { ApprovalPanel, Attention, PriorDecision } from '../contract/handoff';
import type { GateSettings, PolicyDocument } from '../contract/policy';
import { attentionAt, isOver, minSecondsFor, wordsOf, type AttentionRecord } from '../domain/gate/attention';
import { REFUSALS } from '../domain/gate/judge-decision';
import { openGate, type GateRecord, type Handoff } from '../domain/handoff/handoff';
import { gatesOf, opensOf } from '../domain/policy/gates-opened';
import { policyFor } from '../domain/policy/policy-for';
import { whyAsked, type Place } from '../domain/review/asked';
import { countedOf } from '../domain/review/counted';
import { flaggedOf } from '../domain/review/flagged';
import { lookFirst } from '../domain/review/look-first';
import { priorIn } from '../domain/review/prior';
import { inOrder, toQueueItem } from '../domain/review/queue';
import { timelineOf, type Told } from '../domain/review/timeline';
import { asReviewed } from '../domain/writeback/comment';
import type { WholeHandoff } from '../ports/handoff-store';
import type { ControlState } from '../ports/policy-store';
import { entryAt } from './chain-rows';
import { readChanges } from './settle-attempt';
import { UseCaseError } from './use-case-error';
import { toView } from './view-handoff';
import { issuesToAct } from './visible-acts';
import { knownAs, listWaiting } from './waiting-items';
import type { IssueCaller, World } from './world';

/** A seat of a hand-off's gate; `control` where the caller has read it already. */
export interface GateSeat extends Place {
  readonly whole: WholeHandoff;
  readonly control?: ControlState;
}

const ALWAYS = { from: null, to: null } as const;
/** Similar gates that are shown, and lists of 20 hand-offs that are looked through for them. */
const MOST_PRIOR = 5;
const PRIOR_PAGES = 2;
/** The first entries of a chain: a run is among them. */
const FIRST = 25;

interface Found<T> {
  readonly handoff: Handoff;
  readonly value: T;
}

/** Gates of the same kind and operation in the same project that were decided, newest hand-off first. */
async function findPrior(
  world: World,
  { whole: { handoff }, gate }: GateSeat,
): Promise<readonly Found<PriorDecision>[]> {
  const found: Found<PriorDecision>[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < PRIOR_PAGES && found.length < MOST_PRIOR; pages += 1) {
    const page = await world.handoffs.list({ name: 'operation', value: handoff.operation }, ALWAYS, cursor);
    for (const other of page.items) {
      const value = priorIn(other, gate.plan.gate, handoff);
      if (value !== null) found.push({ handoff: other, value });
    }
    ({ cursor } = page);
    if (cursor === null) break;
  }
  return found;
}

/** When the run started and finished, as the chain says; asked for only once there is an output. */
async function readRun(world: World, { handoff, output }: WholeHandoff): Promise<Told['run']> {
  if (output === null) return { startedAt: null, finishedAt: null };
  const rows = await world.audit.read(handoff.id, 0, FIRST);
  const entries = rows.flatMap((row, index) => entryAt(handoff.id, { index, row }) ?? []);
  const timeOf = (event: 'run.started' | 'run.finished'): string | null =>
    entries.find((entry) => entry.event === event)?.at ?? null;
  return { startedAt: timeOf('run.started'), finishedAt: timeOf('run.finished') };
}

function toAttention(
  limits: GateSettings['attention'],
  {
    words,
    record,
    at,
  }: { readonly words: number; readonly record: AttentionRecord | null; readonly at: string },
): Attention {
  const now = attentionAt(record, at);
  return {
    words,
    minSeconds: minSecondsFor(limits, words),
    decisionsToday: now.decisions,
    maxDecisionsPerDay: limits.maxDecisionsPerDay,
    approvalsInARow: now.approvalsInARow,
    maxApprovalsInARow: limits.maxApprovalsInARow,
    quickInARow: now.quickInARow,
    maxQuickInARow: limits.maxQuickInARow,
    over: isOver(limits, record, at),
  };
}

const isOpenSeat = (handoff: Handoff, { gate, seat }: Place): boolean =>
  openGate(handoff)?.plan.gate === gate.plan.gate &&
  gate.seats[seat]?.decision === null &&
  gate.seats[seat].askedAt !== null;

/** Why nobody decides at this seat now. */
function closedBecause({ explanation }: Handoff, { gate, seat }: Place, isGateOpen: boolean): string {
  const decision = gate.seats[seat]?.decision ?? null;
  if (decision !== null) return `${decision.by.displayName} decided.`;
  if (isGateOpen) return 'Another approver decides first; this place is asked when they have approved.';
  return `${REFUSALS['not-waiting']} ${explanation}`;
}

/** Where this person goes on: the waiting item of the highest risk, then the one that is due first. */
function nextKeyOf(
  waiting: readonly Handoff[],
  {
    accountId,
    now,
    visible,
  }: { readonly accountId: string; readonly now: string; readonly visible: ReadonlySet<string> },
): string | null {
  const items = waiting
    .filter((item) => issuesToAct(item, accountId).every((id) => visible.has(id)))
    .map((item) => {
      // What no gate follows has no risk of its own in the record, and comes last.
      const risk = item.gates[0]?.plan.risk ?? 'low';
      return toQueueItem(item, { accountId, now }, { risk, allowsBatch: false });
    });
  return inOrder(items)[0]?.openKey ?? null;
}

const rulesOf = ({ packet }: WholeHandoff, { plan }: GateRecord): ApprovalPanel['rules'] =>
  packet.decision.reasons.filter(({ effect }) => gatesOf(opensOf(effect)).includes(plan.gate));

/** What the panel is made of, as it was read. */
interface Read {
  readonly document: PolicyDocument;
  readonly at: string;
  readonly isOpen: boolean;
  readonly changes: readonly string[];
  readonly prior: readonly Found<PriorDecision>[];
  readonly run: Told['run'];
  readonly record: AttentionRecord | null;
  readonly waiting: readonly Handoff[];
  readonly visible: ReadonlySet<string>;
}

async function readAll(world: World, caller: IssueCaller, place: GateSeat): Promise<Read> {
  const { whole, gate, seat } = place;
  const { handoff } = whole;
  const isOpen = isOpenSeat(handoff, { gate, seat });
  const [control, viewer] = await Promise.all([
    place.control ?? world.policies.control(),
    knownAs(world, caller.accountId),
  ]);
  const [changes, prior, run, record, waiting] = await Promise.all([
    isOpen ? readChanges(world, whole) : [],
    findPrior(world, place),
    readRun(world, whole),
    viewer.ref === null ? null : world.handoffs.attentionOf(viewer.ref),
    listWaiting(world, viewer, null),
  ]);
  const next = waiting.items.filter(({ id }) => id !== handoff.id);
  const visible = await caller.jira.visibleAmong([
    ...new Set([
      handoff.issue.id,
      ...prior.map((found) => found.handoff.issue.id),
      ...next.flatMap((item) => issuesToAct(item, caller.accountId)),
    ]),
  ]);
  return {
    document: policyFor(control, handoff.issue.projectKey).document,
    at: world.clock.now(),
    isOpen,
    changes: changes.map(({ sentence }) => sentence),
    prior,
    run,
    record,
    waiting: next,
    visible,
  };
}

/** The parts that tell what is decided on, from the sealed packet and the output as it was reviewed. */
function subjectOf({ whole, gate }: GateSeat, read: Read) {
  const { handoff, packet } = whole;
  const output = whole.output === null ? null : asReviewed(handoff, whole.output);
  const shown = read.prior.filter((found) => read.visible.has(found.handoff.issue.id));
  const decisions = shown.slice(0, MOST_PRIOR).map(({ value }) => value);
  const audience = handoff.review?.audience ?? 'internal';
  return {
    changes: [...read.changes],
    rules: rulesOf(whole, gate),
    flagged: flaggedOf(packet),
    counted: countedOf(packet, output),
    lookFirst: lookFirst({ packet, output, audience, changes: read.changes, prior: decisions }),
    timeline: timelineOf({ handoff, packet, output, run: read.run }),
    prior: { decisions, hiddenCount: read.prior.length - shown.length },
    words: wordsOf(packet, output),
  };
}

/**
 * What a reviewer sees of one seat: the packet, what speaks against it, how it came about, and what waits next. Raises
 * `not-found` when the caller may not browse the issue that it is about (AUT-04). Costs one Jira call as the caller, for every
 * issue that is named, and while the seat is open those of reading the issue again as the app.
 */
export async function approvalPanel(
  world: World,
  caller: IssueCaller,
  place: GateSeat,
): Promise<ApprovalPanel> {
  const { whole, gate, seat } = place;
  const { handoff } = whole;
  const { accountId } = caller;
  const read = await readAll(world, caller, place);
  if (!read.visible.has(handoff.issue.id))
    throw new UseCaseError('not-found', 'You cannot see the issue that this approval belongs to.');
  const { document, at, isOpen } = read;
  const { words, ...subject } = subjectOf(place, read);
  const isGateOpen = openGate(handoff)?.plan.gate === gate.plan.gate;
  return {
    mode: 'approval',
    parentKey: handoff.issue.key,
    viewer: { accountId, displayName: accountId },
    gate: gate.plan.gate,
    seat,
    isOpen,
    closedBecause: isOpen ? null : closedBecause(handoff, place, isGateOpen),
    whyYou: whyAsked(place, accountId),
    whyNow: gate.plan.because,
    ...subject,
    attention: toAttention(document.gates.attention, { words, record: read.record, at }),
    needsReading: gate.plan.review === 'sign-off' && document.gates.doesSignOffNeedReading,
    nextKey: nextKeyOf(read.waiting, { accountId, now: at, visible: read.visible }),
    handoff: toView(whole, { accountId, at, document }),
  };
}
