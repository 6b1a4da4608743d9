import type { AuditDetails, AuditEntry, AuditEvent } from '../contract/audit';
import type { Output } from '../contract/output';
import { COMPOSER } from '../domain/composer/compose';
import { appendEntries, EMPTY_CHAIN, type EntryDraft } from '../domain/audit/chain';
import { effectOf, type Effect, type EffectKind } from '../domain/handoff/effect';
import type { Handoff } from '../domain/handoff/handoff';
import type { Packet } from '../domain/packet/packet';
import type { IssueSlot } from '../ports/handoff-store';
import { PortError } from '../ports/port-error';
import { UseCaseError } from './use-case-error';
import type { World } from './world';

/** Who did a step: a person in a role, or the app on somebody's behalf. */
export interface Actor {
  readonly kind: AuditEntry['actor']['kind'];
  readonly accountId: string;
  readonly role: string;
  readonly requestId: string;
}

/** What an audit entry of this step says beyond what the hand-off's record says already. */
export interface Happening {
  readonly event: AuditEvent;
  readonly details: AuditDetails;
}

export interface Step {
  readonly before: Handoff | null;
  readonly after: Handoff;
  readonly actor: Actor;
  readonly happenings: readonly Happening[];
  readonly effects: readonly EffectKind[];
  readonly answer?: Effect['answer'];
  readonly packet?: Packet;
  readonly output?: Output;
  readonly slot?: IssueSlot;
}

/** The app itself as an actor: what it does without a person at the keyboard. */
export const theApp = (requestId: string): Actor => ({
  kind: 'app',
  accountId: 'app',
  role: 'ai-handoff app',
  requestId,
});

const toDraft = (step: Step, at: string, { event, details }: Happening): EntryDraft => ({
  event,
  at,
  actor: { kind: step.actor.kind, accountId: step.actor.accountId, role: step.actor.role },
  onBehalfOf: step.actor.kind === 'app' ? step.after.requester.accountId : null,
  requestId: step.actor.requestId,
  issue: { id: step.after.issue.id, key: step.after.issue.key },
  operation: step.after.operation,
  state: step.after.state,
  seal: step.after.seal,
  versions: {
    policy: step.after.decision.policyVersion,
    engine: `${COMPOSER.name} ${COMPOSER.version}`,
    template: COMPOSER.version,
    model: null,
  },
  details,
});

/**
 * Commits one step: state, audit entries and intended effects in one transaction (U3), then asks the queue to perform the
 * effects. A push that fails is not lost: the effect is stored, and the sweep pushes it again.
 * Raises `conflict` when somebody else changed the hand-off first.
 */
export async function commitStep(world: World, step: Step): Promise<Handoff> {
  const at = world.clock.now();
  const drafts = step.happenings.map((happening) => toDraft(step, at, happening));
  const { entries, head } = appendEntries(step.after.id, step.before?.chain ?? EMPTY_CHAIN, drafts);
  const after: Handoff = { ...step.after, chain: head, version: (step.before?.version ?? 0) + 1 };
  const effects = step.effects.map((kind) =>
    effectOf(after, kind, {
      askedAt: at,
      ...(kind === 'answer-attempt' ? { answer: step.answer ?? null } : {}),
    }),
  );
  const { packet, output, slot } = step;
  try {
    await world.handoffs.commit({
      before: step.before,
      after,
      entries,
      effects,
      ...(packet === undefined ? {} : { packet }),
      ...(output === undefined ? {} : { output }),
      ...(slot === undefined ? {} : { slot }),
    });
  } catch (cause) {
    if (cause instanceof PortError && cause.code === 'conflict') {
      throw new UseCaseError(
        'conflict',
        'This hand-off changed while you were looking. Check it and try again.',
        cause,
      );
    }
    throw cause;
  }
  for (const effect of effects) await pushEffect(world, effect.id);
  return after;
}

async function pushEffect(world: World, effectId: string): Promise<void> {
  try {
    await world.queue.pushEffect(effectId);
  } catch (cause) {
    world.log.error('queue.push-failed', {
      effectId,
      code: cause instanceof PortError ? cause.code : 'unexpected',
    });
  }
}
