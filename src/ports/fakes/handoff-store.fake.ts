import { isEnd } from '../../domain/lifecycle/lifecycle';
import type { Handoff } from '../../domain/handoff/handoff';
import type { HandoffCommit, HandoffStore } from '../handoff-store';
import { PortError } from '../port-error';
import { copyOf, pageOf, storeEntries, type FakeMemory } from './fake-memory';

const PAGE = 20;

const conflict = (what: string): PortError =>
  new PortError('conflict', `Storage has another version of ${what}`);

function assertCurrent(memory: FakeMemory, { before, after, slot }: HandoffCommit): void {
  const stored = memory.handoffs.get(after.id)?.version ?? null;
  if (before !== null && stored !== before.version) throw conflict('the hand-off');
  if (slot !== undefined && memory.slots.get(slot.issueId)?.version !== slot.version)
    throw conflict('the slot');
}

function store(memory: FakeMemory, change: HandoffCommit): void {
  const { after, entries, effects, packet, output, slot } = structuredClone(change);
  memory.handoffs.set(after.id, after);
  storeEntries(memory, entries);
  for (const effect of effects) memory.effects.set(effect.id, effect);
  if (packet !== undefined) memory.packets.set(after.id, packet);
  if (output !== undefined) memory.outputs.set(after.id, output);
  if (slot !== undefined) memory.slots.set(slot.issueId, { ...slot, version: slot.version + 1 });
}

const newestFirst = (handoffs: Iterable<Handoff>): readonly Handoff[] =>
  [...handoffs].sort((a, b) => (a.requestedAt < b.requestedAt ? 1 : a.requestedAt > b.requestedAt ? -1 : 0));

/** The port in memory. Checks come before the first write and nothing awaits between, so a commit is all or nothing. */
export function createFakeHandoffStore(memory: FakeMemory): HandoffStore {
  return {
    ensureSlot: async (issueId) => {
      const slot = memory.slots.get(issueId) ?? {
        issueId,
        version: 0,
        latestHandoffId: null,
        handoffCount: 0,
      };
      memory.slots.set(issueId, slot);
      return structuredClone(slot);
    },
    load: async (handoffId) => copyOf(memory.handoffs.get(handoffId)),
    loadWhole: async (handoffId) => {
      const handoff = memory.handoffs.get(handoffId);
      const packet = memory.packets.get(handoffId);
      if (handoff === undefined || packet === undefined) return null;
      return structuredClone({ handoff, packet, output: memory.outputs.get(handoffId) ?? null });
    },
    commit: async (change) => {
      assertCurrent(memory, change);
      store(memory, change);
      return structuredClone(change.after);
    },
    listByIssue: async (issueId, cursor) =>
      pageOf(
        newestFirst(memory.handoffs.values()).filter((handoff) => handoff.issue.id === issueId),
        cursor,
        PAGE,
      ),
    listNewest: async (cursor) => pageOf(newestFirst(memory.handoffs.values()), cursor, PAGE),
    listDue: async (state, now) =>
      structuredClone(
        [...memory.handoffs.values()].filter(
          (handoff) =>
            handoff.state === state && !isEnd(state) && handoff.dueAt !== null && handoff.dueAt <= now,
        ),
      ),
    loadEffect: async (effectId) => copyOf(memory.effects.get(effectId)),
    saveEffect: async (effect) => {
      memory.effects.set(effect.id, structuredClone(effect));
    },
    listPendingEffects: async (before) =>
      structuredClone(
        [...memory.effects.values()].filter(
          (effect) => effect.status === 'pending' && effect.askedAt < before,
        ),
      ),
  };
}
