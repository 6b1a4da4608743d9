import type { kvs } from '@forge/kvs';
import type { VersionSummary } from '../../contract/policy-life';
import type { LifeStep, NewVersion, PolicyStore } from '../../ports/policy-store';
import { PortError } from '../../ports/port-error';
import { commitWithSiteEntry } from './audit-store';
import { ensureRow, readMany, readRow, stillHas, type Rows, type StoredTrial } from './entities';
import { toHeld } from './held';
import {
  DRAFT,
  FIRST_SLOT,
  HEAD,
  readHead,
  readSlot,
  SERIES,
  summaryOf,
  toSlotRow,
  TRIAL,
  versionKey,
} from './policy-rows';

type Transaction = ReturnType<(typeof kvs)['transact']>;

const KEYS = [
  { key: DRAFT, entityName: 'policy-draft' },
  { key: HEAD, entityName: 'policy-head' },
] as const;

/**
 * Stores an act: the slot, what `fill` adds, and the entry. The slot's revision is the one condition; since every act raises
 * it, no other row of the life can have changed while it holds.
 */
async function commitAct(
  { slot, baseVersion, entry }: LifeStep,
  fill: (transaction: Transaction) => void = () => undefined,
): Promise<void> {
  await ensureRow('policy-draft', DRAFT, FIRST_SLOT);
  await commitWithSiteEntry(entry, async (transaction) => {
    const [row, head] = await readMany(KEYS);
    const before = row as Rows['policy-draft'];
    if (before.revision !== slot.revision - 1) throw new PortError('conflict', 'The draft was changed');
    if (readHead(head).version !== baseVersion) throw new PortError('conflict', 'A newer policy is in force');
    transaction.set(DRAFT, toSlotRow(slot), {
      entityName: 'policy-draft',
      conditions: stillHas<Rows['policy-draft']>('revision', before.revision),
    });
    fill(transaction);
  });
}

function addVersion(transaction: Transaction, next: NewVersion, state: VersionSummary['state']): void {
  const { version } = next.policy;
  const key = versionKey(version);
  transaction.set(
    key,
    { series: SERIES, version, body: toHeld(next.policy) },
    { entityName: 'policy-version' },
  );
  transaction.set(
    key,
    { series: SERIES, version, body: summaryOf(next, state) },
    { entityName: 'policy-summary' },
  );
}

const endTrial = (transaction: Transaction): void => {
  transaction.delete(TRIAL, { entityName: 'policy-head' });
};

/** What the list says of a version whose trial ends without it. */
async function dropped(version: number): Promise<Rows['policy-summary']> {
  const row = await readRow('policy-summary', versionKey(version));
  if (row === undefined) throw new PortError('refused', 'A version on trial is not stored');
  return { ...row, body: { ...row.body, state: 'dropped' } };
}

/** Puts a version in force; what was on trial beside it is over. */
export const publish: PolicyStore['publish'] = async (next, step) => {
  const { version } = next.policy;
  const trial = await readRow('policy-head', TRIAL);
  const other = trial === undefined || trial.version === version ? null : await dropped(trial.version);
  await commitAct(step, (transaction) => {
    transaction.set(HEAD, { version, body: toHeld(next.policy) }, { entityName: 'policy-head' });
    addVersion(transaction, next, 'past');
    if (trial !== undefined) endTrial(transaction);
    if (other !== null) transaction.set(versionKey(other.version), other, { entityName: 'policy-summary' });
  });
};

export const startTrial: PolicyStore['startTrial'] = (next, step) =>
  commitAct(step, (transaction) => {
    const { version } = next.policy;
    const body: StoredTrial = { projects: next.projects, policy: toHeld(next.policy) };
    transaction.set(TRIAL, { version, body }, { entityName: 'policy-head' });
    addVersion(transaction, next, 'canary');
  });

export const stopTrial: PolicyStore['stopTrial'] = async (version, step) => {
  const summary = await dropped(version);
  await commitAct(step, (transaction) => {
    endTrial(transaction);
    transaction.set(versionKey(version), summary, { entityName: 'policy-summary' });
  });
};

export const loadSlot: PolicyStore['slot'] = async () =>
  readSlot((await readRow('policy-draft', DRAFT)) ?? FIRST_SLOT);

export const saveSlot: PolicyStore['saveSlot'] = (step) => commitAct(step);
