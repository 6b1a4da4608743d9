import { chat, ForgeLlmError, list, type ChatResponse, type Prompt } from '@forge/llm';
import { z } from 'zod';
import { ModelError, type ChatAnswer, type ChatRequest, type LanguageModels } from '../ports/platform';

/**
 * What of an answer the app reads (facts §6.5). Loose: whatever else the service sends is left alone. A field that is there in
 * another shape makes the whole answer one that is none.
 */
const AnswerSchema = z.looseObject({
  model: z.string().optional(),
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish(),
        message: z.looseObject({
          tool_calls: z
            .array(z.looseObject({ function: z.looseObject({ name: z.string(), arguments: z.unknown() }) }))
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: z
    .looseObject({
      input_tokens: z.number().int().min(0).default(0),
      output_tokens: z.number().int().min(0).default(0),
    })
    .nullish(),
});

const ModelsSchema = z.looseObject({
  models: z.array(z.looseObject({ model: z.string(), status: z.string() })),
});

/** The class of its errors is not exported, so a status is looked for on what it extends (facts §2.5). */
const statusOf = (error: unknown): number | null =>
  error instanceof ForgeLlmError && 'status' in error && typeof error.status === 'number'
    ? error.status
    : null;

function kindOf(status: number | null): ModelError['kind'] {
  if (status === 429) return 'rate-limited';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 408 || status === 504) return 'timed-out';
  if (status !== null && status < 500) return 'refused';
  return 'unavailable';
}

function toModelError(error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  const status = statusOf(error);
  // Forge's package gives no Retry-After, so none is known (facts §2.5).
  return new ModelError(kindOf(status), `Forge LLM answered ${status ?? 'nothing'}`, { cause: error });
}

async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toModelError(error);
  }
}

function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw new ModelError('unavailable', 'Forge LLM answered in another shape');
  return result.data;
}

function toAnswer(body: unknown): ChatAnswer {
  const { model, choices, usage } = parsed(AnswerSchema, body);
  const calls = choices.flatMap(({ message }) => message.tool_calls ?? []);
  return {
    model: model ?? null,
    finishReason: choices.length === 1 ? (choices[0]?.finish_reason ?? null) : null,
    toolCalls: calls.map((call) => ({ name: call.function.name, arguments: call.function.arguments })),
    usage:
      usage === undefined || usage === null
        ? null
        : { inputTokens: usage.input_tokens, outputTokens: usage.output_tokens },
  };
}

const toPrompt = (request: ChatRequest, temperature: number | null): Prompt => ({
  model: request.model,
  messages: request.messages.map(({ role, content }) => ({ role, content })),
  max_completion_tokens: request.maxOutputTokens,
  // Never with `top_p`: every model refuses both together.
  ...(temperature === null ? {} : { temperature }),
  tools: [
    {
      type: 'function',
      function: {
        name: request.tool.name,
        description: request.tool.description,
        parameters: { ...request.tool.parameters },
      },
    },
  ],
  tool_choice: { type: 'function', function: { name: request.tool.name } },
});

/** Some models refuse a temperature, and Forge names no error for it: a refused question is asked once more without one. */
async function chatTolerantly(request: ChatRequest): Promise<ChatResponse> {
  try {
    return await chat(toPrompt(request, request.temperature));
  } catch (error) {
    if (statusOf(error) !== 400 || request.temperature === null) throw error;
    return chat(toPrompt(request, null));
  }
}

/** The port over Forge LLM, which alone sees what is asked (docs/privacy.md). */
export const createLanguageModels = (): LanguageModels => ({
  listActive: async () => {
    const { models } = parsed(ModelsSchema, await asking(() => list()));
    return models.filter(({ status }) => status.toLowerCase() === 'active').map(({ model }) => model);
  },
  chat: async (request) => toAnswer(await asking(() => chatTolerantly(request))),
});
