import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { z } from 'zod';

/** A request as the fake got it. */
export interface FakeRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Writes one answer of the fake. */
export type FakeAnswer = (response: ServerResponse) => void;

/** An OpenAI-compatible server on this machine that gives its answers in order, and keeps what it was asked. */
export interface FakeOpenAi {
  /** As LLM_BASE_URL takes it. */
  readonly url: string;
  readonly requests: readonly FakeRequest[];
  /** Answers with these, one a request. */
  readonly answers: FakeAnswer[];
  close(): Promise<void>;
}

const BodySchema = z.record(z.string(), z.unknown());

/** Starts the fake on a free port; the caller closes it. */
export async function startFakeOpenAi(): Promise<FakeOpenAi> {
  const requests: FakeRequest[] = [];
  const answers: FakeAnswer[] = [];
  const server = createServer((message, response) => {
    let text = '';
    message.on('data', (chunk: Buffer) => (text += chunk.toString()));
    message.on('end', () => {
      requests.push({
        path: message.url ?? '',
        headers: message.headers,
        body: BodySchema.parse(JSON.parse(text)),
      });
      const answer = answers.shift() ?? send('no answer is left', { status: 500 });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers a body: JSON, or a string as it is. */
export function send(
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): FakeAnswer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** Answers server-sent events, one for each item; `isCut` ends the connection after them. */
export function sendEvents(events: readonly unknown[], { isCut = false } = {}): FakeAnswer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    for (const event of events)
      response.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
    if (isCut) setTimeout(() => response.destroy(), 20);
    else response.end();
  };
}

/** A chat completion in OpenAI's shape. */
export function completion(
  message: Readonly<Record<string, unknown>>,
  finishReason = 'stop',
  usage: readonly [number, number] = [11, 7],
): unknown {
  const [prompt_tokens, completion_tokens] = usage;
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: 'served-model',
    choices: [{ index: 0, finish_reason: finishReason, message: { role: 'assistant', ...message } }],
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  };
}

/** One chunk of a streamed completion. */
export const delta = (part: Readonly<Record<string, unknown>>, finishReason: string | null = null) => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, finish_reason: finishReason, delta: part }],
});
