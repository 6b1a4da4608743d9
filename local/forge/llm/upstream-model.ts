import { z } from 'zod';
import type { ChatCall, ChatModel, ChatResult } from './chat-model';
import { LlmError } from './llm-error';
import { invalid, toForgeAnswer } from './openai-answer';
import { toOpenAiRequest } from './openai-request';
import { readEvents, toForgeChunks } from './openai-stream';

/** Where a model is served. The key MUST NOT show in an answer, an error or a log. */
export interface UpstreamSettings {
  /** The whole address of the chat completions, without credentials. */
  readonly address: string;
  readonly apiKey: string | undefined;
  /** Serves every Claude name; when absent, the name that the app chose is passed on. */
  readonly model: string | undefined;
}

/** More than the longest answer of 128,000 tokens takes, each in a server-sent event of its own. */
const ANSWER_LIMIT_BYTES = 32 * 1024 * 1024;
const READ_ERROR_CHARACTERS = 8 * 1024;
const SHOWN_ERROR_CHARACTERS = 300;
/** Shorter keys are placeholders such as `none`, which an answer may hold for other reasons. */
const SECRET_CHARACTERS = 8;

/** A model behind an OpenAI-compatible address. */
export function createUpstreamModel(settings: UpstreamSettings): ChatModel {
  return {
    chat: (call) => chat(settings, call),
    rewind: () => undefined,
  };
}

async function chat(settings: UpstreamSettings, call: ChatCall): Promise<ChatResult> {
  const signal = AbortSignal.timeout(call.limitMs);
  const response = await send(settings, call, signal);
  if (!response.ok) throw await toRefusal(settings, response);
  const text = readText(response);
  if (call.request.stream && isEventStream(response)) {
    return { kind: 'stream', chunks: toForgeChunks(hideEach(readEvents(text), settings)) };
  }
  try {
    const whole = hideKey(await collect(text), settings, SECRET_CHARACTERS);
    return { kind: 'answer', answer: toForgeAnswer(parseJson(whole)) };
  } catch (error) {
    throw toLlmError(error, signal);
  }
}

async function send(
  { address, apiKey, model }: UpstreamSettings,
  { request, modelName }: ChatCall,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify(toOpenAiRequest(request, model ?? modelName)),
      // The key must not follow to an address that nobody named.
      redirect: 'manual',
      signal,
    });
  } catch (error) {
    throw toLlmError(error, signal);
  }
}

const isEventStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.toLowerCase().startsWith('text/event-stream') === true;

/** The body as text, piece by piece; raises `MODEL_ANSWER_INVALID` when it is too long. */
async function* readText({ body }: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let bytes = 0;
  try {
    for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
      bytes += read.value.length;
      if (bytes > ANSWER_LIMIT_BYTES) throw invalid(`is longer than ${ANSWER_LIMIT_BYTES} bytes`);
      yield decoder.decode(read.value, { stream: true });
    }
  } finally {
    // Also where the reader stops early; what is left of a broken body has nothing to say.
    await reader?.cancel().catch(() => undefined);
  }
}

async function collect(text: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const piece of text) all += piece;
  return all;
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (cause) {
    throw new LlmError('MODEL_ANSWER_INVALID', 'the model behind LLM_BASE_URL answered no JSON', { cause });
  }
}

const CauseSchema = z.object({ cause: z.object({ code: z.string() }) });

/** The inner text of a failed request is left out: it can name the address. */
function toLlmError(error: unknown, signal: AbortSignal): LlmError {
  if (error instanceof LlmError) return error;
  if (signal.aborted) return new LlmError('INFERENCE_TIMEOUT', 'the model took longer than it may');
  const cause = CauseSchema.safeParse(error);
  const code = cause.success ? ` (${cause.data.cause.code})` : '';
  return new LlmError('MODEL_UNREACHABLE', `the model behind LLM_BASE_URL cannot be reached${code}`);
}

/** Statuses that mean the app's own request; every other one is between the local site and the model. */
async function toRefusal(settings: UpstreamSettings, response: Response): Promise<LlmError> {
  const { status } = response;
  if (status === 400 || status === 413 || status === 422) {
    // Hidden before the cut, so that no half of a key is left at its end.
    const said = hideKey(await readStart(response), settings).slice(0, SHOWN_ERROR_CHARACTERS);
    return new LlmError('INVALID_PROMPT', `the model behind LLM_BASE_URL answered ${status}: ${said}`);
  }
  await response.body?.cancel();
  if (status === 429)
    return new LlmError('RATE_LIMIT_EXCEEDED', 'the model behind LLM_BASE_URL has too many requests');
  const hint = status === 401 || status === 403 ? ': check LLM_API_KEY' : '';
  return new LlmError('MODEL_REFUSED', `the model behind LLM_BASE_URL answered ${status}${hint}`);
}

async function readStart(response: Response): Promise<string> {
  let start = '';
  try {
    for await (const piece of readText(response)) {
      start += piece;
      if (start.length > READ_ERROR_CHARACTERS) break;
    }
  } catch {
    // What came before the break is all there is to say.
  }
  return start;
}

function hideKey(text: string, { apiKey }: UpstreamSettings, fromLength = 1): string {
  return apiKey === undefined || apiKey.length < fromLength ? text : text.replaceAll(apiKey, '***');
}

async function* hideEach(events: AsyncIterable<string>, settings: UpstreamSettings): AsyncGenerator<string> {
  for await (const event of events) yield hideKey(event, settings, SECRET_CHARACTERS);
}
