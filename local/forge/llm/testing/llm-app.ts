import type { AsyncEvent } from '@forge/events';
import { ForgeLlmError, chat, list, stream, type Prompt } from '@forge/llm';
import Resolver from '@forge/resolver';
import { z } from 'zod';
import type { ForgeFetch } from '../../invocation';

/** A tiny app over the real `@forge/llm`: each call does what its payload says, and tells how it went. */
const resolver = new Resolver();

// Checked edge: tests send good and bad prompts through the package on purpose.
const toPrompt = (payload: unknown): Prompt => z.looseObject({}).parse(payload) as unknown as Prompt;

const ForgeFetchSchema = z.custom<ForgeFetch>((value) => typeof value === 'function');
const ErrorSchema = z.object({
  name: z.string(),
  code: z.string().optional(),
  status: z.number().optional(),
  message: z.string(),
});

async function tell(run: () => Promise<unknown>): Promise<unknown> {
  try {
    return { answer: await run() };
  } catch (error) {
    return { error: { ...ErrorSchema.parse(error), isForgeLlmError: error instanceof ForgeLlmError } };
  }
}

async function collect(prompt: Prompt): Promise<unknown> {
  const chunks: unknown[] = [];
  for await (const chunk of await stream(prompt)) chunks.push(chunk);
  return chunks;
}

async function readOne(prompt: Prompt): Promise<unknown> {
  const answer = await stream(prompt);
  for await (const chunk of answer) {
    await answer.close();
    return chunk;
  }
  return undefined;
}

resolver.define('list', () => tell(list));
resolver.define('chat', ({ payload }) => tell(() => chat(toPrompt(payload))));
resolver.define('stream', ({ payload }) => tell(() => collect(toPrompt(payload))));
resolver.define('first', ({ payload }) => tell(() => readOne(toPrompt(payload))));
resolver.define('raw', ({ payload }) =>
  tell(async () => {
    const { path, body } = z.object({ path: z.string(), body: z.unknown() }).parse(payload);
    const init = { method: 'POST', body: JSON.stringify(body) };
    const forgeFetch = ForgeFetchSchema.parse(Reflect.get(globalThis, '__forge_fetch__'));
    const answer = await forgeFetch({ type: 'llm' }, path, init);
    return { status: answer.status, body: z.unknown().parse(await answer.json()) };
  }),
);

/** Resolver function of the fixture's panel. */
export const resolve = resolver.getDefinitions();

/** Consumer: tells how a chat went. */
export const consume = (event: AsyncEvent): Promise<unknown> => tell(() => chat(toPrompt(event.body)));
