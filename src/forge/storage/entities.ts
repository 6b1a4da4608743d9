import { Filter, FilterConditions, kvs } from '@forge/kvs';
import type { AuditEntry } from '../../contract/audit';
import type { PolicyVersion } from '../../contract/policy';
import type { ChainHead } from '../../domain/audit/chain';
import type { Effect } from '../../domain/handoff/effect';
import type { Handoff } from '../../domain/handoff/handoff';
import type { IssueSlot } from '../../ports/handoff-store';
import type { PolicySummary, SiteSwitch } from '../../ports/policy-store';
import { PortError } from '../../ports/port-error';
import { storing } from './kvs-call';

/**
 * The custom entities as manifest.yml declares them: attributes that indexes and conditions need, and the record itself in
 * `body`. Integers are 32-bit (facts §1.4), so due times are epoch seconds.
 */
export interface Rows {
  handoff: {
    issueId: string;
    state: string;
    due: number;
    requestedAt: string;
    version: number;
    body: Handoff;
  };
  'issue-slot': { version: number; body: IssueSlot };
  'audit-entry': {
    chain: string;
    position: number;
    at: string;
    actor: string;
    event: string;
    body: AuditEntry;
  };
  'audit-head': { nextIndex: number; body: ChainHead };
  'policy-head': { version: number; body: PolicyVersion };
  'policy-version': {
    series: string;
    version: number;
    body: PolicySummary & { readonly policy: PolicyVersion };
  };
  switch: { version: number; body: SiteSwitch };
  effect: { status: string; askedAt: string; body: Effect };
}
export type EntityName = keyof Rows;

/** A condition that a row's attribute still has the value that was read. */
export const stillHas = <T>(attribute: keyof T, value: number) =>
  new Filter<T>().and(attribute, FilterConditions.equalTo(value));

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
