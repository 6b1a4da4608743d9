import type { ExportFormat } from '../../src/contract/calls';
import { jsonLines, type SavedFile } from '../saved-file';

interface FormatWords {
  readonly word: string;
  readonly use: string;
}

/** The formats in the order in which they are offered: what each is, and what it is for. */
export const FORMATS: Readonly<Record<ExportFormat, FormatWords>> = {
  jsonl: {
    word: 'JSON Lines',
    use: 'The whole record with its checkpoints; audit:fsck verifies it offline.',
  },
  csv: { word: 'CSV', use: 'A table for a spreadsheet, one row an entry.' },
  ocsf: { word: 'OCSF', use: 'Events for a SIEM that reads the Open Cybersecurity Schema.' },
  cloudevents: { word: 'CloudEvents', use: 'Events for a SIEM or an event bus.' },
};

export const isFormat = (text: string): text is ExportFormat => Object.hasOwn(FORMATS, text);

const NAME = 'ai-handoff-audit';

/** The file of an export; lines come without their ends. */
export function fileOf(format: ExportFormat, lines: readonly string[]): SavedFile {
  switch (format) {
    case 'csv':
      return { name: `${NAME}.csv`, lines, mediaType: 'text/csv', lineEnd: '\r\n' };
    case 'jsonl':
      return jsonLines(`${NAME}.jsonl`, lines);
    case 'ocsf':
    case 'cloudevents':
      return jsonLines(`${NAME}.${format}.jsonl`, lines);
  }
}
