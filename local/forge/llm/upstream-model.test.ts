import { beforeEach, describe, expect, it } from '@jest/globals';
import { openModel } from './open-model';
import { completion, delta, send, sendEvents, type FakeOpenAi } from './testing/fake-openai';
import type { LlmHost } from './testing/llm-host';
import { refused, startLlm, user, weather } from './testing/prompts';
import { KEY, OPUS, prompt, startUpstream, text } from './testing/upstream-host';
import { createUpstreamModel } from './upstream-model';

let fake: FakeOpenAi;
let llm: LlmHost;

beforeEach(async () => {
  ({ fake, llm } = await startUpstream());
});

const openAiCall = (id: string, given: string) => ({
  id,
  type: 'function',
  function: { name: 'weather', arguments: given },
});
const answered = (choice: object, usage?: object) => ({
  answer: { choices: [{ index: 0, ...choice }], ...(usage === undefined ? {} : { usage }) },
});

describe('a chat through LLM_BASE_URL', () => {
  it('asks the address for the one model, with the key, and answers in the words of Forge', async () => {
    fake.answers.push(send(completion({ content: 'good morning' })));
    expect(await llm.invoke('chat', prompt({ max_completion_tokens: 50 }))).toEqual(
      answered(
        { finish_reason: 'end_turn', message: text('good morning') },
        { input_tokens: 11, output_tokens: 7, total_tokens: 18 },
      ),
    );
    const [request] = fake.requests;
    expect(request?.path).toBe('/v1/chat/completions');
    expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(request?.body).toEqual({
      model: 'served-model',
      messages: [user('hello')],
      max_completion_tokens: 50,
      stream: false,
    });
  });

  it.each([
    ['temperature', 0.2],
    ['top_p', 0.9],
  ])('passes %s on', async (name, value) => {
    fake.answers.push(send(completion({ content: 'x' })));
    await llm.invoke('chat', prompt({ model: 'claude-sonnet-4-6', [name]: value }));
    expect(fake.requests[0]?.body).toHaveProperty(name, value);
  });

  it('passes the name that the app chose on when LLM_MODEL is not set', async () => {
    llm.host.close();
    llm = await startLlm(openModel({ LLM_BASE_URL: `${fake.url}/chat/completions` }));
    fake.answers.push(send(completion({ content: 'x' })));
    await llm.invoke('chat', prompt());
    expect(fake.requests[0]).toMatchObject({ path: '/v1/chat/completions', body: { model: OPUS } });
    expect(fake.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('gives a forced tool call its arguments as an object, and the word tool_use', async () => {
    // A call that was forced by name ends with "stop" at OpenAI.
    const message = { content: null, tool_calls: [openAiCall('c1', '{"city":"Bern"}')] };
    fake.answers.push(send(completion(message, 'stop')));
    const choice = { type: 'function', function: { name: 'weather' } };
    const told = await llm.invoke('chat', prompt({ tools: [weather], tool_choice: choice }));
    const call = {
      id: 'c1',
      type: 'function',
      index: 0,
      function: { name: 'weather', arguments: { city: 'Bern' } },
    };
    expect(told).toMatchObject(
      answered({ finish_reason: 'tool_use', message: { content: [], tool_calls: [call] } }),
    );
    expect(fake.requests[0]?.body).toMatchObject({ tools: [weather], tool_choice: choice });
  });

  it.each([
    ['{"city":', '{"city":'],
    ['[1]', '[1]'],
    ['', {}],
  ])('gives the arguments %j as %j', async (given, expected) => {
    const message = { tool_calls: [openAiCall('c1', given)] };
    fake.answers.push(send(completion(message, 'tool_calls')));
    const told = await llm.invoke('chat', prompt({ tools: [weather] }));
    const call = { function: { name: 'weather', arguments: expected } };
    expect(told).toMatchObject(answered({ message: { tool_calls: [call] } }));
  });

  it('carries a loop of tool calls', async () => {
    const calls = [openAiCall('c1', '{"city":"Bern"}'), openAiCall('c2', '{"city":"Rome"}')];
    fake.answers.push(send(completion({ content: '', tool_calls: calls }, 'tool_calls')));
    fake.answers.push(send(completion({ content: 'Sunny in both' })));
    const first = await llm.invoke('chat', prompt({ tools: [weather] }));
    // Checked edge: the fake built the answer.
    const { answer } = first as { answer: { choices: readonly { message: object }[] } };
    const messages = [
      user('hello'),
      answer.choices[0]?.message,
      { role: 'tool', tool_call_id: 'c1', content: 'sun' },
      { role: 'tool', tool_call_id: 'c2', content: [{ type: 'text', text: 'sun' }] },
    ];
    const second = await llm.invoke('chat', prompt({ messages, tools: [weather] }));
    expect(second).toMatchObject(answered({ finish_reason: 'end_turn', message: text('Sunny in both') }));
    expect(fake.requests[1]?.body['messages']).toEqual([
      user('hello'),
      { role: 'assistant', content: null, tool_calls: calls },
      { role: 'tool', tool_call_id: 'c1', content: 'sun' },
      { role: 'tool', tool_call_id: 'c2', content: [{ type: 'text', text: 'sun' }] },
    ]);
  });

  it.each([
    ['length', 'max_tokens'],
    ['content_filter', 'refusal'],
  ])('turns the reason %s into %s', async (word, expected) => {
    fake.answers.push(send(completion({ content: 'x' }, word)));
    expect(await llm.invoke('chat', prompt())).toMatchObject(answered({ finish_reason: expected }));
  });

  it('counts the tokens that the model reports against the minute', async () => {
    const most = 500_000;
    fake.answers.push(send(completion({ content: 'x' }, 'stop', [most - 10, 10])));
    await llm.invoke('chat', prompt());
    expect(await llm.invoke('chat', prompt())).toEqual(refused(429, 'RATE_LIMIT_EXCEEDED', OPUS));
    expect(fake.requests).toHaveLength(1);
  });
});

describe('a model behind LLM_BASE_URL that does not answer well', () => {
  it.each([
    { upstream: 429, status: 429, code: 'RATE_LIMIT_EXCEEDED', message: 'too many requests' },
    { upstream: 400, status: 400, code: 'INVALID_PROMPT', message: 'no tools here' },
    { upstream: 422, status: 400, code: 'INVALID_PROMPT', message: 'no tools here' },
    { upstream: 401, status: 502, code: 'MODEL_REFUSED', message: 'check LLM_API_KEY' },
    { upstream: 404, status: 502, code: 'MODEL_REFUSED', message: '404' },
    { upstream: 503, status: 502, code: 'MODEL_REFUSED', message: '503' },
  ])('with the status $upstream gives $status $code', async ({ upstream, status, code, message }) => {
    fake.answers.push(send({ error: { message: `no tools here, says ${KEY}` } }, { status: upstream }));
    const told = await llm.invoke('chat', prompt());
    expect(told).toEqual(refused(status, code, message));
    expect(JSON.stringify([told, llm.traffic(), llm.host.log.since(0)])).not.toContain(KEY);
  });

  it.each([
    ['no JSON', '<html>', 'no JSON'],
    ['no completion', { choices: [] }, 'choices'],
    ['an unknown reason', completion({ content: 'x' }, 'bored'), 'bored'],
    ['an error in place of an answer', { error: { message: 'x' } }, 'choices'],
  ])('with %s gives 502', async (_what, body, message) => {
    fake.answers.push(send(body));
    expect(await llm.invoke('chat', prompt())).toEqual(refused(502, 'MODEL_ANSWER_INVALID', message));
  });

  it('with a redirect is not followed there', async () => {
    const headers = { location: fake.url };
    fake.answers.push(send('', { status: 307, headers }), send(completion({ content: 'x' })));
    expect(await llm.invoke('chat', prompt())).toEqual(refused(502, 'MODEL_REFUSED', '307'));
    expect(fake.requests).toHaveLength(1);
  });

  it('with an answer without end is cut at 32 MiB', async () => {
    const piece = ' '.repeat(1024 * 1024);
    fake.answers.push((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const write = (): void => {
        while (!response.destroyed && response.write(piece));
        response.once('drain', write);
      };
      write();
    });
    expect(await llm.invoke('chat', prompt())).toEqual(
      refused(502, 'MODEL_ANSWER_INVALID', `longer than ${32 * 1024 * 1024}`),
    );
  }, 20_000);

  it('that is not there gives 502, without its address', async () => {
    await fake.close();
    const told = await llm.invoke('chat', prompt());
    expect(told).toEqual(refused(502, 'MODEL_UNREACHABLE', 'ECONNREFUSED'));
    expect(JSON.stringify(told)).not.toContain('127.0.0.1');
  });

  it('that takes longer than it may gives 504', async () => {
    fake.answers.push(() => undefined);
    const model = createUpstreamModel({
      address: `${fake.url}/chat/completions`,
      apiKey: KEY,
      model: undefined,
    });
    const request = { stream: false, messages: [{ role: 'user' as const, content: 'hello' }] };
    const answer = model.chat({ modelName: OPUS, request, limitMs: 50 });
    await expect(answer).rejects.toMatchObject({ code: 'INFERENCE_TIMEOUT' });
  });

  it('that takes longer than the invocation ends it', async () => {
    fake.answers.push((response) => setTimeout(() => send(completion({ content: 'late' }))(response), 1_500));
    await expect(llm.deliver('consume-briefly', prompt())).rejects.toMatchObject({
      code: 'FUNCTION_TIME_OUT',
    });
  });
});

describe('the key of the model', () => {
  it('shows in no answer, traffic or log, even when the model repeats it', async () => {
    fake.answers.push(send(completion({ content: `my key is ${KEY}` })));
    fake.answers.push(sendEvents([delta({ content: `it is ${KEY}` }), delta({}, 'stop'), '[DONE]']));
    const told = [await llm.invoke('chat', prompt()), await llm.invoke('stream', prompt())];
    expect(told).toMatchObject([answered({ message: text('my key is ***') }), { answer: expect.anything() }]);
    expect(JSON.stringify([told, llm.traffic(), llm.host.log.since(0)])).not.toContain(KEY);
    expect(fake.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${KEY}`,
      `Bearer ${KEY}`,
    ]);
  });
});
