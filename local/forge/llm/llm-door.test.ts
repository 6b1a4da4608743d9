import { describe, expect, it } from '@jest/globals';
import { MODEL_CARDS } from './model-cards';
import { readScript } from './script-line';
import { createScriptModel } from './script-model';
import {
  ALWAYS,
  HAIKU,
  startLlm,
  prompt,
  refused,
  startScript as start,
  user,
  weather,
} from './testing/prompts';

const call = (id: string) => ({
  id,
  type: 'function',
  index: 0,
  function: { name: 'weather', arguments: { city: 'Bern' } },
});
const calls = (...ids: readonly string[]) => ({ role: 'assistant', content: [], tool_calls: ids.map(call) });
const result = (id: string) => ({ role: 'tool', tool_call_id: id, content: 'sunny' });

describe('the list of models', () => {
  it('has the models of the Forge page, all of them active', async () => {
    const { invoke } = await start(ALWAYS);
    const models = MODEL_CARDS.map(({ name }) => ({ model: name, status: 'active' }));
    expect(models.map(({ model }) => model)).toContain('claude-opus-4-8');
    expect(await invoke('list')).toEqual({ answer: { models } });
  });

  it('is empty without a model, and a chat is then forbidden', async () => {
    const llm = await startLlm();
    expect(await llm.invoke('list')).toEqual({ answer: { models: [] } });
    expect(await llm.invoke('chat', prompt())).toEqual(refused(403, 'FORGE_LLMS_MODEL_FORBIDDEN'));
  });

  it('is forbidden without an llm module, whose place in the manifest is named', async () => {
    const model = createScriptModel(readScript(JSON.stringify(ALWAYS)));
    const llm = await startLlm(model, { hasLlm: false });
    const forbidden = refused(403, 'FORGE_LLMS_MODEL_FORBIDDEN', 'manifest.yml');
    expect(await llm.invoke('list')).toEqual(forbidden);
    expect(await llm.invoke('chat', prompt())).toEqual(forbidden);
  });
});

describe('a chat', () => {
  it('is answered in the shape of the SDK, with the tokens that it took', async () => {
    const { invoke } = await start({ text: 'good morning' });
    expect(await invoke('chat', prompt())).toEqual({
      answer: {
        choices: [
          {
            index: 0,
            finish_reason: 'end_turn',
            message: { role: 'assistant', content: [{ type: 'text', text: 'good morning' }] },
          },
        ],
        usage: { input_tokens: 2, output_tokens: 3, total_tokens: 5 },
      },
    });
  });

  it('gives tool calls their arguments as an object, and ends with tool_use', async () => {
    const { invoke } = await start({ tool: { arguments: { city: 'Bern' } } });
    const answer = await invoke('chat', prompt({ tools: [weather], tool_choice: 'required' }));
    expect(answer).toMatchObject({
      answer: {
        choices: [
          {
            finish_reason: 'tool_use',
            message: {
              content: [],
              tool_calls: [{ type: 'function', function: { name: 'weather', arguments: { city: 'Bern' } } }],
            },
          },
        ],
      },
    });
  });

  it('goes on after a tool call that is answered', async () => {
    const { invoke } = await start(ALWAYS);
    const messages = [user('weather?'), calls('a', 'b'), result('b'), result('a')];
    expect(await invoke('chat', prompt({ messages, tools: [weather] }))).toHaveProperty('answer');
  });

  it('with a model that is not offered is forbidden', async () => {
    const { invoke } = await start(ALWAYS);
    const forbidden = refused(403, 'FORGE_LLMS_MODEL_FORBIDDEN', 'claude-sonnet-4-20250514');
    expect(await invoke('chat', prompt({ model: 'claude-sonnet-4-20250514' }))).toEqual(forbidden);
    expect(await invoke('chat', prompt({ model: 'a/%zz' }))).toEqual(
      refused(403, 'FORGE_LLMS_MODEL_FORBIDDEN', 'a/%zz'),
    );
  });

  it('is stopped by the SDK itself where the SDK checks', async () => {
    const { invoke, traffic } = await start(ALWAYS);
    const stopped = { error: { name: 'PromptValidationError', isForgeLlmError: true } };
    expect(await invoke('chat', prompt({ temperature: 2 }))).toMatchObject(stopped);
    expect(await invoke('chat', prompt({ messages: [] }))).toMatchObject(stopped);
    expect(traffic()).toEqual([]);
  });

  it('at an address of the platform that is not served is refused by name', async () => {
    const { invoke } = await start(ALWAYS);
    expect(await invoke('raw', { path: 'https://llm', body: {} })).toMatchObject({
      answer: { status: 501, body: { code: 'NOT_SERVED' } },
    });
  });
});

