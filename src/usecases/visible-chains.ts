import { SITE_CHAIN } from '../domain/audit/chain';
import type { AuditStore } from '../ports/audit-store';
import type { HandoffStore } from '../ports/handoff-store';
import type { JiraUser } from '../ports/jira';
import { entryAt } from './chain-rows';

/** Records read by key in one call (hand-off store port). */
const BATCH = 25;
/** Entries that are looked through for the issue of a chain without a record. */
const FIRST = 50;

/** What is needed to tell which chains a person may see. */
export interface ChainSight {
  readonly audit: Pick<AuditStore, 'read'>;
  readonly handoffs: Pick<HandoffStore, 'loadMany'>;
  readonly viewer: Pick<JiraUser, 'visibleAmong'>;
}

/** The issue that a chain belongs to: its id, null when the entries do not say it, or that nothing is stored there. */
type Origin = { readonly issueId: string | null } | 'empty';

/** A chain whose record is gone still says in its entries which issue it belongs to. */
async function originInEntries({ audit }: ChainSight, chain: string): Promise<Origin> {
  const rows = await audit.read(chain, 0, FIRST);
  if (rows.every((row) => row === null)) return 'empty';
  const [issueId] = rows.flatMap((row, index) => entryAt(chain, { index, row })?.issue?.id ?? []);
  return { issueId: issueId ?? null };
}

async function originsOf(sight: ChainSight, chains: readonly string[]): Promise<ReadonlyMap<string, Origin>> {
  const batches = Array.from({ length: Math.ceil(chains.length / BATCH) }, (_none, at) =>
    chains.slice(at * BATCH, (at + 1) * BATCH),
  );
  const records = (await Promise.all(batches.map((batch) => sight.handoffs.loadMany(batch)))).flat();
  const origins = new Map<string, Origin>(records.map(({ id, issue }) => [id, { issueId: issue.id }]));
  for (const chain of chains)
    if (!origins.has(chain)) origins.set(chain, await originInEntries(sight, chain));
  return origins;
}

/**
 * Which of these chains (at most 500) the person may see: the site's own, and those of issues that the person may browse now
 * (AUT-03). A name behind which nothing is stored hides nothing, and belongs to them, so that its absence shows.
 */
export async function visibleChains(
  sight: ChainSight,
  chains: readonly string[],
): Promise<ReadonlySet<string>> {
  const origins = await originsOf(
    sight,
    chains.filter((chain) => chain !== SITE_CHAIN),
  );
  const asked = [...origins.values()].flatMap((origin) => (origin === 'empty' ? [] : (origin.issueId ?? [])));
  const visible: ReadonlySet<unknown> =
    asked.length === 0 ? new Set() : await sight.viewer.visibleAmong([...new Set(asked)]);
  const isVisible = (origin: Origin): boolean => origin === 'empty' || visible.has(origin.issueId);
  return new Set(chains.filter((chain) => isVisible(origins.get(chain) ?? 'empty')));
}
