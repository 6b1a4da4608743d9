import type { AuditEntry } from '../../../contract/audit';
import type { ExportFormat } from '../../../contract/calls';
import { toCanonicalJson } from '../../canonical/canonical';
import { toCloudEvent } from './cloud-events';
import { CSV_HEADER, toCsvLine } from './csv';
import { toOcsf } from './ocsf';
import type { ExportContext } from './people';

/**
 * How a format is written: `head` stands once at the start of the file, then one `line` an entry; each is followed by `lineEnd`, which
 * no line holds. UTF-8. `extension` has no dot at its start. `line` throws `not-canonical` for an entry that cannot have been hashed.
 */
export interface EntryWriter {
  readonly head: readonly string[];
  readonly line: (entry: AuditEntry, context: ExportContext) => string;
  readonly lineEnd: string;
  readonly mediaType: string;
  readonly extension: string;
}

const jsonLines = (extension: string, line: EntryWriter['line']): EntryWriter => ({
  head: [],
  line,
  lineEnd: '\n',
  mediaType: 'application/x-ndjson',
  extension,
});

const WRITERS: Readonly<Record<ExportFormat, EntryWriter>> = {
  jsonl: jsonLines('jsonl', (entry) => toCanonicalJson(entry)),
  csv: {
    head: [CSV_HEADER],
    line: toCsvLine,
    lineEnd: '\r\n',
    mediaType: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
  },
  ocsf: jsonLines('ocsf.jsonl', (entry, context) => toCanonicalJson(toOcsf(entry, context))),
  cloudevents: jsonLines('cloudevents.jsonl', (entry, context) =>
    toCanonicalJson(toCloudEvent(entry, context)),
  ),
};

export const writerOf = (format: ExportFormat): EntryWriter => WRITERS[format];
