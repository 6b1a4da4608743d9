import type { Effect } from '../../domain/handoff/effect';

type Stripped<T> = T extends Effect ? Omit<T, 'id' | 'status' | 'askedAt'> : never;

/**
 * An effect as its entity's row, nothing twice: its id is the key. One that is done leaves only that it is done, because its
 * result is an entry of the chain.
 */
export interface EffectRow {
  readonly status: Effect['status'];
  readonly askedAt: string;
  readonly body?: Stripped<Effect>;
}

/** Splits an effect into its row; the key is the effect's id. */
export function toEffectRow({ id, status, askedAt, ...body }: Effect): EffectRow {
  return status === 'done' ? { status, askedAt } : { status, askedAt, body };
}

/** The effect that a row stands for; null for one that is done. */
export const fromEffectRow = (id: string, { status, askedAt, body }: EffectRow): Effect | null =>
  body === undefined ? null : { id, status, askedAt, ...body };
