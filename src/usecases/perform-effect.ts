import type { GateKind } from '../contract/vocabulary';
import { NO_FIELDS } from '../ports/jira';
import {
  MAX_EFFECT_ATTEMPTS,
  type Effect,
  type HandoffEffect,
  type PeopleEffect,
} from '../domain/handoff/effect';
import { advance, isUnanswered, openGate, waitingFor, type Handoff } from '../domain/handoff/handoff';
import { canHappen, isEnd } from '../domain/lifecycle/lifecycle';
import { toAdf } from '../domain/writeback/adf';
import { PortError } from '../ports/port-error';
import type { WholeHandoff } from '../ports/handoff-store';
import type { SiteHappening } from './site-entry';
import { commitStep, settleEffect, theApp } from './commit-step';
import { erasePeople } from './erase-people';
import { openSubtask } from './open-subtask';
import { assertRunning } from './prepare-packet';
import { publishCheckpoint } from './publish-checkpoint';
import { runEngine } from './run-engine';
import { settleOnSite } from './settle-on-site';
import { UseCaseError } from './use-case-error';
import type { World } from './world';
import { writeBack } from './write-back';

/** An effect that was performed, with the entry that says so. */
const done = (effect: HandoffEffect) => ({
  effect: closed(effect, 'done'),
  happening: { event: 'effect.done', details: { effect: effect.kind } } as const,
});

/**
 * The issue property that JQL and workflow rules see: the state that is stored now, whenever this runs. It belongs to the
 * issue's newest hand-off; what an older one has to say came too late.
 */
async function syncProperty(
  world: World,
  { handoff }: WholeHandoff,
  effect: HandoffEffect,
): Promise<boolean> {
  const { slot } = await world.policies.desk(handoff.issue.id);
  if (slot?.latestHandoffId !== handoff.id) return false;
  await world.jira.setIssueProperty(handoff.issue.id, 'ai-handoff', {
    handoffId: handoff.id,
    state: handoff.state,
    operation: handoff.operation,
    updatedAt: handoff.updatedAt,
    ...(isEnd(handoff.state) ? { outcome: handoff.state } : {}),
    waitingFor: [...waitingFor(handoff)],
    ...(handoff.state === 'escalated' ? { escalation: isUnanswered(handoff) ? 'open' : 'answered' } : {}),
  });
  await settleEffect(world, handoff, done(effect));
  return true;
}

async function answerAttempt(
  world: World,
  { handoff }: WholeHandoff,
  effect: HandoffEffect,
): Promise<boolean> {
  if (effect.answer === null) return false;
  assertRunning(await world.policies.control());
  const { subtaskId, changeId, sentence } = effect.answer;
  const mark = { handoffId: effect.handoffId, purpose: `answer-${changeId}` };
  const header = await world.jira.readHeader(subtaskId, NO_FIELDS);
  if (header === null) return false;
  const issue = { id: subtaskId, projectType: header.reading.projectType };
  if ((await world.jira.findMarkedComment(subtaskId, mark)) === null)
    await world.jira.addComment(issue, toAdf([{ kind: 'text', text: sentence }]), {
      mark,
      audience: 'internal',
    });
  await settleEffect(world, handoff, done(effect));
  return true;
}

/** Sends Jira's own notification; who may not see the issue gets none. Nothing is sent while the site is halted. */
async function notify(world: World, { handoff }: WholeHandoff, effect: HandoffEffect): Promise<boolean> {
  if (effect.notice === null) return false;
  assertRunning(await world.policies.control());
  const { issueKey, accountIds, subject, text } = effect.notice;
  await world.jira.notifyPeople(issueKey, accountIds, { subject, text });
  await settleEffect(world, handoff, done(effect));
  return true;
}

