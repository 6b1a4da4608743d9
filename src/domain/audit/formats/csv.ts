import type { AuditEntry } from '../../../contract/audit';
import { toCanonicalJson } from '../../canonical/canonical';
import { jsonCell, textCell } from './csv-cell';
import { EVENT_CLASSES } from './event-classes';
import { actorOf, APP_NAME, principalOf, type ExportContext } from './people';

type Cell = (entry: AuditEntry, context: ExportContext) => string;

const text =
  (read: (entry: AuditEntry, context: ExportContext) => string | number | null): Cell =>
  (entry, context) =>
    textCell(String(read(entry, context) ?? ''));
const json =
  (read: (entry: AuditEntry) => unknown): Cell =>
  (entry) =>
    jsonCell(toCanonicalJson(read(entry)));

/** In the order of Atlassian's audit log: who, when, what, affected objects, changed values, where from; then the hashes. */
const COLUMNS: readonly (readonly [name: string, cell: Cell])[] = [
  ['actorName', text((entry, context) => actorOf(entry, context)?.name ?? APP_NAME)],
  ['actorAccountId', text((entry, context) => actorOf(entry, context)?.accountId ?? null)],
  ['actorRef', text(({ actor }) => actor.ref)],
  ['actorRole', text(({ actor }) => actor.role)],
  ['onBehalfOfName', text((entry, context) => principalOf(entry, context)?.name ?? null)],
  ['onBehalfOfRef', text(({ onBehalfOf }) => onBehalfOf)],
  ['at', text(({ at }) => at)],
  ['chain', text(({ chain }) => chain)],
  ['index', text(({ index }) => index)],
  ['category', text(({ event }) => EVENT_CLASSES[event].category)],
  ['summary', text(({ event }) => EVENT_CLASSES[event].title)],
  ['event', text(({ event }) => event)],
  ['operation', text(({ operation }) => operation)],
  ['state', text(({ state }) => state)],
  ['issueKey', text(({ issue }) => issue?.key ?? null)],
  ['issueId', text(({ issue }) => issue?.id ?? null)],
  ['seal', text(({ seal }) => seal)],
  ['details', json(({ details }) => details)],
  ['checks', json(({ checks }) => checks)],
  ['bodies', json(({ bodies }) => bodies)],
  ['policyVersion', text(({ versions }) => versions.policy)],
  ['engine', text(({ versions }) => versions.engine)],
  ['prompt', text(({ versions }) => versions.prompt)],
  ['template', text(({ versions }) => versions.template)],
  ['model', text(({ versions }) => versions.model)],
  ['requestId', text(({ requestId }) => requestId)],
  ['source', text((_entry, { source }) => source)],
  ['id', text(({ id }) => id)],
  ['specVersion', text(({ specVersion }) => specVersion)],
  ['prevEntryHash', text(({ prevEntryHash }) => prevEntryHash)],
  ['hash', text(({ hash }) => hash)],
];

/**
 * First line of the file. A byte order mark stands before it, so that spreadsheets read UTF-8; a reader takes it away. Lines end
 * with CRLF, every cell is quoted (RFC 4180 §2).
 */
export const CSV_HEADER = `\uFEFF${COLUMNS.map(([name]) => textCell(name)).join(',')}`;

/**
 * One entry as one line, without its end. An empty cell is null; `details`, `checks` and `bodies` are JSON. The line holds all of the
 * entry: who undoes what `csv-cell.ts` says can hash it again. Not for that: a spreadsheet, which may cut a cell at 32,767 characters.
 * Throws `not-canonical` for an entry that cannot have been hashed.
 */
export const toCsvLine = (entry: AuditEntry, context: ExportContext): string =>
  COLUMNS.map(([, cell]) => cell(entry, context)).join(',');
