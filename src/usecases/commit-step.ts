import { ActorRefSchema, type EntryDraft } from '../contract/audit';
import { appendEntries, type ChainChange } from '../domain/audit/chain';
import { accountsIn, withRefs, type Happening } from '../domain/audit/happening';
import {
  effectOf,
  type Effect,
  type EffectKind,
  type HandoffEffect,
  type Notice,
} from '../domain/handoff/effect';
import type { Handoff } from '../domain/handoff/handoff';
import { LimitReached, type Take } from '../ports/handoff-store';
import { PortError } from '../ports/port-error';
import { everybodyElse, partsOf, takesPart, withMarks, type RefOf, type StoredParts } from './step-parts';
import { UseCaseError } from './use-case-error';
import type { World } from './world';

/** Who did a step: a person in a role, or the app on somebody's behalf. */
export interface Actor {
  readonly kind: 'person' | 'app';
  readonly accountId: string;
  readonly role: string;
  readonly requestId: string;
}

export interface Step extends StoredParts {
  readonly actor: Actor;
  readonly effects: readonly EffectKind[];
  /** The effect that this step is the result of: closed in the same transaction. */
  readonly settles?: Effect | null;
  readonly answer?: HandoffEffect['answer'];
  /** What the step's effect `notify` tells whom. */
  readonly notice?: Notice | null;
}

/** The app itself as an actor: what it does without a person at the keyboard. */
export const theApp = (requestId: string): Actor => ({
  kind: 'app',
  accountId: 'app',
  role: 'ai-handoff app',
  requestId,
});

/** The parts of an entry that say who, on which hand-off and under which versions. */
function subjectOf(
  handoff: Handoff,
  actor: Actor,
  refOf: RefOf,
): Omit<EntryDraft, 'event' | 'details' | 'at'> {
  const { engine } = handoff;
  return {
    actor:
      actor.kind === 'app'
        ? { kind: 'app', ref: 'app', role: actor.role }
        : { kind: 'person', ref: refOf(actor.accountId), role: actor.role },
    onBehalfOf: actor.kind === 'app' ? refOf(handoff.requester.accountId) : null,
    requestId: actor.requestId,
    issue: { id: handoff.issue.id, key: handoff.issue.key },
    operation: handoff.operation,
    state: handoff.state,
    seal: handoff.seal,
    versions: {
      policy: handoff.policyVersion,
      engine: `${engine.name} ${engine.version}`,
      prompt: engine.prompt,
      // The composer's and the manual template's own version; a model has none.
      template: engine.model === null ? engine.version : null,
      model: engine.model,
    },
    checks: [],
    bodies: [],
  };
}

/** In the record of a hand-off an erased person's reference stands where the account stood. */
const isErased = (accountId: string): boolean => ActorRefSchema.safeParse(accountId).success;

/** What is said of a hand-off in one step, and everybody else whose reference the step needs. */
interface Said {
  readonly handoff: Handoff;
  readonly actor: Actor;
  readonly happenings: readonly Happening[];
  readonly at: string;
  readonly others?: readonly string[];
}

/** The chain of a hand-off, opened for a step: where it stands and who the step names. */
async function chainOf(
  world: World,
  { handoff, actor, happenings, at, others = [] }: Said,
): Promise<ChainChange & { readonly refOf: RefOf }> {
  const people = [
    handoff.requester.accountId,
    // Stored with the record from the start, so known by a reference from the start: it is reported (docs/privacy.md).
    handoff.owner.accountId,
    ...(actor.kind === 'person' ? [actor.accountId] : []),
    ...happenings.flatMap(accountsIn),
    ...others,
  ];
  const { head, startedAt, refs } = await world.audit.open(
    handoff.id,
    [...new Set(people)].filter((accountId) => !isErased(accountId)),
  );
  const refOf: RefOf = (accountId) => (isErased(accountId) ? accountId : (refs.get(accountId) ?? 'unknown'));
  const subject = subjectOf(handoff, actor, refOf);
  const drafts = happenings.map(
    ({ details, ...happening }) =>
      ({ ...subject, ...happening, at, details: withRefs(details, refOf) }) as EntryDraft,
  );
  const appended = appendEntries(handoff.id, head, drafts);
  return {
    chain: handoff.id,
    startedAt,
    before: head,
    after: appended.head,
    entries: appended.entries,
    refOf,
  };
}

const MAX_TRIES = 5;

