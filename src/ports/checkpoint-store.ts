import type { Checkpoint, Leaf } from '../contract/checkpoint';
import type { Verification } from '../contract/trail';
import type { FrontierState } from '../domain/audit/merkle';
import type { Effect } from '../domain/handoff/effect';
import type { SiteDraft } from './audit-store';
import type { Page } from './handoff-store';

/** The turn to make one checkpoint: its leaves are stored under the turn, so that two makers never mix theirs. */
export interface Lease {
  readonly turn: number;
  readonly newest: Checkpoint | null;
  /** The RFC 6962 tree that `newest` names: over the hashes of all checkpoints before it. */
  readonly history: FrontierState;
}

/** A checkpoint to store: with the tree that it names, the number of its pages of leaves, its entry and what it asks for. */
export interface MadeCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly history: FrontierState;
  readonly pages: number;
  readonly entry: SiteDraft;
  readonly effects: readonly Effect[];
}

/** Checkpoints with their leaves, and the place of the walk over everything. */
export interface CheckpointStore {
  /** The newest checkpoint, by key; null before the first. */
  newest(): Promise<Checkpoint | null>;
  read(index: number): Promise<Checkpoint | null>;
  /** Newest first. */
  list(cursor: string | null): Promise<Page<Checkpoint>>;
  /** One page (at most 500, in order of chain name) of a checkpoint's leaves, from page 0 on; null past the last. */
  leaves(index: number, page: number): Promise<readonly Leaf[] | null>;
  /**
   * Takes the turn to make the next checkpoint until `until`, or gives null while somebody else has it (times ISO 8601). What
   * a turn that was not ended left behind is removed.
   */
  lease(now: string, until: string): Promise<Lease | null>;
  saveLeaves(lease: Lease, page: number, leaves: readonly Leaf[]): Promise<void>;
  /**
   * Stores the checkpoint, its entry in the site's chain and the effects in one transaction, and ends the turn; raises
   * `conflict` when the turn was lost.
   */
  commit(lease: Lease, made: MadeCheckpoint): Promise<void>;
  loadVerification(): Promise<StoredVerification | null>;
  saveVerification(verification: StoredVerification): Promise<void>;
}

/** A verification with the place where it goes on: the order of the last chain that holds, and the next checkpoint. */
export interface StoredVerification extends Verification {
  readonly after: string | null;
  readonly nextCheckpoint: number;
}
