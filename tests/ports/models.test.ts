import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChatModel, ChatResult } from '../../local/forge/llm/chat-model';
import { createScriptModel } from '../../local/forge/llm/script-model';
import type { ScriptLine } from '../../local/forge/llm/script-line';
import type { ChatRequest, Clock, LanguageModels } from '../../src/ports/platform';
import { startAdapterHost, type AdapterHost } from './adapter-host';

interface Adapters {
  readonly models: LanguageModels;
  readonly clock: Clock;
}

let started: AdapterHost<Adapters> | undefined;
const site = (): AdapterHost<Adapters> => {
  if (started === undefined) throw new Error('the host did not start');
  return started;
};

/** What stands behind the door: a test puts lines of a script there. */
let model = createScriptModel([]);
const behindTheDoor: ChatModel = {
  chat: (call): Promise<ChatResult> => model.chat(call),
  rewind: () => undefined,
};
const script = (...lines: ScriptLine[]): void => {
  model = createScriptModel(lines, () => Promise.resolve());
};

beforeAll(async () => {
  started = await startAdapterHost(
    async () => {
      const { createLanguageModels } = await import('../../src/forge/llm');
      const { createClock } = await import('../../src/forge/platform');
      return { models: createLanguageModels(), clock: createClock() };
    },
    { model: behindTheDoor },
  );
});
beforeEach(() => site().reset());
afterAll(() => started?.host.close());

const question = (over: Partial<ChatRequest> = {}): ChatRequest => ({
  model: 'claude-haiku-4-5-20251001',
  messages: [
    { role: 'system', content: 'Answer by the tool.' },
    { role: 'user', content: 'Data' },
  ],
  tool: { name: 'return_output', description: 'Returns.', parameters: { type: 'object', properties: {} } },
  maxOutputTokens: 500,
  temperature: 0,
  ...over,
});

/** Runs a body with the adapter inside an invocation of the consumer, and gives what it gave. */
async function within<T>(body: (models: LanguageModels) => Promise<T>): Promise<T> {
  const results: T[] = [];
  await site().run(null, async () => {
    results.push(await body(site().adapters.models));
  });
  const [result] = results;
  if (result === undefined) throw new Error('the body gave nothing');
  return result;
}

const ask = (over: Partial<ChatRequest> = {}) => within((models) => models.chat(question(over)));
const askedBodies = () =>
  site()
    .host.traffic.since(0)
    .filter(({ door, method }) => door === 'llm' && method === 'POST')
    .map(({ request }) => request);

describe('the models', () => {
  it('that are active are listed by name', async () => {
    expect(await within((models) => models.listActive())).toContain('claude-haiku-4-5-20251001');
  });

  it.each([
    [403, 'forbidden'],
    [500, 'unavailable'],
    [429, 'rate-limited'],
  ])('cannot be listed on %i: %s', async (status, kind) => {
    site().host.faults.add({ door: 'llm', mode: 'status', status });
    await expect(within((models) => models.listActive())).rejects.toMatchObject({ name: 'ModelError', kind });
  });
});

describe('a question', () => {
  it('forces the one tool, and carries no more than was asked', async () => {
    script({ tool: { arguments: { sections: [] } } });
    expect(await ask()).toMatchObject({
      model: null,
      finishReason: 'tool_use',
      toolCalls: [{ name: 'return_output', arguments: { sections: [] } }],
    });
    expect(askedBodies()).toEqual([
      {
        stream: false,
        messages: question().messages,
        max_completion_tokens: 500,
        temperature: 0,
        tools: [{ type: 'function', function: question().tool }],
        tool_choice: { type: 'function', function: { name: 'return_output' } },
      },
    ]);
  });

  it('has no temperature where there is none, and is asked again without one where the model takes none', async () => {
    script({ match: '', tool: { arguments: {} } });
    await ask({ model: 'claude-opus-5', temperature: null });
    expect(askedBodies()[0]).not.toHaveProperty('temperature');
    await ask({ model: 'claude-opus-5', temperature: 0.5 });
    expect(
      askedBodies()
        .slice(1)
        .map((body) => 'temperature' in Object(body)),
    ).toEqual([true, false]);
  });

  it.each<[string, ScriptLine, string]>([
    ['429', { status: 429 }, 'rate-limited'],
    ['403', { status: 403, code: 'FORGE_LLMS_MODEL_FORBIDDEN' }, 'forbidden'],
    ['401', { status: 401 }, 'forbidden'],
    ['400', { status: 400 }, 'refused'],
    ['500', { status: 500 }, 'unavailable'],
    ['504', { status: 504 }, 'timed-out'],
    ['no JSON', { raw: '{"choices": [' }, 'unavailable'],
    ['another shape', { raw: { answer: 'yes' } }, 'unavailable'],
    ['no choice', { raw: { choices: [] } }, 'unavailable'],
    [
      'a tool call without a name',
      { raw: { choices: [{ message: { tool_calls: [{ function: {} }] } }] } },
      'unavailable',
    ],
  ])('answered with %s raises %s', async (_name, line, kind) => {
    script({ ...line, match: '' });
    const failure = ask({ temperature: null });
    await expect(failure).rejects.toMatchObject({ name: 'ModelError', kind, retryAfterSeconds: null });
  });

  it('names in its error the status, never the question or the answer', async () => {
    script({ status: 500, message: 'the prompt was: SECRET' });
    await expect(ask({ messages: [{ role: 'user', content: 'SECRET' }] })).rejects.toMatchObject({
      message: 'Forge LLM answered 500',
    });
  });

  it.each<[string, ScriptLine, object]>([
    [
      'arguments as a text',
      { tool: { arguments: '{"a":1' } },
      { toolCalls: [{ name: 'return_output', arguments: '{"a":1' }] },
    ],
    [
      'two calls',
      { tool: [{ arguments: {} }, { name: 'other', arguments: {} }] },
      { toolCalls: [{ name: 'return_output' }, { name: 'other' }] },
    ],
    ['text alone', { text: 'Approved.' }, { finishReason: 'end_turn', toolCalls: [] }],
    ['a cut answer', { tool: { arguments: {} }, finishReason: 'max_tokens' }, { finishReason: 'max_tokens' }],
    ['no finish reason', { tool: { arguments: {} }, finishReason: null }, { finishReason: null }],
    [
      'two choices',
      { raw: { choices: [{ finish_reason: 'tool_use', message: {} }, { message: {} }] } },
      { finishReason: null, toolCalls: [], usage: null },
    ],
    [
      'the name of a model',
      { raw: { model: 'claude-x', choices: [{ finish_reason: 'tool_use', message: {} }], usage: {} } },
      { model: 'claude-x', usage: { inputTokens: 0, outputTokens: 0 } },
    ],
  ])('passes on %s as it came', async (_name, line, answer) => {
    script(line);
    expect(await ask()).toMatchObject(answer);
  });

  it('says what it took', async () => {
    script({ tool: { arguments: { sections: [] } } });
    const { usage } = await ask();
    expect(usage?.inputTokens).toBeGreaterThan(0);
    expect(usage?.outputTokens).toBeGreaterThan(0);
  });
});

describe('the clock', () => {
  it('pauses for as long as it is told', async () => {
    const before = Date.now();
    await site().adapters.clock.pause(30);
    expect(Date.now() - before).toBeGreaterThanOrEqual(29);
  });
});
