import type { Output } from '../../contract/output';
import type { Handoff } from '../handoff/handoff';
import type { Packet } from '../packet/packet';

/** A hand-off with the texts that lie beside its chain. */
export interface Texts {
  readonly handoff: Handoff;
  readonly packet: Packet;
  readonly output: Output | null;
}

/** What an erasure leaves, and the names of what it took, as the entry `record.erased` says them. */
export interface Erasure extends Texts {
  readonly bodies: readonly string[];
}

/** Whether two values of one shape, made with their keys in one order, differ. */
export const differs = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) !== JSON.stringify(other);
