import { kvs, Sort } from '@forge/kvs';
import { SimulationSchema } from '../../contract/policy-life';
import {
  forgetInDraft,
  forgetInSimulation,
  forgetInStops,
  forgetInSummary,
  forgetInVersion,
  type Forgotten,
} from '../../domain/policy/forget-author';
import { readMany, readRow, stillHas, type EntityName, type Rows } from './entities';
import { fromHeld, toHeld } from './held';
import { storing } from './kvs-call';
import {
  CLASSES,
  DRAFT,
  HEAD,
  readSlot,
  readVersion,
  SERIES,
  SITE,
  siteSwitchIn,
  stopsIn,
  toSlotRow,
  TRIAL,
  trialIn,
} from './policy-rows';
import { simulationRows } from './policy-simulations';

/** Whether forgetting changed anything. */
const isOther = (before: unknown, after: unknown): boolean =>
  JSON.stringify(before) !== JSON.stringify(after);

async function inHead(forgotten: Forgotten): Promise<void> {
  const head = await readRow('policy-head', HEAD);
  if (head === undefined) return;
  const before = readVersion(head.body);
  const after = forgetInVersion(before, forgotten);
  if (!isOther(before, after)) return;
  const transaction = kvs.transact();
  const conditions = stillHas<Rows['policy-head']>('version', head.version);
  transaction.set(HEAD, { ...head, body: toHeld(after) }, { entityName: 'policy-head', conditions });
  await storing('forget author in force', () => transaction.execute());
}

async function inSwitch({ accountId, ref }: Forgotten): Promise<void> {
  const row = await readRow('switch', SITE);
  if (row === undefined || siteSwitchIn(row).changedBy !== accountId) return;
  const transaction = kvs.transact();
  const conditions = stillHas<Rows['switch']>('version', row.version);
  const body = { ...siteSwitchIn(row), changedBy: ref };
  transaction.set(SITE, { ...row, body }, { entityName: 'switch', conditions });
  await storing('forget author of switch', () => transaction.execute());
}

/** Draft and trial change together, and raise the revision as every act does: whoever read them before is in conflict. */
async function inDraft(forgotten: Forgotten): Promise<void> {
  const [row, trialRow] = await readMany([
    { key: DRAFT, entityName: 'policy-draft' },
    { key: TRIAL, entityName: 'policy-head' },
  ]);
  if (row === undefined) return;
  const slot = readSlot(row as Rows['policy-draft']);
  const trial = trialRow as Rows['policy-head'] | undefined;
  const tried = trial === undefined ? null : readVersion(trialIn(trial).policy);
  const draft = slot.draft === null ? null : forgetInDraft(slot.draft, forgotten);
  const triedAfter = tried === null ? null : forgetInVersion(tried, forgotten);
  if (!isOther([slot.draft, tried], [draft, triedAfter])) return;
  const revision = slot.revision + 1;
  const transaction = kvs.transact();
  const conditions = stillHas<Rows['policy-draft']>('revision', slot.revision);
  transaction.set(
    DRAFT,
    toSlotRow({ ...slot, revision, draft: draft === null ? null : { ...draft, revision } }),
    { entityName: 'policy-draft', conditions },
  );
  if (trial !== undefined && triedAfter !== null)
    transaction.set(
      TRIAL,
      { ...trial, body: { ...trialIn(trial), policy: toHeld(triedAfter) } },
      { entityName: 'policy-head' },
    );
  await storing('forget author of draft', () => transaction.execute());
}

async function inStops(forgotten: Forgotten): Promise<void> {
  const row = await readRow('switch', CLASSES);
  if (row === undefined) return;
  const body = forgetInStops(stopsIn(row), forgotten);
  if (!isOther(row.body, body)) return;
  const transaction = kvs.transact();
  const conditions = stillHas<Rows['switch']>('version', row.version);
  transaction.set(CLASSES, { version: row.version + 1, body }, { entityName: 'switch', conditions });
  await storing('forget author in stops', () => transaction.execute());
}

/** Changes the rows of one series, a page at a time, where `change` gives another row. */
async function inSeries<N extends 'policy-version' | 'policy-summary'>(
  name: N,
  change: (row: Rows[N]) => Rows[N],
): Promise<void> {
  let cursor: string | undefined;
  do {
    const query = kvs
      .entity<Rows[N]>(name)
      .query()
      .index('by-version', { partition: [SERIES] })
      .sort(Sort.DESC)
      .limit(100);
    const at = cursor;
    const page = await storing(`query ${name}`, () =>
      (at === undefined ? query : query.cursor(at)).getMany(),
    );
    for (const { key, value } of page.results)
      await replace(name, { key, before: value, after: change(value) });
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

async function replace<N extends EntityName>(
  name: N,
  { key, before, after }: { readonly key: string; readonly before: Rows[N]; readonly after: Rows[N] },
): Promise<void> {
  if (isOther(before, after))
    await storing(`forget in ${name}`, () => kvs.entity<Rows[N]>(name).set(key, after));
}

async function inSimulations(forgotten: Forgotten): Promise<void> {
  for (const { key, value } of await simulationRows()) {
    const parsed = SimulationSchema.safeParse(fromHeld(value.body.simulation));
    if (!parsed.success) continue;
    const after = forgetInSimulation(parsed.data, forgotten);
    if (!isOther(parsed.data, after)) continue;
    const body = { ...value.body, simulation: toHeld(after) };
    await replace('policy-simulation', { key, before: value, after: { ...value, body } });
  }
}

/** Puts the reference where the account stands in rows of the policy; documents stay as they are. */
export async function forgetAuthor(forgotten: Forgotten): Promise<void> {
  await inHead(forgotten);
  await inSwitch(forgotten);
  await inDraft(forgotten);
  await inStops(forgotten);
  await inSeries('policy-summary', (row) => ({ ...row, body: forgetInSummary(row.body, forgotten) }));
  await inSeries('policy-version', (row) => {
    const before = readVersion(row.body);
    const after = forgetInVersion(before, forgotten);
    return isOther(before, after) ? { ...row, body: toHeld(after) } : row;
  });
  await inSimulations(forgotten);
}
