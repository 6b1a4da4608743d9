/** What the app intends to do outside its storage (outbox). `run` is the engine, the rest are writes to Jira. */
export type EffectKind = 'run' | 'open-subtask' | 'write-comment' | 'sync-property' | 'answer-attempt';

/** An intended effect, stored in the transaction that decided it, performed by the consumer (design, Where it runs). */
export interface Effect {
  readonly id: string;
  readonly handoffId: string;
  readonly kind: EffectKind;
  readonly status: 'pending' | 'done' | 'failed';
  readonly attempts: number;
  readonly askedAt: string;
  /** Only for `answer-attempt`: which subtask, which change, and the sentence of the answer. */
  readonly answer: {
    readonly subtaskId: string;
    readonly changeId: string;
    readonly sentence: string;
  } | null;
}

/** After so many tries an effect is given up, recorded as failed and shown. */
export const MAX_EFFECT_ATTEMPTS = 5;

/** An effect of a hand-off. Its id names the version that asked for it, so that asking twice is asking once. */
export const effectOf = (
  handoff: { readonly id: string; readonly version: number },
  kind: EffectKind,
  details: { readonly askedAt: string; readonly answer?: Effect['answer'] },
): Effect => ({
  id: `${handoff.id}.${handoff.version}.${kind}`,
  handoffId: handoff.id,
  kind,
  status: 'pending',
  attempts: 0,
  askedAt: details.askedAt,
  answer: details.answer ?? null,
});
