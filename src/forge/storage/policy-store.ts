import { digestOf } from '../../domain/canonical/canonical';
import type { PolicyStore, SiteSwitch } from '../../ports/policy-store';
import { PortError } from '../../ports/port-error';
import { commitWithSiteEntry } from './audit-store';
import { ensureRow, readMany, readRow, stillHas, type Rows } from './entities';
import { gateKey } from './gate-keys';
import { isHoldable } from './held';
import { forgetAuthor } from './policy-authors';
import { loadSlot, publish, saveSlot, startTrial, stopTrial } from './policy-life';
import { CLASSES, CONTROL_KEYS, FIRST_STOPS, OPEN, SITE, stopsIn, toControl } from './policy-rows';
import { loadSimulation, saveSimulation } from './policy-simulations';
import { listVersions, loadVersion } from './policy-versions';

const setSwitch: PolicyStore['setSwitch'] = async (wanted, entry) => {
  const stored: SiteSwitch = { ...wanted, version: wanted.version + 1 };
  await ensureRow('switch', SITE, { version: OPEN.version, body: OPEN });
  await commitWithSiteEntry(entry, async (transaction) => {
    if ((await readRow('switch', SITE))?.version !== wanted.version)
      throw new PortError('conflict', 'The switch was changed');
    transaction.set(
      SITE,
      { version: stored.version, body: stored },
      { entityName: 'switch', conditions: stillHas<Rows['switch']>('version', wanted.version) },
    );
  });
  return stored;
};

const setStops: PolicyStore['setStops'] = async (before, next, entry) => {
  const digest = digestOf(before);
  await ensureRow('switch', CLASSES, FIRST_STOPS);
  await commitWithSiteEntry(entry, async (transaction) => {
    const row = await readRow('switch', CLASSES);
    if (row === undefined || digestOf(stopsIn(row)) !== digest)
      throw new PortError('conflict', 'The stops were changed');
    transaction.set(CLASSES, { version: row.version + 1, body: [...next] } satisfies Rows['switch'], {
      entityName: 'switch',
      conditions: stillHas<Rows['switch']>('version', row.version),
    });
  });
};

/** The port over KVS custom entities. */
export function createPolicyStore(): PolicyStore {
  return {
    control: async () => toControl(await readMany(CONTROL_KEYS)),
    desk: async (issueId) => {
      const own = [{ key: issueId, entityName: 'issue-slot' as const }, { key: gateKey(issueId) }];
      const rows = await readMany([...CONTROL_KEYS, ...own]);
      const [slot, gate] = rows.slice(CONTROL_KEYS.length);
      return {
        ...toControl(rows),
        slot: slot === undefined ? null : (slot as Rows['issue-slot']).body,
        gateOf: (gate as string | undefined) ?? null,
      };
    },
    slot: loadSlot,
    saveSlot,
    publish,
    startTrial,
    stopTrial,
    versions: listVersions,
    version: loadVersion,
    fits: isHoldable,
    simulation: loadSimulation,
    saveSimulation,
    setStops,
    setSwitch,
    forgetAuthor: (accountId, ref) => forgetAuthor({ accountId, ref }),
  };
}
