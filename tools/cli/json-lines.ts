import { StringDecoder } from 'node:string_decoder';

/** Longest line that is read, in UTF-16 units: far above any issue, far below what memory holds. */
const MAX_LINE_LENGTH = 16 * 1024 * 1024;

/** A line with its number from 1; `text` is null when the line is longer than the limit. */
export interface Line {
  readonly number: number;
  readonly text: string | null;
}

/** Splits a stream into lines in constant memory; the rest of an over-long line is skipped, and the stream goes on. */
export async function* readLines(
  chunks: AsyncIterable<unknown>,
  maxLength = MAX_LINE_LENGTH,
): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8');
  let number = 1;
  let pieces: string[] = [];
  let length = 0;
  const take = (piece: string): void => {
    length += piece.length;
    if (length <= maxLength) pieces.push(piece);
  };
  const finish = (): Line => {
    const line = { number, text: length > maxLength ? null : pieces.join('') };
    number += 1;
    pieces = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    const parts = (Buffer.isBuffer(chunk) ? decoder.write(chunk) : String(chunk)).split('\n');
    for (const part of parts.slice(0, -1)) {
      take(part);
      yield finish();
    }
    take(parts.at(-1) ?? '');
  }
  take(decoder.end());
  if (length > 0) yield finish();
}

/** What is wrong with a line that a program was fed. */
export type LineErrorCode = 'line-too-long' | 'not-json' | 'invalid-input' | 'unknown-operation';

/** Why one line was refused; the run goes on with the next. */
export class LineError extends Error {
  override readonly name = 'LineError';

  constructor(
    readonly code: LineErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** The JSON of a line. Raises `LineError`. */
function parseLine({ text }: Line): unknown {
  if (text === null)
    throw new LineError('line-too-long', `The line is longer than ${MAX_LINE_LENGTH} characters`);
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    throw new LineError('not-json', 'The line is not JSON');
  }
}

/** Feeds every line that is not empty to `answer` and yields what it gives, or the refusal with the line's number. */
export async function* answerLines(
  chunks: AsyncIterable<unknown>,
  answer: (value: unknown) => readonly unknown[],
): AsyncGenerator<string> {
  for await (const line of readLines(chunks)) {
    if (line.text?.trim() === '') continue;
    try {
      for (const item of answer(parseLine(line))) yield JSON.stringify(item);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      yield JSON.stringify({ error: { code: error.code, message: error.message }, line: line.number });
    }
  }
}
