import type { AuditEntry } from '../../contract/audit';

/**
 * An entry as its entity's row: what indexes need as attributes, the rest in `body` without what most entries have, and nothing
 * twice. Chain and index are in the key, so that a row under another key is another entry, whose hash does not hold.
 */
export interface EntryRow {
  readonly event: string;
  readonly at: string;
  readonly body: Readonly<Record<string, unknown>>;
}

type Rest = Omit<AuditEntry, 'id' | 'chain' | 'index' | 'event' | 'at'>;

/** What an entry has where its row says nothing else. A row that was made to say less than it did gives another hash. */
const USUAL: Pick<Rest, 'specVersion' | 'actor' | 'onBehalfOf' | 'checks' | 'bodies'> = {
  specVersion: 2,
  actor: { kind: 'app', ref: 'app', role: 'ai-handoff app' },
  onBehalfOf: null,
  checks: [],
  bodies: [],
};

const NO_VERSIONS: Rest['versions'] = {
  policy: null,
  engine: null,
  prompt: null,
  template: null,
  model: null,
};

const saidOf = (versions: Rest['versions']): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(versions).filter(([, value]) => value !== null));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Splits an entry into its row; the key is the entry's id. */
export function toEntryRow(entry: AuditEntry): EntryRow {
  const { id, chain, index, event, at, ...rest } = entry;
  const usual = new Map<string, string>(
    Object.entries(USUAL).map(([name, value]) => [name, JSON.stringify(value)]),
  );
  const body = { ...rest, versions: saidOf(rest.versions) };
  const said = Object.entries(body).filter(([name, value]) => usual.get(name) !== JSON.stringify(value));
  return { event, at, body: Object.fromEntries(said) };
}

/** The entry that a row stands for, unchecked: what is stored may be damaged, and a verifier must see how. */
export function fromEntryRow(key: string, row: EntryRow): unknown {
  const dot = key.lastIndexOf('.');
  const { versions } = row.body;
  return {
    ...USUAL,
    ...row.body,
    ...(isRecord(versions) ? { versions: { ...NO_VERSIONS, ...versions } } : {}),
    id: key,
    chain: key.slice(0, dot),
    index: Number(key.slice(dot + 1)),
    event: row.event,
    at: row.at,
  };
}
