import { z } from 'zod';
import { toAnswer, type ChatAnswer, type ToolCall, type Usage } from './chat-model';
import { LlmError } from './llm-error';

const UsageSchema = z.object({ prompt_tokens: z.number(), completion_tokens: z.number() });
/** `usage` of an answer or a chunk; null where the model does not count. */
export const UsageField = UsageSchema.nullish().catch(null);

const AnswerSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({
                id: z.string().nullish(),
                function: z.object({ name: z.string(), arguments: z.string() }),
              }),
            )
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: UsageField,
});

/** Words of Anthropic that Forge answers with, by OpenAI's word. `refusal` is not documented by Forge. */
const FINISH_REASONS: Readonly<Record<string, string>> = {
  stop: 'end_turn',
  tool_calls: 'tool_use',
  length: 'max_tokens',
  content_filter: 'refusal',
};

/** Turns a whole chat completion into Forge's answer; raises `MODEL_ANSWER_INVALID`, which names what is wrong. */
export function toForgeAnswer(body: unknown): ChatAnswer {
  const parsed = AnswerSchema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalid(`is no chat completion: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { choices, usage } = parsed.data;
  const [choice] = choices;
  const { content, tool_calls: calls } = choice?.message ?? {};
  const toolCalls = (calls ?? []).map((call, index) =>
    toToolCall({ id: call.id ?? '', name: call.function.name, text: call.function.arguments, index }),
  );
  return toAnswer({
    text: content ?? '',
    toolCalls,
    finishReason: toFinishReason(choice?.finish_reason ?? 'none', toolCalls.length > 0),
    usage: toUsage(usage),
  });
}

/** Raises `MODEL_ANSWER_INVALID` for a word that has no counterpart. A forced call ends with `stop` at OpenAI. */
export function toFinishReason(word: string, hasToolCalls: boolean): string {
  const reason = Object.hasOwn(FINISH_REASONS, word) ? FINISH_REASONS[word] : undefined;
  if (reason === undefined)
    throw invalid(`has the finish_reason "${word}", which has no counterpart on Forge`);
  return reason === 'end_turn' && hasToolCalls ? 'tool_use' : reason;
}

/** Some models give a call no id. Arguments that are no JSON object stay the model's text: an app has to bear that. */
export function toToolCall(call: {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly index: number;
}): ToolCall {
  const { id, name, text, index } = call;
  const known = id === '' ? `call_${index}` : id;
  return { id: known, type: 'function', index, function: { name, arguments: readArguments(text) } };
}

function readArguments(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : text;
  } catch {
    return text;
  }
}

/** Counts as Forge names them; undefined where the model does not count. */
export function toUsage(usage: z.infer<typeof UsageField>): Usage | undefined {
  if (!usage) return undefined;
  const { prompt_tokens: input, completion_tokens: output } = usage;
  return { input_tokens: input, output_tokens: output, total_tokens: input + output };
}

/** The error of an answer that cannot be understood. */
export const invalid = (what: string): LlmError =>
  new LlmError('MODEL_ANSWER_INVALID', `the answer of the model behind LLM_BASE_URL ${what}`);
