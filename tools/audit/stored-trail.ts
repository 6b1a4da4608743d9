import { z } from 'zod';
import { ActorRefSchema } from '../../src/contract/audit';
import { CheckpointSchema, LeafSchema } from '../../src/contract/checkpoint';
import { DigestSchema } from '../../src/contract/vocabulary';
import { entryId } from '../../src/domain/audit/chain';
import { fromEntryRow } from '../../src/forge/storage/entry-row';
import type { ExportJob } from '../../src/usecases/export-pieces';
import type { KvsRecords } from '../../local/forge/kvs/kvs-records';
import type { UserRecord } from '../../local/jira/records';
import type { Collection } from '../../local/jira/collection';

/** Chains of one list, as src/forge/storage lists them. */
const PAGE = 50;

/** Rows as src/forge/storage writes them, as far as an export needs them; entries are not parsed, so that damage is printed. */
const HeadSchema = z.looseObject({
  nextIndex: z.number().int(),
  lastHash: DigestSchema,
  started: z.string(),
  changedAt: z.string(),
});
const CheckpointRowSchema = z.looseObject({
  body: z.looseObject({ checkpoint: CheckpointSchema, turn: z.number().int(), pages: z.number().int() }),
});
const TurnSchema = z.looseObject({ body: z.looseObject({ newest: CheckpointSchema.nullable() }) });
const ActorSchema = z.looseObject({ ref: ActorRefSchema });
const EntryRowSchema = z.looseObject({
  event: z.string(),
  at: z.string(),
  body: z.record(z.string(), z.unknown()),
});

/** The entry that a row stands for; a row of another shape is printed whole, so that damage shows. */
function entryOf(key: string, value: unknown): unknown {
  const row = EntryRowSchema.safeParse(value);
  return row.success ? fromEntryRow(key, row.data) : value;
}

/** The emulated storage of a site, and the users of its Jira. */
export interface Stored {
  readonly records: KvsRecords;
  readonly users: Pick<Collection<UserRecord>, 'get'>;
}

/** Reads single rows and index ranges; nothing is ever read whole. */
class Rows {
  constructor(private readonly records: KvsRecords) {}

  read(entityName: string | undefined, key: string): unknown {
    return this.records.read(this.records.space(entityName), key)?.value;
  }

  /** Rows of an index in order, lazily. */
  *list(
    entityName: string,
    index: { readonly name: string; readonly partition: readonly string[] },
    range: { readonly low: string; readonly high: string },
  ): Generator<{ readonly key: string; readonly value: unknown }> {
    const space = this.records.space(entityName);
    const declared =
      space.kind === 'entity' ? space.entity.indexes.find(({ name }) => name === index.name) : undefined;
    if (declared === undefined) throw new Error(`the manifest has no index ${index.name} of ${entityName}`);
    const view = this.records.view(space, { declared, partition: index.partition });
    for (const { record } of view.rows({ ...range, isDescending: false }))
      yield { key: record.key, value: record.value };
  }
}

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

function checkpointsOf(rows: Rows): ExportJob['checkpoints'] {
  const stored = (index: number) => {
    const row = CheckpointRowSchema.safeParse(rows.read('checkpoint', padded(index, 6)));
    return row.success ? row.data.body : null;
  };
  return {
    newest: async () => {
      const row = TurnSchema.safeParse(rows.read('checkpoint-turn', 'turn'));
      return row.success ? row.data.body.newest : null;
    },
    read: async (index) => stored(index)?.checkpoint ?? null,
    leaves: async (index, page) => {
      const row = stored(index);
      if (row === null || page >= row.pages) return null;
      const key = `leaves:${padded(index, 6)}:${padded(row.turn, 9)}:${padded(page, 5)}`;
      const leaves = z.array(LeafSchema).safeParse(rows.read(undefined, key));
      return leaves.success ? leaves.data : [];
    },
  };
}

/** The hand-offs of an issue, by the key that it had when they were requested. */
export const chainsOfIssue = ({ records }: Stored, issueKey: string): ReadonlySet<string> =>
  new Set(
    [
      ...new Rows(records).list(
        'handoff',
        { name: 'by-issue-key', partition: [issueKey] },
        { low: '0', high: '9' },
      ),
    ].map(({ key }) => key),
  );

function auditOf(rows: Rows, only: ReadonlySet<string> | null): ExportJob['audit'] {
  return {
    read: async (chain, from, count) =>
      Array.from({ length: count }, (_none, at) => {
        const key = entryId(chain, from + at);
        const row = rows.read('audit-entry', key);
        return row === undefined ? null : entryOf(key, row);
      }),
    heads: async (chains) =>
      new Map(
        chains.flatMap((chain) => {
          const head = HeadSchema.safeParse(rows.read('audit-head', chain));
          if (!head.success) return [];
          const { nextIndex, lastHash } = head.data;
          return [[chain, { nextIndex, lastHash }] as const];
        }),
      ),
    listStarted: async (after, { from, to }) => {
      const listed = [];
      const range = { low: after ?? from ?? '0', high: to === null ? '9' : `${to}~` };
      for (const { key, value } of rows.list('audit-head', { name: 'by-started', partition: [] }, range)) {
        const head = HeadSchema.safeParse(value);
        if (!head.success || head.data.started === after || only?.has(key) === false) continue;
        const { nextIndex, lastHash, started, changedAt } = head.data;
        const startedAt = started.slice(0, started.indexOf(' '));
        listed.push({ chain: key, head: { nextIndex, lastHash }, startedAt, changedAt, order: started });
        if (listed.length === PAGE) break;
      }
      return listed;
    },
  };
}

const registryOf = (rows: Rows): ExportJob['registry'] => ({
  accountsOf: async (refs) =>
    new Map(
      refs.flatMap((ref) => {
        const [row] = rows.list('actor', { name: 'by-ref', partition: [] }, { low: ref, high: ref });
        return row === undefined ? [] : [[ref, row.key] as const];
      }),
    ),
  refsOf: async (accountIds) =>
    new Map(
      accountIds.flatMap((accountId) => {
        const row = ActorSchema.safeParse(rows.read('actor', accountId));
        return row.success ? [[accountId, row.data.ref] as const] : [];
      }),
    ),
});

/** The stores of an export over a site's data directory, for somebody who sees everything. `only`: these chains alone. */
export function storedTrail(
  { records, users }: Stored,
  only: ReadonlySet<string> | null,
): Omit<ExportJob, 'what' | 'format' | 'period'> {
  const rows = new Rows(records);
  const warn = (event: string, facts: Readonly<Record<string, unknown>>): void => {
    process.stderr.write(`${JSON.stringify({ event, ...facts })}\n`);
  };
  return {
    audit: auditOf(rows, only),
    checkpoints: checkpointsOf(rows),
    registry: registryOf(rows),
    log: { info: warn, error: warn },
    visibleOf: async (chains) => new Set(chains),
    jira: {
      people: async (accountIds) =>
        accountIds.flatMap((accountId) => {
          const user = users.get(accountId);
          return user === undefined ? [] : [{ ...user, isActive: user.active }];
        }),
    },
  };
}
