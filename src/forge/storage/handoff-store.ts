import { kvs, Sort, WhereConditions } from '@forge/kvs';
import type { Output } from '../../contract/output';
import type { Effect } from '../../domain/handoff/effect';
import type { Handoff } from '../../domain/handoff/handoff';
import type { Packet } from '../../domain/packet/packet';
import type { AttentionRecord } from '../../domain/gate/attention';
import type { Mark, Wait } from '../../ports/audit-store';
import type { HandoffCommit, HandoffIndex, HandoffStore, IssueSlot, Page } from '../../ports/handoff-store';
import { addChain } from './audit-store';
import { addDecision } from './decision-log';
import { fromEffectRow, toEffectRow } from './effect-row';
import { ensureRow, readMany, readRow, stillHas, within, type Rows } from './entities';
import { attentionKey, gateKey } from './gate-keys';
import { fromHandoffRow, toEpochSeconds, toHandoffRow } from './handoff-row';
import { storing } from './kvs-call';
import { packOnce, unpack, type Packed } from './packed';
import { addTakes, readTaken } from './takes';

const PAGE = 20;
const SWEEP_PAGE = 100;

/** Adds an effect to a transaction under the condition that no other delivery closed it meanwhile. */
const closePending = (transaction: ReturnType<typeof kvs.transact>, effect: Effect): unknown =>
  transaction.set(effect.id, toEffectRow(effect), {
    entityName: 'effect',
    conditions: stillHas<Rows['effect']>('status', 'pending'),
  });

const packetKey = (id: string): string => `packet:${id}`;
const outputKey = (id: string): string => `output:${id}`;

type Transaction = ReturnType<typeof kvs.transact>;

/** By what the hand-off is found: marks of its trail, which stay, and whom it waits for, until it does not. */
function addMarks(transaction: Transaction, { after, marks, waits }: HandoffCommit): void {
  const set = (mark: Mark | Wait, at: string): void => {
    const row: Rows['audit-mark'] = { mark, at, chain: after.id };
    transaction.set(`${mark}#${after.id}`, row, { entityName: 'audit-mark' });
  };
  for (const mark of marks) set(mark, after.requestedAt);
  for (const wait of waits?.from ?? []) set(wait, waits?.dueAt ?? after.requestedAt);
  for (const wait of waits?.until ?? [])
    transaction.delete(`${wait}#${after.id}`, { entityName: 'audit-mark' });
}

/** What stands beside the record under keys of its own. */
function addBeside(transaction: Transaction, change: HandoffCommit): void {
  const { after, packet, output, gateSubtasks = [], attention } = change;
  if (packet !== undefined) transaction.set(packetKey(after.id), packOnce(packet));
  if (output !== undefined) transaction.set(outputKey(after.id), packOnce(output));
  for (const issueId of gateSubtasks) transaction.set(gateKey(issueId), after.id);
  if (attention !== undefined) transaction.set(attentionKey(attention.ref), attention.record);
}

async function commit(change: HandoffCommit): Promise<Handoff> {
  const { before, after, chain, effects, slot, takes = [], decision } = change;
  const transaction = kvs.transact();
  await addTakes(transaction, takes);
  if (decision !== undefined) addDecision(transaction, decision);
  transaction.set(after.id, toHandoffRow(after), {
    entityName: 'handoff',
    ...(before === null ? {} : { conditions: stillHas<Rows['handoff']>('version', before.version) }),
  });
  addChain(transaction, chain);
  addMarks(transaction, change);
  addBeside(transaction, change);
  for (const effect of effects) transaction.set(effect.id, toEffectRow(effect), { entityName: 'effect' });
  if (slot !== undefined) {
    const next: IssueSlot = { ...slot, version: slot.version + 1 };
    transaction.set(
      slot.issueId,
      { version: next.version, body: next },
      { entityName: 'issue-slot', conditions: stillHas<Rows['issue-slot']>('version', slot.version) },
    );
  }
  await storing('commit hand-off', () => transaction.execute());
  return after;
}

async function pageOf(
  query: Promise<{ results: { value: Rows['handoff'] }[]; nextCursor?: string }>,
): Promise<Page<Handoff>> {
  const { results, nextCursor } = await query;
  return { items: results.map(({ value }) => fromHandoffRow(value)), cursor: nextCursor ?? null };
}

async function loadWhole(handoffId: string): ReturnType<HandoffStore['loadWhole']> {
  const [row, packet, output] = await readMany([
    { key: handoffId, entityName: 'handoff' },
    { key: packetKey(handoffId) },
    { key: outputKey(handoffId) },
  ]);
  if (row === undefined || packet === undefined) return null;
  return {
    handoff: fromHandoffRow(row as Rows['handoff']),
    packet: unpack(packet as Packed) as Packet,
    output: output === undefined ? null : (unpack(output as Packed) as Output),
  };
}

