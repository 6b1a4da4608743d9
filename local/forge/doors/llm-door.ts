import type { Clock } from '../../clock';
import type { Invocation } from '../invocation';
import { LIMITS } from '../limits';
import type { ChatAnswer, ChatModel, ChatResult } from '../llm/chat-model';
import { readChatRequest, type ChatRequest } from '../llm/chat-request';
import { LlmError } from '../llm/llm-error';
import { LlmRates } from '../llm/llm-rates';
import { MODEL_CARDS } from '../llm/model-cards';
import { estimateInput, estimateTokens } from '../llm/prompt-text';
import type { Manifest } from '../manifest';
import { readBody, type DoorAnswer, type DoorCall, type DoorHandler } from './door';

interface LlmDoorOptions {
  readonly manifest: Manifest;
  readonly clock: Clock;
  /** Serves every model name; absent, no model is available. */
  readonly model: ChatModel | undefined;
}

/** Forge LLM: `handle` serves `@forge/llm`; `clear` forgets what was counted and rewinds the model. */
export interface LlmDoor {
  readonly handle: DoorHandler;
  readonly clear: () => void;
}

const ADDRESS = 'https://llm';

/** Forge LLM over one model. With no model the list is empty and a chat is forbidden (forge-facts §2.5). */
export function createLlmDoor({ manifest, clock, model }: LlmDoorOptions): LlmDoor {
  const rates = new LlmRates(clock);
  const answer = async (call: DoorCall): Promise<DoorAnswer> => {
    if (!manifest.hasLlm) throw forbidden('add an "llm" module under modules in manifest.yml');
    if (call.method === 'GET' && call.path === ADDRESS) return { status: 200, body: listModels(model) };
    if (call.method !== 'POST' || !call.path.startsWith(`${ADDRESS}/`))
      throw new LlmError('NOT_SERVED', `the local site does not serve ${call.method} ${call.path}`);
    if (!model) throw forbidden('no model is available on this site');
    return chat({ call, model, rates });
  };
  return {
    async handle(call) {
      try {
        return await answer(call);
      } catch (error) {
        if (error instanceof LlmError) return error.toAnswer();
        throw error;
      }
    },
    clear() {
      rates.clear();
      model?.rewind();
    },
  };
}

const forbidden = (message: string): LlmError => new LlmError('FORGE_LLMS_MODEL_FORBIDDEN', message);

const listModels = (model: ChatModel | undefined) => ({
  models: model ? MODEL_CARDS.map(({ name }) => ({ model: name, status: 'active' })) : [],
});

interface Chat {
  readonly call: DoorCall;
  readonly model: ChatModel;
  readonly rates: LlmRates;
}

async function chat({ call, model, rates }: Chat): Promise<DoorAnswer> {
  const name = decodeName(call.path.slice(ADDRESS.length + 1));
  const card = MODEL_CARDS.find((item) => item.name === name);
  if (!card) throw forbidden(`Forge LLMs model not allowed: ${name}`);
  // Counted before it is looked at: the limit is on prompts that were sent.
  rates.takeRequest();
  const request = readChatRequest(readBody(call), card);
  const input = estimateInput(request);
  rates.takeInput(name, input);
  const result = await model.chat({ modelName: name, request, limitMs: findLimitMs(call.invocation) });
  return toDoorAnswer(result, request, (answers) => rates.takeRest(name, input, countTokens(answers, input)));
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** So that the end of the invocation comes first, and the app never sees an answer of that moment. */
const GRACE_MS = 1_000;

/**
 * A model's time: 5 minutes in a consumer, elsewhere what a function in the background has when it asks for no more
 * (limits-llm promises the 5 minutes with async events only); never longer than the invocation.
 */
export function findLimitMs({ moduleType, deadline }: Pick<Invocation, 'moduleType' | 'deadline'>): number {
  const longest = moduleType === 'consumer' ? LIMITS.llmInference.value : LIMITS.backgroundTimeout.value;
  const left = deadline - performance.timeOrigin - performance.now();
  return Math.max(0, Math.min(longest * 1_000, Math.round(left) + GRACE_MS));
}

/** Tokens as the model counts them, else the estimate of what went in and came out. */
function countTokens(answers: readonly ChatAnswer[], input: number): number {
  const usage = answers
    .map((answer) => answer.usage)
    .filter((counted) => counted !== undefined)
    .at(-1);
  if (usage) return usage.total_tokens;
  const messages = answers.flatMap(({ choices }) => choices.map(({ message }) => message));
  const texts = messages.flatMap(({ content, tool_calls: calls = [] }) => [
    ...content.map(({ text }) => text),
    ...calls.map((call) => JSON.stringify(call.function.arguments)),
  ]);
  return input + estimateTokens(texts.join(''));
}

/** A streamed answer is one JSON text a line (forge-facts §6.5); `count` gets what was answered, once. */
function toDoorAnswer(
  result: ChatResult,
  { stream }: ChatRequest,
  count: (answers: readonly ChatAnswer[]) => void,
): DoorAnswer {
  switch (result.kind) {
    case 'raw':
      return typeof result.body === 'string'
        ? { status: result.status, pieces: [result.body] }
        : { status: result.status, body: result.body };
    case 'answer':
      count([result.answer]);
      return stream ? { status: 200, pieces: [toLine(result.answer)] } : { status: 200, body: result.answer };
    case 'stream':
      return { status: 200, pieces: countEach(result.chunks, count) };
  }
}

const toLine = (answer: ChatAnswer): string => `${JSON.stringify(answer)}\n`;

async function* countEach(
  chunks: AsyncIterable<ChatAnswer>,
  count: (answers: readonly ChatAnswer[]) => void,
): AsyncGenerator<string> {
  const seen: ChatAnswer[] = [];
  try {
    for await (const chunk of chunks) {
      seen.push(chunk);
      yield toLine(chunk);
    }
  } finally {
    count(seen);
  }
}
