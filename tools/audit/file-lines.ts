import { createReadStream } from 'node:fs';
import { MAX_LINE_LENGTH } from '../../src/domain/audit/json-text';

const LINE_END = 0x0a;

/** A line without its end; `text` is null when it is too long. `end` is the offset in bytes behind it. */
export interface FileLine {
  readonly text: string | null;
  readonly end: number;
}

/**
 * The lines of a file from an offset on, which is the beginning of a line, in batches as they are read. Memory holds one batch
 * and one line; of a line that is longer than any record may be nothing is kept.
 */
export async function* readFileLines(file: string, from: number): AsyncGenerator<readonly FileLine[]> {
  let begun: Buffer[] = [];
  let length = 0;
  let offset = from;
  const take = (piece: Buffer): void => {
    length += piece.length;
    if (length <= MAX_LINE_LENGTH) begun.push(piece);
    else begun = [];
  };
  const finish = (lineEnd: number): FileLine => {
    offset += length + lineEnd;
    const line = {
      text: length > MAX_LINE_LENGTH ? null : Buffer.concat(begun).toString('utf8'),
      end: offset,
    };
    begun = [];
    length = 0;
    return line;
  };
  for await (const chunk of createReadStream(file, { start: from })) {
    const bytes = chunk as Buffer;
    const lines: FileLine[] = [];
    let start = 0;
    for (let at = bytes.indexOf(LINE_END); at !== -1; at = bytes.indexOf(LINE_END, start)) {
      take(bytes.subarray(start, at));
      lines.push(finish(1));
      start = at + 1;
    }
    take(bytes.subarray(start));
    yield lines;
  }
  if (length > 0) yield [finish(0)];
}
