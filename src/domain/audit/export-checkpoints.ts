import { z } from 'zod';
import { CheckpointSchema, type Checkpoint, type ExportRecord, type Leaf } from '../../contract/checkpoint';
import type { BrokenEntry } from './chain';
import {
  ANY_CHECKPOINT,
  checkCheckpoint,
  checkpointId,
  FIRST_CHECKPOINT,
  LeafTree,
  type CheckpointWalk,
} from './checkpoint';
import type { Note } from './checkpoint-note';
import type { Covered } from './export-chains';
import { FrontierSchema } from './export-tally';
import { MerkleFrontier } from './merkle';

type LeavesRecord = Extract<ExportRecord, { readonly record: 'leaves' }>;

const Count = z.number().int().min(0);

/** Where the checkpoints of an export stand, as plain JSON. */
export const CheckpointsStateSchema = z.strictObject({
  walk: z.strictObject({ previous: CheckpointSchema.nullable(), history: FrontierSchema.nullable() }),
  /** The first checkpoint of the file. */
  first: CheckpointSchema.nullable(),
  /** The leaves of the newest checkpoint so far. */
  leaves: z.strictObject({ tree: FrontierSchema, lastChain: z.string() }),
  hiddenHere: Count,
  hidden: Count,
});
export type CheckpointsState = z.infer<typeof CheckpointsStateSchema>;

/** What is to be expected of the checkpoints of a file. */
export interface CheckpointRules {
  /** Whether the first one is checkpoint 0. */
  readonly isFromFirst: boolean;
  /** Whether some may be left out, and a checkpoint may stand without its leaves, as in a bundle. */
  readonly isSelection: boolean;
  /** A note that was kept elsewhere, if there is one. */
  readonly note: Note | null;
}

const startOf = (rules: CheckpointRules): CheckpointsState => ({
  walk: rules.isFromFirst ? FIRST_CHECKPOINT : ANY_CHECKPOINT,
  first: null,
  leaves: new LeafTree().toJSON(),
  hiddenHere: 0,
  hidden: 0,
});

/** The checkpoints of an export with their leaves, in the order of the file. */
export class ExportCheckpoints {
  private walk: CheckpointWalk;
  private first: Checkpoint | null;
  private leaves: LeafTree;
  private hiddenHere: number;
  private hidden: number;

  constructor(
    private readonly rules: CheckpointRules,
    state: CheckpointsState = startOf(rules),
  ) {
    ({ walk: this.walk, first: this.first, hiddenHere: this.hiddenHere, hidden: this.hidden } = state);
    this.leaves = new LeafTree(state.leaves);
  }

  /** The most chains that one checkpoint withholds: a chain's hashes of several checkpoints cannot be told to be one chain. */
  get withheld(): number {
    return this.hidden;
  }

  /** The time that the checkpoints cover; null without any. */
  get covered(): Covered | null {
    const [first, last] = [this.first, this.walk.previous];
    return first === null || last === null ? null : { from: first.from, to: last.to };
  }

  /** Takes the next checkpoint, when the leaves of the one before are whole. */
  add(checkpoint: Checkpoint): BrokenEntry | null {
    const open = this.findUnfinished();
    if (open !== null) return open;
    const { previous } = this.walk;
    const isGap = previous !== null && checkpoint.index > previous.index + 1;
    const checked = checkCheckpoint(this.rules.isSelection && isGap ? ANY_CHECKPOINT : this.walk, checkpoint);
    if ('broken' in checked) return checked.broken;
    this.walk = checked.walk;
    this.first ??= checkpoint;
    this.leaves = new LeafTree();
    this.hiddenHere = 0;
    return this.findContradiction(checkpoint.index);
  }

  private findContradiction(index: number): BrokenEntry | null {
    const { note } = this.rules;
    const { history } = this.walk;
    if (note === null || history?.size !== note.size) return null;
    const holds = new MerkleFrontier(history).root() === note.root;
    return holds ? null : { id: checkpointId(index), why: 'the note that was kept names another history' };
  }

  /** Takes a page of the newest checkpoint's leaves; `expect` says why one cannot follow those of older checkpoints. */
  addLeaves(record: LeavesRecord, expect: (leaf: Leaf) => string | null): BrokenEntry | null {
    const broken = (why: string): BrokenEntry => ({ id: checkpointId(record.checkpoint), why });
    if (record.checkpoint !== this.walk.previous?.index) return broken('its leaves do not stand behind it');
    for (const leaf of record.leaves) {
      if (typeof leaf === 'string') {
        this.leaves.addHidden(leaf);
        this.hiddenHere += 1;
        continue;
      }
      if (!this.leaves.canTake(leaf.chain)) return broken(`its leaf of ${leaf.chain} is not in order`);
      const why = expect(leaf);
      if (why !== null) return broken(why);
      this.leaves.add(leaf);
    }
    this.hidden = Math.max(this.hidden, this.hiddenHere);
    return null;
  }

  /** The newest checkpoint, when the leaves behind it are not all of its leaves. */
  private findUnfinished(): BrokenEntry | null {
    const { previous } = this.walk;
    const { chains } = this.leaves;
    if (previous === null || (this.rules.isSelection && chains === 0)) return null;
    const broken = (why: string): BrokenEntry => ({ id: checkpointId(previous.index), why });
    if (chains !== previous.chains) return broken(`it has ${chains} leaves, expected ${previous.chains}`);
    return this.leaves.root() === previous.root ? null : broken('its leaves do not give its root');
  }

  /** What is wrong when no further checkpoint comes. */
  finish(): BrokenEntry | null {
    const open = this.findUnfinished();
    if (open !== null) return open;
    const { note } = this.rules;
    return note === null || note.size <= (this.walk.history?.size ?? 0)
      ? null
      : { id: checkpointId(note.size - 1), why: 'the file does not lead to it, and so not to the note' };
  }

  toJSON(): CheckpointsState {
    const { walk, first, leaves, hiddenHere, hidden } = this;
    return { walk, first, leaves: leaves.toJSON(), hiddenHere, hidden };
  }
}
