import { z } from 'zod';
import { LlmError } from './llm-error';
import type { ModelCard } from './model-cards';
import { findBrokenRule } from './prompt-rules';

const TextPartSchema = z.strictObject({ type: z.literal('text'), text: z.string() });
const ContentSchema = z.union([z.string(), z.array(TextPartSchema)], {
  error: 'content must be a string or a list of {"type":"text","text"}: Forge takes text only',
});
const NameSchema = z.string().regex(/^[\w-]{1,64}$/, 'a tool name has 1 to 64 letters, digits, _ or -');
const ToolCallSchema = z.strictObject({
  id: z.string().min(1),
  type: z.literal('function'),
  index: z.number().int().min(0).optional(),
  function: z.strictObject({ name: NameSchema, arguments: z.record(z.string(), z.unknown()) }),
});

const MessageSchema = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: ContentSchema }),
  z.strictObject({ role: z.literal('user'), content: ContentSchema }),
  z.strictObject({
    role: z.literal('assistant'),
    content: ContentSchema,
    tool_calls: z.array(ToolCallSchema).optional(),
  }),
  z.strictObject({
    role: z.literal('tool'),
    content: ContentSchema,
    // Optional in the SDK's types, but an answer to no call is of no use to a model.
    tool_call_id: z.string().min(1),
    name: z.string().optional(),
  }),
]);

const ToolSchema = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: NameSchema,
    description: z.string(),
    parameters: z.looseObject({ type: z.literal('object') }),
  }),
});

/**
 * Body of a chat: `Prompt` of `@forge/llm` without `model`, plus `stream`. Strict, because the SDK sends unknown
 * fields on and what Forge does with them is not documented (forge-facts §2.5: no images, no response_format).
 */
const ChatRequestSchema = z.strictObject({
  stream: z.boolean(),
  messages: z.array(MessageSchema).min(1),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  max_completion_tokens: z.number().int().min(1).optional(),
  tools: z.array(ToolSchema).optional(),
  tool_choice: z
    .union([
      z.enum(['auto', 'none', 'required']),
      z.strictObject({ type: z.literal('function'), function: z.strictObject({ name: NameSchema }) }),
    ])
    .optional(),
});

/** A checked chat request. */
export type ChatRequest = z.infer<typeof ChatRequestSchema>;
/** One message of it. */
export type Message = ChatRequest['messages'][number];

/** Reads and checks the body of a chat with `card`'s model; raises `INVALID_PROMPT`, which names the field. */
export function readChatRequest(body: unknown, card: ModelCard): ChatRequest {
  const parsed = ChatRequestSchema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new LlmError('INVALID_PROMPT', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
  }
  const broken = findBrokenRule(parsed.data, card);
  if (broken !== undefined) throw new LlmError('INVALID_PROMPT', broken);
  return parsed.data;
}
