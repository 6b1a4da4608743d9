import { beforeEach, describe, expect, it } from '@jest/globals';
import { completion, delta, send, sendEvents, type FakeOpenAi } from './testing/fake-openai';
import type { LlmHost } from './testing/llm-host';
import { refused, weather } from './testing/prompts';
import { OPUS, prompt, startUpstream, text } from './testing/upstream-host';

let fake: FakeOpenAi;
let llm: LlmHost;

beforeEach(async () => {
  ({ fake, llm } = await startUpstream());
});

describe('a stream through LLM_BASE_URL', () => {
  const usage = { choices: [], usage: { prompt_tokens: 5, completion_tokens: 4, total_tokens: 9 } };

  it('brings text as it comes, and reason and tokens in the last chunk', async () => {
    const events = [delta({ role: 'assistant', content: '' }), delta({ content: 'Grü' })];
    fake.answers.push(
      sendEvents([...events, delta({ content: 'ße 🙂' }), delta({}, 'stop'), usage, '[DONE]']),
    );
    const last = { role: 'assistant', content: [] };
    expect(await llm.invoke('stream', prompt())).toEqual({
      answer: [
        { choices: [{ index: 0, message: text('Grü') }] },
        { choices: [{ index: 0, message: text('ße 🙂') }] },
        {
          choices: [{ index: 0, finish_reason: 'end_turn', message: last }],
          usage: { input_tokens: 5, output_tokens: 4, total_tokens: 9 },
        },
      ],
    });
    expect(fake.requests[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it('brings tool calls whole, however they were cut', async () => {
    const part = (index: number, call: object) => delta({ tool_calls: [{ index, ...call }] });
    fake.answers.push(
      sendEvents([
        part(0, { id: 'c1', function: { name: 'weather', arguments: '' } }),
        part(0, { function: { arguments: '{"city":' } }),
        part(0, { function: { arguments: '"Bern"}' } }),
        part(1, { id: 'c2', function: { name: 'weather', arguments: '{broken' } }),
        delta({}, 'tool_calls'),
        '[DONE]',
      ]),
    );
    const told = await llm.invoke('stream', prompt({ tools: [weather] }));
    expect(told).toMatchObject({
      answer: [
        {
          choices: [
            {
              finish_reason: 'tool_use',
              message: {
                tool_calls: [
                  { id: 'c1', index: 0, function: { name: 'weather', arguments: { city: 'Bern' } } },
                  { id: 'c2', index: 1, function: { name: 'weather', arguments: '{broken' } },
                ],
              },
            },
          ],
        },
      ],
    });
  });

  it('is one chunk where the address answers whole', async () => {
    fake.answers.push(send(completion({ content: 'all at once' })));
    expect(await llm.invoke('stream', prompt())).toMatchObject({
      answer: [{ choices: [{ finish_reason: 'end_turn', message: text('all at once') }] }],
    });
  });

  it.each([
    ['is cut off', sendEvents([delta({ content: 'half' })], { isCut: true })],
    ['brings an error', sendEvents([delta({ content: 'half' }), { error: { message: 'overloaded' } }])],
    ['brings no JSON', sendEvents([delta({ content: 'half' }), '{"choices":[', delta({}, 'stop')])],
  ])('that %s ends without an error and without a finish_reason', async (_what, answer) => {
    fake.answers.push(answer);
    expect(await llm.invoke('stream', prompt())).toEqual({
      answer: [{ choices: [{ index: 0, message: text('half') }] }],
    });
  });

  it('counts its tokens against the minute', async () => {
    const spent = { choices: [], usage: { prompt_tokens: 499_000, completion_tokens: 1_000 } };
    fake.answers.push(sendEvents([delta({ content: 'x' }), delta({}, 'stop'), spent, '[DONE]']));
    await llm.invoke('stream', prompt());
    expect(await llm.invoke('stream', prompt())).toEqual(refused(429, 'RATE_LIMIT_EXCEEDED', OPUS));
  });
});
