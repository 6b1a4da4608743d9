import { Filter, FilterConditions, kvs, WhereConditions } from '@forge/kvs';
import type { Checkpoint } from '../../contract/checkpoint';
import type { PolicyVersion } from '../../contract/policy';
import type { PolicyDraft, Simulation, VersionSummary } from '../../contract/policy-life';
import type { ClassStop } from '../../contract/policy-people';
import type { FrontierState } from '../../domain/audit/merkle';
import type { ModelRecord } from '../../domain/model/breaker';
import type { Period } from '../../ports/audit-store';
import type { IssueSlot } from '../../ports/handoff-store';
import type { SiteSwitch } from '../../ports/policy-store';
import { PortError } from '../../ports/port-error';
import type { DecisionRow } from './decision-row';
import type { EffectRow } from './effect-row';
import type { EntryRow } from './entry-row';
import type { HandoffRow } from './handoff-row';
import type { Held } from './held';
import { storing } from './kvs-call';

/** A checkpoint with the place of its leaves: pages of the turn in which it was made. */
export interface StoredCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly turn: number;
  readonly pages: number;
}

/** Whose turn it is to make the next checkpoint, until when, and the newest one with the tree that it names. */
export interface CheckpointTurn {
  readonly newest: Checkpoint | null;
  readonly history: FrontierState;
  readonly until: string | null;
}

/** The draft's place: highest version number given out, and the draft, if there is one. */
export interface StoredSlot {
  readonly lastVersion: number;
  readonly draft: Held<PolicyDraft> | null;
}

/** A version on trial; its number stands beside it, so that it is known without unpacking. */
export interface StoredTrial {
  readonly projects: readonly string[];
  readonly policy: Held<PolicyVersion>;
}

export interface StoredSimulation {
  readonly simulation: Held<Simulation>;
  readonly cursor: string | null;
}

/**
 * The custom entities as manifest.yml declares them: attributes that indexes and conditions need, and the record itself in
 * `body`. Integers are 32-bit (facts §1.4), so due times are epoch seconds.
 */
export interface Rows {
  handoff: HandoffRow;
  'issue-slot': { version: number; body: IssueSlot };
  'audit-entry': EntryRow;
  'audit-head': { nextIndex: number; lastHash: string; started: string; changedAt: string };
  'audit-mark': { mark: string; at: string; chain: string };
  actor: { ref: string; reportedAt: string };
  checkpoint: { series: string; position: number; body: StoredCheckpoint };
  'checkpoint-turn': { turn: number; body: CheckpointTurn };
  /** The version in force, and under a key of its own the one on trial. */
  'policy-head': { version: number; body: Held<PolicyVersion> | StoredTrial };
  'policy-version': { series: string; version: number; body: Held<PolicyVersion> };
  'policy-summary': { series: string; version: number; body: VersionSummary };
  'policy-draft': { revision: number; body: StoredSlot };
  'policy-simulation': { series: string; startedAt: string; counter: number; body: StoredSimulation };
  /** What keeps work from going on: the site's switch, and under a key of its own the classes that stand still. */
  switch: { version: number; body: SiteSwitch | readonly ClassStop[] };
  effect: EffectRow;
  /** Uses of what is limited, on one day or for ever. */
  count: { version: number; day: string; count: number };
  decision: DecisionRow;
  'model-state': { version: number; body: ModelRecord };
}
export type EntityName = keyof Rows;

/** A condition that a row's attribute still has the value that was read. */
export const stillHas = <T>(attribute: keyof T, value: number | string) =>
  new Filter<T>().and(attribute, FilterConditions.equalTo(value));

/** A range of ISO 8601 times for an index that orders by time; an open side is open. */
export const within = ({ from, to }: Period) => WhereConditions.between(from ?? '0', to ?? '9');

/** Reads one row by key: strongly consistent. */
export const readRow = <N extends EntityName>(name: N, key: string): Promise<Rows[N] | undefined> =>
  storing(`get ${name}`, () => kvs.entity<Rows[N]>(name).get(key));

/**
 * Writes a first row if its key is free, and gives the row that is there then. A conditional write on a key that does not
 * exist is undocumented, so a row is always created this way before a condition is put on it.
 */
export async function ensureRow<N extends EntityName>(
  name: N,
  key: string,
  first: Rows[N],
): Promise<Rows[N]> {
  try {
    await storing(`claim ${name}`, () =>
      kvs.entity<Rows[N]>(name).set(key, first, { keyPolicy: 'FAIL_IF_EXISTS' }),
    );
    return first;
  } catch (error) {
    if (!(error instanceof PortError && error.code === 'conflict')) throw error;
    const row = await readRow(name, key);
    if (row === undefined) throw new PortError('unavailable', `Storage has and has not ${name}`, error);
    return row;
  }
}

/** Reads several keys in one call; what is not there is undefined. */
export async function readMany(
  keys: readonly { readonly key: string; readonly entityName?: EntityName }[],
): Promise<readonly unknown[]> {
  // Storage refuses a batch of none.
  if (keys.length === 0) return [];
  const items = keys.map(({ key, entityName }) => (entityName === undefined ? { key } : { key, entityName }));
  const { successfulKeys, failedKeys } = await storing('batch get', () => kvs.batchGet<unknown>(items));
  const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND' && error.code !== 'NOT_FOUND');
  if (failed !== undefined)
    throw new PortError('unavailable', `Storage answered ${failed.error.code} to a batch get`);
  return keys.map(
    ({ key, entityName }) =>
      successfulKeys.find((item) => item.key === key && item.entityName === entityName)?.value,
  );
}