async function performOnHandoff(world: World, effect: HandoffEffect): Promise<boolean> {
  const whole = await world.handoffs.loadWhole(effect.handoffId);
  if (whole === null) return false;
  switch (effect.kind) {
    case 'run':
      return runEngine(world, whole, effect);
    case 'open-subtask':
      return openSubtask(world, whole, effect);
    case 'write-comment':
      return writeBack(world, whole, effect);
    case 'sync-property':
      return syncProperty(world, whole, effect);
    case 'answer-attempt':
      return answerAttempt(world, whole, effect);
    case 'notify':
      return notify(world, whole, effect);
  }
}

/** Performs one effect; true when its result was stored with it, false when there was nothing to do. */
async function perform(world: World, effect: Effect): Promise<boolean> {
  switch (effect.kind) {
    case 'publish-checkpoint':
      return publishCheckpoint(world, effect);
    case 'erase-people':
      return erasePeople(world, effect);
    case 'run':
    case 'open-subtask':
    case 'write-comment':
    case 'sync-property':
    case 'answer-attempt':
    case 'notify':
      return performOnHandoff(world, effect);
  }
}

/** A closed effect as it is kept: without the words and names that it needed while it was open. */
function closed(effect: Effect, status: 'done' | 'failed'): Effect {
  switch (effect.kind) {
    case 'publish-checkpoint':
      return { ...effect, status };
    case 'erase-people':
      return { ...effect, status, walk: { ...effect.walk, names: [] } };
    case 'run':
    case 'open-subtask':
    case 'write-comment':
    case 'sync-property':
    case 'answer-attempt':
    case 'notify':
      return { ...effect, status, answer: null, notice: null };
  }
}

const codeOf = (error: unknown): string =>
  error instanceof PortError || error instanceof UseCaseError ? error.code : 'unexpected';

const isHopeless = (error: unknown): boolean =>
  error instanceof PortError && (error.code === 'refused' || error.code === 'not-visible');

/** Tries of what only tells people how things stand: after the first few the sweep takes it up, for some hours. */
const MAX_PATIENT_ATTEMPTS = 100;

const TELLING: ReadonlySet<Effect['kind']> = new Set(['sync-property', 'answer-attempt', 'notify']);

const mostAttempts = ({ kind }: Effect): number =>
  TELLING.has(kind) ? MAX_PATIENT_ATTEMPTS : MAX_EFFECT_ATTEMPTS;

/** Approvers (accounts) of the open gate who were asked and whose subtask the record does not know. */
function unmade(handoff: Handoff): readonly { readonly gate: GateKind; readonly approver: string }[] {
  const gate = openGate(handoff);
  if (gate === null) return [];
  return gate.seats
    .filter(({ askedAt, subtask }) => askedAt !== null && subtask === null)
    .map(({ approver }) => ({ gate: gate.plan.gate, approver: approver.accountId }));
}

/** What a write that names itself left in Jira, or null; raises what looking raises. */
async function findWritten(world: World, effect: HandoffEffect): Promise<unknown> {
  const handoff = await world.handoffs.load(effect.handoffId);
  if (handoff === null) return null;
  const { id: handoffId, issue } = handoff;
  if (effect.kind === 'write-comment')
    return world.jira.findMarkedComment(issue.id, { handoffId, purpose: 'write-back' });
  for (const { gate, approver } of unmade(handoff)) {
    const found = await world.jira.findApprovalSubtask(issue.id, { handoffId, gate, approver });
    if (found !== null) return found;
  }
  return null;
}

/**
 * Whether Jira may have taken a write whose answer was lost: such an effect is not given up before a look has said no, so that
 * no comment or subtask stands that the record does not know.
 */
async function mayBeWritten(world: World, effect: Effect): Promise<boolean> {
  if (effect.kind !== 'write-comment' && effect.kind !== 'open-subtask') return false;
  try {
    return (await findWritten(world, effect)) !== null;
  } catch {
    return true;
  }
}

async function isSpent(world: World, effect: Effect): Promise<boolean> {
  if (effect.attempts < mostAttempts(effect)) return false;
  return effect.attempts >= MAX_PATIENT_ATTEMPTS || !(await mayBeWritten(world, effect));
}

