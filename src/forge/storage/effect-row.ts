import type { Effect, HandoffEffect } from '../../domain/handoff/effect';

type Stripped<T> = T extends HandoffEffect
  ? Omit<T, 'id' | 'status' | 'askedAt' | 'handoffId' | 'answer' | 'notice'> &
      Partial<Pick<T, 'answer' | 'notice'>>
  : T extends Effect
    ? Omit<T, 'id' | 'status' | 'askedAt'>
    : never;

/**
 * An effect as its entity's row, nothing twice: its id is the key, and of a hand-off's effect that begins with the hand-off.
 * One that is done leaves only that it is done, because its result is an entry of the chain.
 */
export interface EffectRow {
  readonly status: Effect['status'];
  readonly askedAt: string;
  readonly body?: Stripped<Effect>;
}

function strip(effect: Effect): Stripped<Effect> {
  if (!('handoffId' in effect)) {
    const { id: _id, status: _status, askedAt: _askedAt, ...body } = effect;
    return body;
  }
  const { kind, attempts, answer, notice } = effect;
  return {
    kind,
    attempts,
    ...(answer === null ? {} : { answer }),
    ...(notice === null ? {} : { notice }),
  };
}

/** Splits an effect into its row; the key is the effect's id. */
export function toEffectRow(effect: Effect): EffectRow {
  const { status, askedAt } = effect;
  return status === 'done' ? { status, askedAt } : { status, askedAt, body: strip(effect) };
}

/** The effect that a row stands for; null for one that is done. */
export function fromEffectRow(id: string, { status, askedAt, body }: EffectRow): Effect | null {
  if (body === undefined) return null;
  const all = { id, status, askedAt };
  if (body.kind === 'publish-checkpoint' || body.kind === 'erase-people') return { ...all, ...body };
  return { ...all, answer: null, notice: null, ...body, handoffId: id.slice(0, id.indexOf('.')) };
}
