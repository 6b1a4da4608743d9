import { NO_FIELDS } from '../ports/jira';
import { MAX_EFFECT_ATTEMPTS, type Effect } from '../domain/handoff/effect';
import { advance } from '../domain/handoff/handoff';
import { canHappen, isEnd } from '../domain/lifecycle/lifecycle';
import { toAdf } from '../domain/writeback/adf';
import { PortError } from '../ports/port-error';
import type { WholeHandoff } from '../ports/handoff-store';
import { commitStep, theApp } from './commit-step';
import { openSubtask } from './open-subtask';
import { runEngine } from './run-engine';
import { UseCaseError } from './use-case-error';
import type { World } from './world';
import { writeBack } from './write-back';

/** The issue property that JQL and workflow rules see: the state that is stored now, whenever this runs. */
async function syncProperty(world: World, { handoff }: WholeHandoff): Promise<void> {
  await world.jira.setIssueProperty(handoff.issue.id, 'ai-handoff', {
    handoffId: handoff.id,
    state: handoff.state,
    operation: handoff.operation,
    updatedAt: handoff.updatedAt,
    ...(isEnd(handoff.state) ? { outcome: handoff.state } : {}),
  });
}

async function answerAttempt(world: World, effect: Effect): Promise<void> {
  if (effect.answer === null) return;
  const { subtaskId, changeId, sentence } = effect.answer;
  const mark = { handoffId: effect.handoffId, purpose: `answer-${changeId}` };
  if ((await world.jira.findMarkedComment(subtaskId, mark)) !== null) return;
  const header = await world.jira.readHeader(subtaskId, NO_FIELDS);
  if (header === null) return;
  const issue = { id: subtaskId, projectType: header.reading.projectType };
  await world.jira.addInternalComment(issue, toAdf([{ kind: 'text', text: sentence }]), mark);
}

async function perform(world: World, effect: Effect, whole: WholeHandoff): Promise<void> {
  switch (effect.kind) {
    case 'run':
      return runEngine(world, whole);
    case 'open-subtask':
      return openSubtask(world, whole);
    case 'write-comment':
      return writeBack(world, whole);
    case 'sync-property':
      return syncProperty(world, whole);
    case 'answer-attempt':
      return answerAttempt(world, effect);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof PortError || error instanceof UseCaseError ? error.code : 'unexpected';

const isFinal = (error: unknown, attempts: number): boolean =>
  attempts >= MAX_EFFECT_ATTEMPTS ||
  (error instanceof PortError && (error.code === 'refused' || error.code === 'not-visible'));

async function endVisibly(world: World, effect: Effect, code: string): Promise<void> {
  const handoff = await world.handoffs.load(effect.handoffId);
  if (handoff === null || effect.kind === 'sync-property' || effect.kind === 'answer-attempt') return;
  const event = effect.kind === 'open-subtask' ? 'lose-approver' : 'fail';
  if (!canHappen(handoff.state, event)) return;
  await commitStep(world, {
    before: handoff,
    after: advance(handoff, event, {
      at: world.clock.now(),
      explanation: `Jira or storage did not take the step “${effect.kind}” (${code}). Nothing was half done; hand it off again.`,
    }),
    actor: theApp('outbox'),
    happenings: [
      { event: 'effect.failed', details: { effect: effect.kind, code, attempts: effect.attempts } },
    ],
    effects: ['sync-property'],
  });
}

/** The effect is closed last: if ending the hand-off fails, it stays pending and is taken up again. */
async function giveUp(world: World, effect: Effect, code: string): Promise<void> {
  await endVisibly(world, effect, code);
  await world.handoffs.saveEffect({ ...effect, status: 'failed' });
}

export type EffectResult = 'done' | 'retry' | 'gave-up';

/**
 * Performs one effect of the outbox. Delivered at least once: an effect that is done is left alone, and each kind looks
 * before it acts. A failure asks for another try until the bound is reached, then ends the hand-off visibly.
 */
export async function performEffect(world: World, effectId: string): Promise<EffectResult> {
  const effect = await world.handoffs.loadEffect(effectId);
  if (effect?.status !== 'pending') return 'done';
  const whole = await world.handoffs.loadWhole(effect.handoffId);
  if (whole === null) return 'done';
  try {
    await perform(world, effect, whole);
  } catch (error) {
    const tried: Effect = { ...effect, attempts: effect.attempts + 1 };
    const code = codeOf(error);
    world.log.error('effect.failed', { effectId, kind: effect.kind, code, attempts: tried.attempts });
    if (isFinal(error, tried.attempts)) {
      await giveUp(world, tried, code);
      return 'gave-up';
    }
    await world.handoffs.saveEffect(tried);
    return 'retry';
  }
  await world.handoffs.saveEffect({ ...effect, status: 'done' });
  return 'done';
}