type Query = ReturnType<ReturnType<typeof kvs.entity<Rows['handoff']>>['query']>;

function indexOf(query: Query, by: HandoffIndex): ReturnType<Query['index']> {
  return by.name === 'all'
    ? query.index('by-requested')
    : query.index(`by-${by.name}`, { partition: [by.value] });
}

/** Hand-offs of one state whose time lies between these two, in epoch seconds, oldest first. */
async function listTimed(state: Handoff['state'], from: number, to: number): Promise<readonly Handoff[]> {
  if (from > to) return [];
  const query = kvs
    .entity<Rows['handoff']>('handoff')
    .query()
    .index('by-state-due', { partition: [state] })
    .where(WhereConditions.between(from, to))
    .sort(Sort.ASC)
    .limit(SWEEP_PAGE);
  return (await storing('query due', () => pageOf(query.getMany()))).items;
}

/** The outbox. */
const EFFECTS: Pick<
  HandoffStore,
  'loadEffect' | 'askEffect' | 'saveEffect' | 'settleEffect' | 'listPendingEffects'
> = {
  loadEffect: async (effectId) => {
    const row = await readRow('effect', effectId);
    return row === undefined ? null : fromEffectRow(effectId, row);
  },
  settleEffect: async (effect, chain) => {
    const transaction = kvs.transact();
    addChain(transaction, chain);
    closePending(transaction, effect);
    await storing('settle effect', () => transaction.execute());
  },
  askEffect: async (effect) => {
    await ensureRow('effect', effect.id, toEffectRow(effect));
  },
  saveEffect: async (effect) => {
    const transaction = kvs.transact();
    closePending(transaction, effect);
    await storing('save effect', () => transaction.execute());
  },
  listPendingEffects: async (before) => {
    const query = kvs
      .entity<Rows['effect']>('effect')
      .query()
      .index('by-status', { partition: ['pending'] })
      .where(WhereConditions.lessThan(before))
      .limit(SWEEP_PAGE);
    const { results } = await storing('query effects', () => query.getMany());
    return results.flatMap(({ key, value }) => fromEffectRow(key, value) ?? []);
  },
};

/** The port over KVS custom entities. What is read here was written here: its shape is the record's `schema`. */
export function createHandoffStore(): HandoffStore {
  const handoffs = () => kvs.entity<Rows['handoff']>('handoff').query();
  const newestFirst = (
    index: ReturnType<ReturnType<typeof handoffs>['index']>,
    cursor: string | null,
  ): Promise<Page<Handoff>> => {
    const query = index.sort(Sort.DESC).limit(PAGE);
    return storing('query hand-offs', () =>
      pageOf((cursor === null ? query : query.cursor(cursor)).getMany()),
    );
  };
  return {
    ensureSlot: async (issueId) => {
      const body: IssueSlot = { issueId, version: 0, latestHandoffId: null, handoffCount: 0 };
      return (await ensureRow('issue-slot', issueId, { version: 0, body })).body;
    },
    load: async (handoffId) => {
      const row = await readRow('handoff', handoffId);
      return row === undefined ? null : fromHandoffRow(row);
    },
    loadWhole,
    handoffOfSubtask: async (issueId) => {
      const [handoffId] = await readMany([{ key: gateKey(issueId) }]);
      return (handoffId as string | undefined) ?? null;
    },
    attentionOf: async (ref) => {
      const [record] = await readMany([{ key: attentionKey(ref) }]);
      return (record as AttentionRecord | undefined) ?? null;
    },
    commit,
    taken: readTaken,
    listByIssue: (issueId, cursor) =>
      newestFirst(handoffs().index('by-issue', { partition: [issueId] }), cursor),
    list: (by, period, cursor) => newestFirst(indexOf(handoffs(), by).where(within(period)), cursor),
    loadMany: async (handoffIds) => {
      const rows = await readMany(handoffIds.map((key) => ({ key, entityName: 'handoff' as const })));
      return rows.flatMap((row) => (row === undefined ? [] : [fromHandoffRow(row as Rows['handoff'])]));
    },
    listDue: (state, now) => listTimed(state, 0, toEpochSeconds(now)),
    listErasable: (state, before, from) =>
      listTimed(state, from === undefined ? 0 : toEpochSeconds(from), toEpochSeconds(before)),
    ...EFFECTS,
  };
}
