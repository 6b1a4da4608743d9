import { isEnd } from '../../domain/lifecycle/lifecycle';
import type { Effect } from '../../domain/handoff/effect';
import type { Handoff } from '../../domain/handoff/handoff';
import type { Mark, Wait } from '../audit-store';
import {
  LimitReached,
  MOST_WRITES,
  type HandoffCommit,
  type HandoffIndex,
  type HandoffStore,
  type Take,
  writesIn,
} from '../handoff-store';
import { PortError } from '../port-error';
import { recordDecision } from './decision-log.fake';
import {
  assertOnHead,
  copyOf,
  isWithin,
  newestFirst,
  pageOf,
  storeEntries,
  type FakeMemory,
} from './fake-memory';

const PAGE = 20;
const ERASABLE_PAGE = 100;

/** A time without its fraction: due times are kept in seconds. */
const wholeSecond = (at: string): string => at.slice(0, 19);

const conflict = (what: string): PortError =>
  new PortError('conflict', `Storage has another version of ${what}`);

function assertCurrent(memory: FakeMemory, { before, after, chain, slot }: HandoffCommit): void {
  assertOnHead(memory, chain);
  const stored = memory.handoffs.get(after.id)?.version ?? null;
  if (before !== null && stored !== before.version) throw conflict('the hand-off');
  if (slot !== undefined && memory.slots.get(slot.issueId)?.version !== slot.version)
    throw conflict('the slot');
}

const countOf = (memory: FakeMemory, { scope, of, day }: Omit<Take, 'most'>): number => {
  const row = memory.counts.get(`${scope}:${of}`);
  return row?.day === day ? row.count : 0;
};

function assertRoom(memory: FakeMemory, takes: readonly Take[]): void {
  const full = takes.find((take) => countOf(memory, take) >= take.most);
  if (full !== undefined) throw new LimitReached(full);
}

function assertPending(memory: FakeMemory, { id }: Effect): void {
  if (memory.effects.get(id)?.status !== 'pending') throw conflict('the effect');
}

function storeMarks(memory: FakeMemory, { after, marks, waits }: HandoffCommit): void {
  const named = new Set<string>([...marks, ...(waits?.from ?? []), ...(waits?.until ?? [])]);
  const kept = memory.marks.filter((item) => item.chain !== after.id || !named.has(item.mark));
  const set = (mark: Mark | Wait, at: string) => ({ mark, at, chain: after.id });
  memory.marks.splice(
    0,
    Infinity,
    ...kept,
    ...marks.map((mark) => set(mark, after.requestedAt)),
    ...(waits?.from ?? []).map((wait) => set(wait, waits?.dueAt ?? after.requestedAt)),
  );
}

function store(memory: FakeMemory, change: HandoffCommit): void {
  const {
    after,
    chain,
    effects,
    packet,
    output,
    slot,
    takes = [],
    decision,
    gateSubtasks = [],
    attention,
  } = structuredClone(change);
  memory.handoffs.set(after.id, after);
  storeEntries(memory, chain);
  storeMarks(memory, change);
  for (const issueId of gateSubtasks) memory.gateSubtasks.set(issueId, after.id);
  if (attention !== undefined) memory.attention.set(attention.ref, attention.record);
  for (const effect of effects) memory.effects.set(effect.id, effect);
  for (const take of takes)
    memory.counts.set(`${take.scope}:${take.of}`, { day: take.day, count: countOf(memory, take) + 1 });
  if (decision !== undefined) recordDecision(memory, decision);
  if (packet !== undefined) memory.packets.set(after.id, packet);
  if (output !== undefined) memory.outputs.set(after.id, output);
  if (slot !== undefined) memory.slots.set(slot.issueId, { ...slot, version: slot.version + 1 });
}

const byRequest = (handoffs: Iterable<Handoff>): readonly Handoff[] =>
  newestFirst(handoffs, ({ requestedAt }) => requestedAt);

const isOf = (handoff: Handoff, by: HandoffIndex): boolean => {
  switch (by.name) {
    case 'all':
      return true;
    case 'issue-key':
      return handoff.issue.key === by.value;
    case 'operation':
      return handoff.operation === by.value;
    case 'state':
      return handoff.state === by.value;
  }
};

type Lists = Pick<HandoffStore, 'listByIssue' | 'list' | 'listErasable' | 'listDue'>;
type Effects = Pick<
  HandoffStore,
  'settleEffect' | 'loadEffect' | 'askEffect' | 'saveEffect' | 'listPendingEffects'
>;

const createLists = (memory: FakeMemory): Lists => ({
  listByIssue: async (issueId, cursor) =>
    pageOf(
      byRequest(memory.handoffs.values()).filter((handoff) => handoff.issue.id === issueId),
      cursor,
      PAGE,
    ),
  list: async (by, period, cursor) =>
    pageOf(
      byRequest(memory.handoffs.values()).filter(
        (handoff) => isOf(handoff, by) && isWithin(handoff.requestedAt, period),
      ),
      cursor,
      PAGE,
    ),
  listErasable: async (state, before, from = '') => {
    const timed = [...memory.handoffs.values()].flatMap((handoff) =>
      handoff.eraseFrom === null ? [] : [{ handoff, at: wholeSecond(handoff.eraseFrom) }],
    );
    const found = timed
      .filter(({ handoff }) => handoff.state === state)
      .filter(({ at }) => at >= wholeSecond(from) && at <= wholeSecond(before))
      .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
      .slice(0, ERASABLE_PAGE);
    return structuredClone(found.map(({ handoff }) => handoff));
  },
  listDue: async (state, now) =>
    structuredClone(
      [...memory.handoffs.values()].filter(
        (handoff) =>
          handoff.state === state && !isEnd(state) && handoff.dueAt !== null && handoff.dueAt <= now,
      ),
    ),
});

const createEffects = (memory: FakeMemory): Effects => ({
  settleEffect: async (effect, chain) => {
    assertOnHead(memory, chain);
    assertPending(memory, effect);
    storeEntries(memory, chain);
    memory.effects.set(effect.id, structuredClone(effect));
  },
  loadEffect: async (effectId) => {
    const effect = copyOf(memory.effects.get(effectId));
    return effect?.status === 'done' ? null : effect;
  },
  askEffect: async (effect) => {
    if (!memory.effects.has(effect.id)) memory.effects.set(effect.id, structuredClone(effect));
  },
  saveEffect: async (effect) => {
    assertPending(memory, effect);
    memory.effects.set(effect.id, structuredClone(effect));
  },
  listPendingEffects: async (before) =>
    structuredClone(
      [...memory.effects.values()].filter((effect) => effect.status === 'pending' && effect.askedAt < before),
    ),
});

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
    handoffOfSubtask: async (issueId) => memory.gateSubtasks.get(issueId) ?? null,
    attentionOf: async (ref) => copyOf(memory.attention.get(ref)),
    taken: async (takes) => takes.map((take) => countOf(memory, take)),
    commit: async (change) => {
      if (writesIn(change) > MOST_WRITES) throw new PortError('refused', 'A transaction of too many writes');
      assertCurrent(memory, change);
      assertRoom(memory, change.takes ?? []);
      store(memory, change);
      return structuredClone(change.after);
    },
    ...createLists(memory),
    ...createEffects(memory),
    loadMany: async (handoffIds) =>
      handoffIds.flatMap((handoffId) => copyOf(memory.handoffs.get(handoffId)) ?? []),
  };
}
