import type { Checkpoint } from '../../contract/checkpoint';
import { DomainError } from '../domain-error';
import { grow } from './checkpoint';
import { MerkleFrontier, verifyConsistency, type FrontierState } from './merkle';

const ORIGIN = 'ai-handoff/audit';
const NOTE = /^ai-handoff\/audit\n([1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n$/u;

/** The history tree up to and with one checkpoint, as a note carries it: number of checkpoints, and root (64 hex digits). */
export interface Note {
  readonly size: number;
  readonly root: string;
}

/** The note of a checkpoint, as data. Throws `broken-chain` when `history` is not the tree that the checkpoint names. */
export function noteOf(checkpoint: Checkpoint, history: FrontierState): Note {
  const { size, root } = checkpoint.history;
  if (history.size !== size || new MerkleFrontier(history).root() !== root)
    throw new DomainError('broken-chain', 'The history does not belong to the checkpoint');
  const tree = grow(history, checkpoint);
  return { size: tree.size, root: new MerkleFrontier(tree).root() };
}

/**
 * The text of a note: the three lines of a C2SP tlog-checkpoint body (origin, size, root in base64), for keeping outside the
 * system. It is not signed: who keeps it must know where it came from.
 */
export const toNote = ({ size, root }: Note): string =>
  `${ORIGIN}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`;

/** Reads a note, strictly: null for anything that `toNote` does not write. `text` is hostile. */
export function readNote(text: string): Note | null {
  const [, size, root] = NOTE.exec(text) ?? [];
  if (size === undefined || root === undefined) return null;
  const note = { size: Number(size), root: Buffer.from(root, 'base64').toString('hex') };
  // The last character of the base64 of 32 bytes has two bits that carry nothing: they must be zero.
  return toNote(note) === text ? note : null;
}

/** Whether the older note's history is the beginning of the newer one's, by a proof of RFC 6962 §2.1.2. */
export const isConsistent = (older: Note, newer: Note, proof: readonly string[]): boolean =>
  verifyConsistency({
    oldSize: older.size,
    newSize: newer.size,
    oldRoot: older.root,
    newRoot: newer.root,
    proof,
  });
