/** A text file to keep: its lines without their ends, and what ends each of them. */
export interface SavedFile {
  readonly name: string;
  readonly lines: readonly string[];
  readonly mediaType: string;
  readonly lineEnd: '\n' | '\r\n';
}

/** A file of JSON Lines. */
export const jsonLines = (name: string, lines: readonly string[]): SavedFile => ({
  name,
  lines,
  mediaType: 'application/x-ndjson',
  lineEnd: '\n',
});

/** The file's text in parts, every line with its end: the parts of a `Blob`. */
export const partsOf = ({ lines, lineEnd }: SavedFile): string[] => lines.map((line) => line + lineEnd);
