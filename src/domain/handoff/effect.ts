import type { ActorRef } from '../../contract/audit';
import type { Note } from '../audit/checkpoint-note';

/** What the app intends to do for a hand-off (outbox). `run` is the engine, the rest are writes to Jira. */
export type EffectKind =
  'run' | 'open-subtask' | 'write-comment' | 'sync-property' | 'answer-attempt' | 'notify';

/** What all effects have: stored in the transaction that decided it, performed by the consumer (design, Where it runs). */
interface Intended {
  readonly id: string;
  readonly status: 'pending' | 'done' | 'failed';
  readonly attempts: number;
  /** When it was asked for, or to when it was put off (ISO 8601): the sweep pushes it again from then on. */
  readonly askedAt: string;
}

/** An effect of a hand-off. */
export interface HandoffEffect extends Intended {
  readonly kind: EffectKind;
  readonly handoffId: string;
  /** Only for `answer-attempt`, until it is closed: which subtask, which change, and the sentence of the answer. */
  readonly answer: {
    readonly subtaskId: string;
    readonly changeId: string;
    readonly sentence: string;
  } | null;
  /** Only for `notify`, until it is closed: who is told what, on which issue. Plain text. */
  readonly notice: Notice | null;
}

/** A notification that Jira sends people about an issue. */
export interface Notice {
  readonly issueKey: string;
  readonly accountIds: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** A checkpoint's way out of storage, with the note that only its maker knew the history for. */
export interface CheckpointEffect extends Intended {
  readonly kind: 'publish-checkpoint';
  readonly checkpoint: number;
  readonly note: Note;
}

/** Where a walk over all hand-offs stands, newest first, that takes closed accounts out of them. */
export interface PeopleWalk {
  readonly refs: readonly ActorRef[];
  /** Display names under which records show them; emptied when the walk ends. */
  readonly names: readonly string[];
  /** Hand-offs requested after this time (ISO 8601) are done; null at the start. */
  readonly place: string | null;
  /** Whether a name was learnt after the walk had passed hand-offs that may hold it. */
  readonly hasNewName: boolean;
  /** Whether an open hand-off was left as it is. */
  readonly hasOpen: boolean;
}

/** The erasure of people whose accounts were closed. */
export interface PeopleEffect extends Intended {
  readonly kind: 'erase-people';
  readonly walk: PeopleWalk;
}

export type Effect = HandoffEffect | CheckpointEffect | PeopleEffect;

/** After so many tries an effect is given up, recorded as failed and shown. */
export const MAX_EFFECT_ATTEMPTS = 5;

const intended = (id: string, askedAt: string): Intended => ({ id, status: 'pending', attempts: 0, askedAt });

/** An effect of a hand-off. Its id names the version that asked for it, so that asking twice is asking once. */
export const effectOf = (
  handoff: { readonly id: string; readonly version: number },
  kind: EffectKind,
  details: {
    readonly askedAt: string;
    readonly answer?: HandoffEffect['answer'];
    readonly notice?: Notice | null;
  },
): HandoffEffect => ({
  ...intended(`${handoff.id}.${handoff.version}.${kind}`, details.askedAt),
  kind,
  handoffId: handoff.id,
  answer: details.answer ?? null,
  notice: details.notice ?? null,
});

/** The publishing of a checkpoint; one for each. `askedAt` is ISO 8601. */
export const publishEffectOf = (checkpoint: number, note: Note, askedAt: string): CheckpointEffect => ({
  ...intended(`checkpoint-${checkpoint}.publish-checkpoint`, askedAt),
  kind: 'publish-checkpoint',
  checkpoint,
  note,
});

/** The erasure of the people of one report. All have the same first part in their ids: the queue performs one at a time. */
export const erasePeopleEffectOf = (refs: readonly ActorRef[], askedAt: string): PeopleEffect => ({
  ...intended(`erase-people.${askedAt}`, askedAt),
  kind: 'erase-people',
  walk: { refs, names: [], place: null, hasNewName: false, hasOpen: false },
});