const failed = (effect: Effect, code: string) =>
  ({
    event: 'effect.failed',
    details: { effect: effect.kind, code, attempts: effect.attempts, attribution: 'integration' },
  }) as const;

const failedOnSite = (effect: Effect, code: string): SiteHappening => ({
  ...failed(effect, code),
  role: 'outbox',
  policy: null,
});

/** Ends the hand-off, where the step that failed leaves nothing else to do; else only records that it failed. */
async function endVisibly(world: World, effect: HandoffEffect, code: string): Promise<void> {
  const handoff = await world.handoffs.load(effect.handoffId);
  if (handoff === null) return;
  const event = effect.kind === 'open-subtask' ? 'lose-approver' : 'fail';
  if (TELLING.has(effect.kind) || !canHappen(handoff.state, event)) {
    const happening = failed(effect, code);
    return settleEffect(world, handoff, { effect: closed(effect, 'failed'), happening });
  }
  await commitStep(world, {
    before: handoff,
    after: advance(handoff, event, {
      at: world.clock.now(),
      explanation: `Jira or storage did not take the step “${effect.kind}” (${code}). Nothing was half done; hand it off again.`,
    }),
    actor: theApp('outbox'),
    happenings: [failed(effect, code)],
    effects: ['sync-property'],
  });
}

const DAY_MS = 86_400_000;

/** Nobody may give an erasure up: it is tried again a day later, and each such day is on record. */
async function putOff(world: World, effect: PeopleEffect, code: string): Promise<void> {
  const askedAt = new Date(Date.parse(world.clock.now()) + DAY_MS).toISOString();
  await settleOnSite(world, { ...effect, attempts: 0, askedAt }, failedOnSite(effect, code));
}

/** Stores what became of an effect; false, and nothing stored, when another delivery closed it meanwhile. */
async function save(world: World, effect: Effect): Promise<boolean> {
  try {
    await world.handoffs.saveEffect(effect);
    return true;
  } catch (error) {
    if (error instanceof PortError && error.code === 'conflict') return false;
    throw error;
  }
}

/** The effect is closed last: if ending the hand-off fails, it stays pending and is taken up again. */
async function giveUp(world: World, effect: Effect, code: string): Promise<void> {
  if (effect.kind === 'erase-people') return putOff(world, effect, code);
  if (effect.kind === 'publish-checkpoint')
    return settleOnSite(world, closed(effect, 'failed'), failedOnSite(effect, code));
  await endVisibly(world, effect, code);
  await save(world, closed(effect, 'failed'));
}

/** `left`: still pending, for the sweep. */
export type EffectResult = 'done' | 'retry' | 'gave-up' | 'left';

/**
 * Performs one effect of the outbox. Delivered at least once: an effect that is done is left alone, and each kind looks
 * before it acts. A failure asks for another try until the bound is reached, then ends the hand-off visibly, or is recorded
 * in the site's chain where the effect belongs to no hand-off.
 */
export async function performEffect(world: World, effectId: string): Promise<EffectResult> {
  const effect = await world.handoffs.loadEffect(effectId);
  if (effect?.status !== 'pending') return 'done';
  try {
    if (!(await perform(world, effect))) await save(world, closed(effect, 'done'));
    return 'done';
  } catch (error) {
    // Another delivery of the same effect may have come first, and this one may have stored how far it came.
    const stored = await world.handoffs.loadEffect(effectId);
    if (stored?.status !== 'pending') return 'done';
    const tried: Effect = { ...stored, attempts: stored.attempts + 1 };
    const code = codeOf(error);
    world.log.error('effect.failed', { effectId, kind: effect.kind, code, attempts: tried.attempts });
    if (isHopeless(error) || (await isSpent(world, tried))) {
      await giveUp(world, tried, code);
      return 'gave-up';
    }
    if (!(await save(world, tried))) return 'done';
    return tried.attempts < MAX_EFFECT_ATTEMPTS ? 'retry' : 'left';
  }
}
