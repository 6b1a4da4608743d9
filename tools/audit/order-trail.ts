import { z } from 'zod';
import { SITE_CHAIN } from '../../src/domain/audit/chain';
import { toCanonicalJson } from '../../src/domain/canonical/canonical';
import { compareKeys } from '../../local/store/key-order';

/** A stored record as far as its order needs it: what is printed is `body`, whole, so that damage shows in `audit:fsck`. */
const EntryRowSchema = z.looseObject({
  key: z.string(),
  value: z.looseObject({ chain: z.string(), position: z.number(), body: z.unknown() }),
});
const HandoffRowSchema = z.looseObject({
  key: z.string(),
  value: z.looseObject({
    requestedAt: z.string(),
    body: z.looseObject({ issue: z.looseObject({ key: z.string() }) }),
  }),
});

/** Rows of the two entities, as storage gives them. */
export interface TrailRows {
  readonly entries: readonly unknown[];
  readonly handoffs: readonly unknown[];
}

/** The hand-offs' chains, newest first: the order of the page's Export, which asks the index `by-requested` backwards. */
function chainsNewestFirst(rows: readonly unknown[], issueKey: string | null): readonly string[] {
  return rows
    .map((row) => HandoffRowSchema.parse(row))
    .filter(({ value }) => issueKey === null || value.body.issue.key === issueKey)
    .sort((a, b) => compareKeys([b.value.requestedAt, b.key], [a.value.requestedAt, a.key]))
    .map(({ key }) => key);
}

/**
 * The audit trail as canonical JSON lines: the site's chain, then one chain a hand-off, newest first, then chains that no
 * hand-off names, so that nothing stored is left out. With an issue's key: the chains of that issue's hand-offs only.
 */
export function orderTrail(rows: TrailRows, issueKey: string | null): readonly string[] {
  const byChain = new Map<string, z.infer<typeof EntryRowSchema>['value'][]>();
  for (const row of rows.entries) {
    const { value } = EntryRowSchema.parse(row);
    const chain = byChain.get(value.chain);
    if (chain === undefined) byChain.set(value.chain, [value]);
    else chain.push(value);
  }
  const named = chainsNewestFirst(rows.handoffs, issueKey);
  const chains = issueKey === null ? new Set([SITE_CHAIN, ...named, ...byChain.keys()]) : new Set(named);
  return [...chains].flatMap((chain) =>
    (byChain.get(chain) ?? [])
      .sort((a, b) => a.position - b.position)
      .map(({ body }) => toCanonicalJson(body)),
  );
}
