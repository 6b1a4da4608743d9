import { kvs, Sort } from '@forge/kvs';
import type { VersionSummary } from '../../contract/policy-life';
import type { PolicyStore } from '../../ports/policy-store';
import { readMany, readRow, type Rows } from './entities';
import { storing } from './kvs-call';
import { HEAD, readVersion, SERIES, SHIPPED, summaryOf, versionKey } from './policy-rows';

const PAGE = 20;

const SHIPPED_SUMMARY = summaryOf(
  { policy: SHIPPED, reviewedBy: null, change: 'The policy that ships with the app' },
  'past',
);

/** What a row says of a version; which one is in force stands in the head alone. */
const seenFrom =
  (inForce: number) =>
  (summary: VersionSummary): VersionSummary =>
    summary.version === inForce ? { ...summary, state: 'in-force' } : summary;

const inForceNow = async (): Promise<number> =>
  (await readRow('policy-head', HEAD))?.version ?? SHIPPED.version;

export const listVersions: PolicyStore['versions'] = async (cursor) => {
  const query = kvs
    .entity<Rows['policy-summary']>('policy-summary')
    .query()
    .index('by-version', { partition: [SERIES] })
    .sort(Sort.DESC)
    .limit(PAGE);
  const [inForce, page] = await Promise.all([
    inForceNow(),
    storing('query versions', () => (cursor === null ? query : query.cursor(cursor)).getMany()),
  ]);
  const next = page.nextCursor ?? null;
  const summaries = page.results.map(({ value }) => value.body);
  const items = next === null ? [...summaries, SHIPPED_SUMMARY] : summaries;
  return { items: items.map(seenFrom(inForce)), cursor: next };
};

export const loadVersion: PolicyStore['version'] = async (version) => {
  const inForce = await inForceNow();
  if (version === SHIPPED.version) return { policy: SHIPPED, summary: seenFrom(inForce)(SHIPPED_SUMMARY) };
  const key = versionKey(version);
  const [row, summary] = await readMany([
    { key, entityName: 'policy-version' },
    { key, entityName: 'policy-summary' },
  ]);
  if (row === undefined || summary === undefined) return null;
  return {
    policy: readVersion((row as Rows['policy-version']).body),
    summary: seenFrom(inForce)((summary as Rows['policy-summary']).body),
  };
};
