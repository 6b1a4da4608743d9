import type { Checkpoint, Leaf } from '../../contract/checkpoint';
import { MerkleFrontier, type FrontierState } from '../../domain/audit/merkle';
import type { CheckpointStore } from '../checkpoint-store';
import { PortError } from '../port-error';
import { copyOf, pageOf, storeSiteEntry, type FakeMemory } from './fake-memory';

const PAGE = 50;

/** The port in memory. Leaves of a turn that is not ended are dropped with the turn. */
export function createFakeCheckpointStore(memory: FakeMemory): CheckpointStore {
  const { checkpoints } = memory;
  const pending = new Map<number, Leaf[]>();
  let turn = 0;
  let until: string | null = null;
  let history: FrontierState = new MerkleFrontier().toJSON();
  const newest = (): Checkpoint | null => copyOf(checkpoints.at(-1)?.checkpoint);
  return {
    newest: async () => newest(),
    read: async (index) => copyOf(checkpoints[index]?.checkpoint),
    list: async (cursor) => pageOf(checkpoints.map(({ checkpoint }) => checkpoint).reverse(), cursor, PAGE),
    leaves: async (index, page) => copyOf(checkpoints[index]?.pages[page]),
    lease: async (now, wanted) => {
      if (until !== null && until > now) return null;
      pending.clear();
      turn += 1;
      until = wanted;
      return { turn, newest: newest(), history };
    },
    saveLeaves: async (lease, page, leaves) => {
      if (lease.turn === turn) pending.set(page, structuredClone([...leaves]));
    },
    commit: async (lease, made) => {
      if (lease.turn !== turn) throw new PortError('conflict', 'Somebody else makes this checkpoint');
      storeSiteEntry(memory, made.entry);
      const pages = Array.from({ length: made.pages }, (_none, page) => pending.get(page) ?? []);
      checkpoints.push(structuredClone({ checkpoint: made.checkpoint, pages }));
      for (const effect of made.effects) memory.effects.set(effect.id, structuredClone(effect));
      ({ history } = made);
      turn += 1;
      until = null;
    },
    loadVerification: async () => copyOf(memory.verification ?? undefined),
    saveVerification: async (verification) => {
      memory.verification = structuredClone(verification);
    },
  };
}