describe('a prompt', () => {
  it.each([
    ['a part that is no text', { messages: [user([{ type: 'image', url: 'x' }])] }, 'messages.0.content'],
    ['no content', { messages: [{ role: 'user', content: null }] }, 'messages.0.content'],
    ['an empty text', { messages: [user('')] }, 'messages.0.content'],
    ['no message of a user', { messages: [{ role: 'system', content: 'x' }] }, 'role user'],
    ['a field that Forge does not name', { response_format: { type: 'json_object' } }, 'response_format'],
    ['a field of a message that Forge does not name', { messages: [{ ...user('x'), name: 'n' }] }, 'name'],
    ['a tool without description', { tools: [{ type: 'function', function: { name: 'x' } }] }, 'description'],
    ['two tools of one name', { tools: [weather, weather] }, 'weather'],
    ['a choice of a tool that is not offered', { tools: [weather], tool_choice: choose('rain') }, 'rain'],
    ['a required call without tools', { tools: [], tool_choice: 'required' }, 'tool_choice'],
    ['a tool call without its answer', { messages: [user('x'), calls('a', 'b'), result('a')] }, 'b'],
    ['a tool call that is passed over', { messages: [user('x'), calls('a'), user('y')] }, 'calls a'],
    ['an answer to no tool call', { messages: [user('x'), result('a')] }, 'messages.1.tool_call_id'],
    ['two tool calls of one id', { messages: [user('x'), calls('a', 'a'), result('a')] }, 'same id'],
    [
      'a tool message without an id',
      { messages: [user('x'), { role: 'tool', content: 'y' }] },
      'tool_call_id',
    ],
  ])('with %s is refused with 400, and the message names it', async (_what, part, named) => {
    const { invoke } = await start(ALWAYS);
    expect(await invoke('chat', prompt(part))).toEqual(refused(400, 'INVALID_PROMPT', named));
  });

  it('with temperature and top_p together is refused, with one of them it is not', async () => {
    const { invoke } = await start(ALWAYS);
    for (const part of [{ temperature: 0.2 }, { top_p: 0.9 }])
      expect(await invoke('chat', prompt(part))).toHaveProperty('answer');
    expect(await invoke('chat', prompt({ temperature: 0.2, top_p: 0.9 }))).toEqual(
      refused(400, 'INVALID_PROMPT', 'cannot be specified together'),
    );
  });

  it.each(['claude-opus-4-7', 'claude-opus-4-8', 'claude-opus-5', 'claude-sonnet-5'])(
    'for %s is refused with temperature or top_p',
    async (model) => {
      const { invoke } = await start(ALWAYS);
      for (const part of [{ temperature: 0 }, { top_p: 1 }])
        expect(await invoke('chat', prompt({ model, ...part }))).toEqual(
          refused(400, 'INVALID_PROMPT', `${model} does not support`),
        );
      expect(await invoke('chat', prompt({ model }))).toHaveProperty('answer');
    },
  );
});

describe('a stream', () => {
  it('brings its text in chunks, and the reason with the tokens in the last one', async () => {
    const text = 'Grüße: 🙂 — a text that is longer than one chunk of the script model is';
    const { invoke } = await start({ text });
    const told = await invoke('stream', prompt());
    const chunks = chunksOf(told);
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks.map(textOf).join('')).toBe(text);
    expect(chunks.map(reasonOf)).toEqual([...chunks.slice(1).map(() => undefined), 'end_turn']);
    expect(chunks.at(-1)).toHaveProperty('usage.total_tokens');
  });

  it('that is closed by the app ends, and the traffic has what was sent', async () => {
    const { invoke, traffic } = await start(ALWAYS);
    expect(await invoke('first', prompt())).toMatchObject({ answer: { choices: [{ index: 0 }] } });
    expect(traffic()).toMatchObject([{ path: `https://llm/${HAIKU}`, status: 200 }]);
  });

  it('that was cut off has no chunk with a finish_reason', async () => {
    const { invoke } = await start({ text: 'half an ans', finishReason: null });
    const chunks = chunksOf(await invoke('stream', prompt()));
    expect(chunks.map(textOf).join('')).toBe('half an ans');
    expect(chunks.every((chunk) => reasonOf(chunk) === undefined)).toBe(true);
  });
});

describe('the traffic of the door', () => {
  it('shows request and answer of a chat, and every chunk of a stream', async () => {
    const { invoke, traffic } = await start(ALWAYS);
    await invoke('chat', prompt());
    const streamed = await invoke('stream', prompt());
    expect(traffic()).toMatchObject([
      {
        method: 'POST',
        request: { messages: [user('hello')], stream: false },
        response: { choices: [{ finish_reason: 'end_turn' }] },
      },
      { request: { stream: true }, response: chunksOf(streamed) },
    ]);
  });
});

function choose(name: string) {
  return { type: 'function', function: { name } };
}

interface Chunk {
  readonly choices: readonly {
    readonly finish_reason?: string;
    readonly message: { readonly content: readonly { readonly text: string }[] };
  }[];
}

// Checked edge: the model of these tests builds the chunks.
const chunksOf = (told: unknown): readonly Chunk[] => (told as { answer: readonly Chunk[] }).answer;
const textOf = ({ choices }: Chunk): string =>
  choices.flatMap(({ message }) => message.content.map(({ text }) => text)).join('');
const reasonOf = ({ choices }: Chunk): string | undefined => choices[0]?.finish_reason;
