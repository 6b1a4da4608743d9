import { kvs, Sort } from '@forge/kvs';
import type { ActorRef } from '../../contract/audit';
import { PolicyVersionSchema, type PolicyVersion } from '../../contract/policy';
import { digestOf } from '../../domain/canonical/canonical';
import { DEFAULT_POLICY } from '../../domain/policy/default-policy';
import type { ControlState, PolicyStore, PolicySummary, SiteSwitch } from '../../ports/policy-store';
import { PortError } from '../../ports/port-error';
import { commitWithSiteEntry } from './audit-store';
import { ensureRow, readMany, stillHas, type Rows } from './entities';
import { storing } from './kvs-call';

const HEAD = 'head';
const SITE = 'site';
/** All versions share one partition: there are few, and the list is read newest first. */
const SERIES = 'policy';

/** The policy that ships, as version 1; it is in force until an admin publishes another. */
const SHIPPED: PolicyVersion = {
  version: 1,
  digest: digestOf(DEFAULT_POLICY),
  publishedAt: '2026-11-01T00:00:00.000Z',
  publishedBy: 'shipped',
  document: DEFAULT_POLICY,
};

const OPEN: SiteSwitch = { isHalted: false, reason: '', version: 0, changedBy: null, changedAt: null };

/** A stored policy that does not parse, or whose digest is not its own, allows nothing (T11, POL-04). */
function readPolicy(row: unknown): PolicyVersion {
  if (row === undefined) return SHIPPED;
  const parsed = PolicyVersionSchema.safeParse((row as Rows['policy-head']).body);
  if (!parsed.success || parsed.data.digest !== digestOf(parsed.data.document)) {
    throw new PortError('refused', 'The stored policy is damaged, so nothing is allowed');
  }
  return parsed.data;
}

const toControl = (policyRow: unknown, switchRow: unknown): ControlState => ({
  policy: readPolicy(policyRow),
  siteSwitch: switchRow === undefined ? OPEN : (switchRow as Rows['switch']).body,
});

const CONTROL_KEYS = [
  { key: HEAD, entityName: 'policy-head' },
  { key: SITE, entityName: 'switch' },
] as const;

const summaryOf = (policy: PolicyVersion, change: string): PolicySummary => ({
  version: policy.version,
  publishedAt: policy.publishedAt,
  publishedBy: policy.publishedBy,
  change,
});

const publish: PolicyStore['publish'] = async (next, change, entry) => {
  await ensureRow('policy-head', HEAD, { version: SHIPPED.version, body: SHIPPED });
  await commitWithSiteEntry(entry, async (transaction) => {
    const [row] = await readMany([CONTROL_KEYS[0]]);
    if (readPolicy(row).version !== next.version - 1)
      throw new PortError('conflict', 'A newer policy is in force');
    transaction.set(
      HEAD,
      { version: next.version, body: next },
      { entityName: 'policy-head', conditions: stillHas<Rows['policy-head']>('version', next.version - 1) },
    );
    const body: Rows['policy-version']['body'] = { ...summaryOf(next, change), policy: next };
    transaction.set(
      `v${String(next.version).padStart(6, '0')}`,
      { series: SERIES, version: next.version, body },
      { entityName: 'policy-version' },
    );
  });
};

const setSwitch: PolicyStore['setSwitch'] = async (wanted, entry) => {
  const stored: SiteSwitch = { ...wanted, version: wanted.version + 1 };
  await ensureRow('switch', SITE, { version: OPEN.version, body: OPEN });
  await commitWithSiteEntry(entry, async (transaction) => {
    const [row] = await readMany([CONTROL_KEYS[1]]);
    if (toControl(undefined, row).siteSwitch.version !== wanted.version)
      throw new PortError('conflict', 'The switch was changed');
    transaction.set(
      SITE,
      { version: stored.version, body: stored },
      { entityName: 'switch', conditions: stillHas<Rows['switch']>('version', wanted.version) },
    );
  });
  return stored;
};

interface VersionRows {
  readonly rows: readonly { readonly key: string; readonly value: Rows['policy-version'] }[];
  readonly cursor: string | undefined;
}

/** Rows of published versions, newest first, a page at a time. */
async function versionRows(cursor: string | undefined): Promise<VersionRows> {
  const query = kvs
    .entity<Rows['policy-version']>('policy-version')
    .query()
    .index('by-version', { partition: [SERIES] })
    .sort(Sort.DESC)
    .limit(100);
  const page = await storing('query versions', () =>
    (cursor === undefined ? query : query.cursor(cursor)).getMany(),
  );
  return { rows: page.results, cursor: page.nextCursor };
}

/** What is in force, under the condition that nobody published or switched meanwhile. */
async function forgetInForce(accountId: string, ref: ActorRef): Promise<void> {
  const [policyRow, switchRow] = await readMany(CONTROL_KEYS);
  const head = policyRow as Rows['policy-head'] | undefined;
  const state = switchRow as Rows['switch'] | undefined;
  const transaction = kvs.transact();
  const hasPublished = head?.body.publishedBy === accountId;
  const hasSwitched = state?.body.changedBy === accountId;
  if (hasPublished)
    transaction.set(
      HEAD,
      { ...head, body: { ...head.body, publishedBy: ref } },
      { entityName: 'policy-head', conditions: stillHas<Rows['policy-head']>('version', head.version) },
    );
  if (hasSwitched)
    transaction.set(
      SITE,
      { ...state, body: { ...state.body, changedBy: ref } },
      { entityName: 'switch', conditions: stillHas<Rows['switch']>('version', state.version) },
    );
  if (hasPublished || hasSwitched) await storing('forget author', () => transaction.execute());
}

const forgetAuthor: PolicyStore['forgetAuthor'] = async (accountId, ref) => {
  await forgetInForce(accountId, ref);
  let cursor: string | undefined;
  do {
    const page = await versionRows(cursor);
    for (const { key, value } of page.rows.filter((row) => row.value.body.publishedBy === accountId)) {
      const { body } = value;
      const named = { ...body, publishedBy: ref, policy: { ...body.policy, publishedBy: ref } };
      await storing('forget author of version', () =>
        kvs.entity<Rows['policy-version']>('policy-version').set(key, { ...value, body: named }),
      );
    }
    ({ cursor } = page);
  } while (cursor !== undefined);
};

/** The port over KVS custom entities. */
export function createPolicyStore(): PolicyStore {
  return {
    control: async () => {
      const [policy, siteSwitch] = await readMany(CONTROL_KEYS);
      return toControl(policy, siteSwitch);
    },
    desk: async (issueId) => {
      const [policy, siteSwitch, slot] = await readMany([
        ...CONTROL_KEYS,
        { key: issueId, entityName: 'issue-slot' },
      ]);
      return {
        ...toControl(policy, siteSwitch),
        slot: slot === undefined ? null : (slot as Rows['issue-slot']).body,
      };
    },
    versions: async () => {
      const { rows } = await versionRows(undefined);
      const published = rows.map(({ value }) => {
        const { policy, ...summary } = value.body;
        return summary;
      });
      return [...published, summaryOf(SHIPPED, 'The policy that ships with the app')];
    },
    publish,
    setSwitch,
    forgetAuthor,
  };
}
