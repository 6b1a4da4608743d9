import { setImmediate as nextTurn } from 'node:timers/promises';
import { runOutside, type Invocation } from '../invocation';
import type { DoorAnswer } from './door';

interface PiecesOptions {
  readonly answer: DoorAnswer;
  readonly pieces: NonNullable<DoorAnswer['pieces']>;
  readonly invocation: Invocation;
  /** Gets the text that was sent, by its lines, once and when nothing more comes. */
  readonly onEnd: (lines: readonly unknown[]) => void;
}

/**
 * Answers with a body that comes piece by piece, each in a network chunk of its own. It ends early when the app
 * closes it, and never ends for an invocation that is over. Outside the invocation, as the platform is.
 */
export function toPiecesResponse({ answer, pieces, invocation, onEnd }: PiecesOptions): Response {
  const encoder = new TextEncoder();
  let isOver = false;
  let sent = '';
  const end = (): void => {
    if (!isOver) onEnd(toLines(sent));
    isOver = true;
  };
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const pump = async (): Promise<void> => {
        for await (const piece of pieces) {
          if (isOver || invocation.isDead) break;
          sent += piece;
          controller.enqueue(encoder.encode(piece));
          // As a network would: the app may close the stream after any chunk.
          await nextTurn();
        }
        if (!isOver && !invocation.isDead) controller.close();
        end();
      };
      runOutside(pump).catch((error: unknown) => controller.error(error));
    },
    cancel: end,
  });
  return new Response(body, {
    status: answer.status,
    headers: { 'content-type': 'application/json', ...answer.headers },
  });
}

const toLines = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map(readLine);

function readLine(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return value;
  } catch {
    return line;
  }
}