const isConflict = (error: unknown): boolean => error instanceof PortError && error.code === 'conflict';

/**
 * Appends to the chain of a hand-off and stores what belongs to the entry with it. When only the chain moved meanwhile, which
 * an effect's result may do beside the record, the entries are made again on the new head, a bounded number of times.
 */
async function onChain(
  world: World,
  said: Said,
  attempt: {
    readonly store: (change: Awaited<ReturnType<typeof chainOf>>) => Promise<void>;
    readonly isOver: () => Promise<boolean>;
  },
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await attempt.store(await chainOf(world, said));
      return;
    } catch (error) {
      if (!isConflict(error) || tries >= MAX_TRIES || (await attempt.isOver())) throw error;
    }
  }
}

function effectsOf(step: Step, after: Handoff, at: string): readonly Effect[] {
  const asked = step.effects.map((kind) =>
    effectOf(after, kind, {
      askedAt: at,
      ...(kind === 'answer-attempt' ? { answer: step.answer ?? null } : {}),
      ...(kind === 'notify' ? { notice: step.notice ?? null } : {}),
    }),
  );
  const settled = step.settles ?? null;
  return settled === null ? asked : [...asked, { ...settled, status: 'done' }];
}

const STALE = 'This hand-off changed while you were looking. Check it and try again.';

/** Which limit is reached, and what to do then. */
const LIMITS: Readonly<Record<Take['scope'], string>> = {
  person: 'You have handed off as much as the policy allows one person in a day. Try again tomorrow (UTC).',
  project:
    'This project has handed off as much as the policy allows in a day. Try again tomorrow (UTC), or ask an admin.',
  class:
    'As much of this kind of operation was handed off as the policy allows in a day. Try again tomorrow (UTC), or ask an admin.',
  bypass: 'The bypass that this needs is used up. Ask an admin.',
};

/**
 * Commits one step: state, audit entries and intended effects in one transaction (U3), then asks the queue to perform the
 * effects. A push that fails is not lost: the effect is stored, and the sweep pushes it again.
 * Raises `conflict` when somebody else changed the hand-off first, `too-many` when a limit is reached.
 */
export async function commitStep(world: World, step: Step): Promise<Handoff> {
  const at = world.clock.now();
  const after: Handoff = { ...step.after, version: (step.before?.version ?? 0) + 1 };
  const effects = effectsOf(step, after, at);
  const { before, slot } = step;
  const isOver = async (): Promise<boolean> =>
    before === null
      ? (await world.policies.desk(after.issue.id)).slot?.version !== slot?.version
      : (await world.handoffs.load(after.id))?.version !== before.version;
  const { actor, happenings } = step;
  try {
    await onChain(
      world,
      { handoff: after, actor, happenings, at, others: everybodyElse(step) },
      {
        isOver,
        store: async ({ refOf, ...chain }) => {
          const commit = { before, after, chain, effects, marks: [], ...partsOf(step, refOf, at) };
          await world.handoffs.commit(withMarks(commit, [...takesPart(step, refOf), ...(step.marks ?? [])]));
        },
      },
    );
  } catch (cause) {
    if (cause instanceof LimitReached) throw new UseCaseError('too-many', LIMITS[cause.take.scope], cause);
    if (isConflict(cause)) throw new UseCaseError('conflict', STALE, cause);
    throw cause;
  }
  for (const effect of effects) if (effect.status === 'pending') await pushEffect(world, effect.id);
  return after;
}

/** Records what became of an effect that changes nothing in the hand-off's record: entry and effect in one transaction. */
export async function settleEffect(
  world: World,
  handoff: Handoff,
  { effect, happening }: { readonly effect: Effect; readonly happening: Happening },
): Promise<void> {
  const at = world.clock.now();
  await onChain(
    world,
    { handoff, actor: theApp('outbox'), happenings: [happening], at },
    {
      store: ({ refOf: _refOf, ...chain }) => world.handoffs.settleEffect(effect, chain),
      isOver: async () => (await world.handoffs.loadEffect(effect.id))?.status !== 'pending',
    },
  );
}

/** Asks the queue for an effect that is stored. A push that fails is not lost: the sweep pushes it again. */
export async function pushEffect(world: World, effectId: string): Promise<void> {
  try {
    await world.queue.pushEffect(effectId);
  } catch (cause) {
    world.log.error('queue.push-failed', {
      effectId,
      code: cause instanceof PortError ? cause.code : 'unexpected',
    });
  }
}
