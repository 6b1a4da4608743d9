import { z } from 'zod';
import { toAnswer, type ChatAnswer, type Usage } from './chat-model';
import { UsageField, toFinishReason, toToolCall, toUsage } from './openai-answer';

const ChunkSchema = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      delta: z
        .object({
          content: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({
                index: z.number().int().default(0),
                id: z.string().nullish(),
                function: z
                  .object({ name: z.string().nullish(), arguments: z.string().nullish() })
                  .optional(),
              }),
            )
            .nullish(),
        })
        .nullish(),
    }),
  ),
  usage: UsageField,
});

type Chunk = z.infer<typeof ChunkSchema>;

const DONE = '[DONE]';

/** Reads the data of each server-sent event; ends at OpenAI's `[DONE]`. */
export async function* readEvents(text: AsyncIterable<string>): AsyncGenerator<string> {
  let data: string[] = [];
  for await (const line of splitLines(text)) {
    if (line.startsWith('data:')) data.push(line.slice('data:'.length).trimStart());
    if (line !== '' || data.length === 0) continue;
    const event = data.join('\n');
    data = [];
    if (event === DONE) return;
    yield event;
  }
}

async function* splitLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of text) {
    const lines = (rest + piece).split(/\r?\n/u);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  // A last event without its empty line is still an event.
  yield* [rest, ''];
}

/**
 * Turns OpenAI's events into Forge's chunks: text as it comes; tool calls whole, with the reason and the usage, in
 * the last chunk, since Forge does not say how it would cut them. A stream that breaks, or says what it should not,
 * just ends: on Forge that is no error, and its sign is that no chunk had a finish_reason (forge-facts §2.5).
 */
export async function* toForgeChunks(events: AsyncIterable<string>): AsyncGenerator<ChatAnswer> {
  const calls = new Map<number, { id: string; name: string; text: string }>();
  let reason: string | undefined;
  let usage: Usage | undefined;
  try {
    for await (const event of events) {
      const chunk = ChunkSchema.parse(JSON.parse(event));
      const [choice] = chunk.choices;
      collectCalls(calls, chunk);
      usage = toUsage(chunk.usage) ?? usage;
      if (choice?.finish_reason) reason = toFinishReason(choice.finish_reason, calls.size > 0);
      if (choice?.delta?.content) yield toAnswer({ text: choice.delta.content });
    }
  } catch {
    if (reason === undefined) return;
  }
  if (reason === undefined) return;
  const toolCalls = [...calls.values()].map((call, index) => toToolCall({ ...call, index }));
  yield toAnswer({ toolCalls, finishReason: reason, usage });
}

function collectCalls(calls: Map<number, { id: string; name: string; text: string }>, chunk: Chunk): void {
  for (const { index, id, function: part } of chunk.choices[0]?.delta?.tool_calls ?? []) {
    const known = calls.get(index) ?? { id: '', name: '', text: '' };
    calls.set(index, {
      id: id ?? known.id,
      name: known.name + (part?.name ?? ''),
      text: known.text + (part?.arguments ?? ''),
    });
  }
}
