import { kvs, Sort, WhereConditions } from '@forge/kvs';
import type { Output } from '../../contract/output';
import type { Effect } from '../../domain/handoff/effect';
import type { Handoff } from '../../domain/handoff/handoff';
import type { Packet } from '../../domain/packet/packet';
import { isEnd } from '../../domain/lifecycle/lifecycle';
import type { HandoffCommit, HandoffStore, IssueSlot, Page } from '../../ports/handoff-store';
import { toAuditRow } from './audit-store';
import { ensureRow, readMany, readRow, stillHas, type Rows } from './entities';
import { storing } from './kvs-call';

const PAGE = 20;
const SWEEP_PAGE = 100;
/** Due time of what is never due: the largest 32-bit integer, in January 2038. */
const NEVER = 2_147_483_647;

const toSeconds = (at: string): number => Math.min(NEVER, Math.floor(Date.parse(at) / 1_000));

const toRow = (handoff: Handoff): Rows['handoff'] => ({
  issueId: handoff.issue.id,
  state: handoff.state,
  due: handoff.dueAt === null || isEnd(handoff.state) ? NEVER : toSeconds(handoff.dueAt),
  requestedAt: handoff.requestedAt,
  version: handoff.version,
  body: handoff,
});

const toEffectRow = (effect: Effect): Rows['effect'] => ({
  status: effect.status,
  askedAt: effect.askedAt,
  body: effect,
});

const packetKey = (id: string): string => `packet:${id}`;
const outputKey = (id: string): string => `output:${id}`;

async function commit(change: HandoffCommit): Promise<Handoff> {
  const { before, after, entries, effects, packet, output, slot } = change;
  const transaction = kvs.transact();
  transaction.set(after.id, toRow(after), {
    entityName: 'handoff',
    ...(before === null ? {} : { conditions: stillHas<Rows['handoff']>('version', before.version) }),
  });
  for (const entry of entries) transaction.set(entry.id, toAuditRow(entry), { entityName: 'audit-entry' });
  for (const effect of effects) transaction.set(effect.id, toEffectRow(effect), { entityName: 'effect' });
  if (packet !== undefined) transaction.set(packetKey(after.id), packet);
  if (output !== undefined) transaction.set(outputKey(after.id), output);
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
  return { items: results.map(({ value }) => value.body), cursor: nextCursor ?? null };
}

async function loadWhole(handoffId: string): ReturnType<HandoffStore['loadWhole']> {
  const [row, packet, output] = await readMany([
    { key: handoffId, entityName: 'handoff' },
    { key: packetKey(handoffId) },
    { key: outputKey(handoffId) },
  ]);
  if (row === undefined || packet === undefined) return null;
  return {
    handoff: (row as Rows['handoff']).body,
    packet: packet as Packet,
    output: output === undefined ? null : (output as Output),
  };
}

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
    load: async (handoffId) => (await readRow('handoff', handoffId))?.body ?? null,
    loadWhole,
    commit,
    listByIssue: (issueId, cursor) =>
      newestFirst(handoffs().index('by-issue', { partition: [issueId] }), cursor),
    listNewest: (cursor) => newestFirst(handoffs().index('by-requested'), cursor),
    listDue: async (state, now) => {
      const query = handoffs()
        .index('by-state-due', { partition: [state] })
        .where(WhereConditions.lessThanEqualTo(toSeconds(now)))
        .limit(SWEEP_PAGE);
      return (await storing('query due', () => pageOf(query.getMany()))).items;
    },
    loadEffect: async (effectId) => (await readRow('effect', effectId))?.body ?? null,
    saveEffect: (effect) =>
      storing('save effect', () => kvs.entity<Rows['effect']>('effect').set(effect.id, toEffectRow(effect))),
    listPendingEffects: async (before) => {
      const query = kvs
        .entity<Rows['effect']>('effect')
        .query()
        .index('by-status', { partition: ['pending'] })
        .where(WhereConditions.lessThan(before))
        .limit(SWEEP_PAGE);
      const { results } = await storing('query effects', () => query.getMany());
      return results.map(({ value }) => value.body);
    },
  };
}
