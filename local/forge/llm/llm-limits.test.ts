import { describe, expect, it } from '@jest/globals';
import { findLimitMs } from '../doors/llm-door';
import { LIMITS } from '../limits';
import { readScript } from './script-line';
import { createScriptModel } from './script-model';
import { ALWAYS, HAIKU, startLlm, prompt, refused, startScript as start, user } from './testing/prompts';

describe('the tokens of a model', () => {
  it.each([
    [HAIKU, LIMITS.llmSmallOutput.value],
    ['claude-sonnet-4-6', LIMITS.llmLargeOutput.value],
    ['claude-opus-4-8', LIMITS.llmLargeOutput.value],
  ])('for %s may ask for %d tokens of output and not one more', async (model, most) => {
    const { invoke } = await start(ALWAYS);
    expect(await invoke('chat', prompt({ model, max_completion_tokens: most }))).toHaveProperty('answer');
    expect(await invoke('chat', prompt({ model, max_completion_tokens: most + 1 }))).toEqual(
      refused(400, 'INVALID_PROMPT', 'max_completion_tokens'),
    );
  });

  it('may fill the context of a model and not one token more', async () => {
    const { invoke } = await start(ALWAYS);
    const full = 'x'.repeat(LIMITS.llmSmallInput.value * 4);
    expect(await invoke('chat', prompt({ messages: [user(full)] }))).toHaveProperty('answer');
    expect(await invoke('chat', prompt({ messages: [user(`${full}x`)] }))).toEqual(
      refused(400, 'INVALID_PROMPT', `more than the ${LIMITS.llmSmallInput.value}`),
    );
  });
});

describe('the larger context of Sonnet and Opus', () => {
  it('is bounded too, and holds more than the tokens of a minute', async () => {
    const { invoke } = await start(ALWAYS);
    const full = 'x'.repeat(LIMITS.llmLargeInput.value * 4);
    const ask = (content: string) =>
      invoke('chat', prompt({ model: 'claude-sonnet-4-6', messages: [user(content)] }));
    expect(await ask(`${full}x`)).toEqual(refused(400, 'INVALID_PROMPT', 'more than the 1000000'));
    expect(await ask(full)).toEqual(refused(429, 'RATE_LIMIT_EXCEEDED', 'tokens'));
  });
});

describe('the limits of an installation', () => {
  it('let 100 prompts a minute pass over all models, and lists uncounted', async () => {
    const { invoke, clock } = await start(ALWAYS);
    const models = [HAIKU, 'claude-sonnet-4-6'];
    for (let at = 0; at < LIMITS.llmRequestsPerMinute.value; at += 1)
      expect(await invoke('chat', prompt({ model: models[at % 2] }))).toHaveProperty('answer');
    const tooMany = refused(429, 'RATE_LIMIT_EXCEEDED', '100 requests');
    expect(await invoke('chat', prompt())).toEqual(tooMany);
    expect(await invoke('stream', prompt())).toEqual(tooMany);
    expect(await invoke('list')).toHaveProperty('answer');
    clock.advance(60_000);
    expect(await invoke('chat', prompt())).toHaveProperty('answer');
  });

  it('let 500,000 tokens a minute pass for each model', async () => {
    const most = LIMITS.llmTokensPerMinute.value;
    // Two tokens go in with "hello"; the answer takes the rest but one.
    const { invoke, clock } = await start({ text: 'x'.repeat((most - 3) * 4) }, { text: '' }, ALWAYS);
    const hello = prompt({ model: 'claude-opus-4-8' });
    expect(await invoke('chat', hello)).toMatchObject({ answer: { usage: { total_tokens: most - 1 } } });
    const tooMany = refused(429, 'RATE_LIMIT_EXCEEDED', `${most} tokens of claude-opus-4-8`);
    expect(await invoke('chat', hello)).toEqual(tooMany);
    expect(await invoke('chat', { ...hello, messages: [user('hey')] })).toHaveProperty('answer');
    expect(await invoke('chat', { ...hello, messages: [user('hey')] })).toEqual(tooMany);
    expect(await invoke('chat', prompt())).toHaveProperty('answer');
    clock.advance(60_000);
    expect(await invoke('chat', hello)).toHaveProperty('answer');
  });

  it('are forgotten at a reset, and the script begins anew', async () => {
    const { invoke, host } = await start({ times: LIMITS.llmRequestsPerMinute.value, text: 'fine' });
    for (let at = 0; at < LIMITS.llmRequestsPerMinute.value; at += 1) await invoke('chat', prompt());
    expect(await invoke('chat', prompt())).toMatchObject({ error: { status: 429 } });
    await host.reset(() => undefined);
    expect(await invoke('chat', prompt())).toHaveProperty('answer');
  });
});

describe("a model's time", () => {
  const inMs = (ms: number) => performance.timeOrigin + performance.now() + ms;

  it('is five minutes in a consumer, and what is left of the invocation where that is less', () => {
    expect(findLimitMs({ moduleType: 'consumer', deadline: inMs(900_000) })).toBe(300_000);
    const left = findLimitMs({ moduleType: 'consumer', deadline: inMs(20_000) });
    expect(left).toBeGreaterThan(20_000);
    expect(left).toBeLessThan(22_000);
  });

  it('is that of a function in the background elsewhere', () => {
    expect(findLimitMs({ moduleType: 'scheduledTrigger', deadline: inMs(900_000) })).toBe(55_000);
  });

  it('over ends the chat with 504 in a consumer that may run longer', async () => {
    const waits: number[] = [];
    const lines = readScript('{"delayMs":300000,"text":"slow"}\n{"delayMs":300001,"text":"slower"}');
    const model = createScriptModel(lines, async (ms) => waits.push(ms));
    const llm = await startLlm(model);
    expect(await llm.deliver('consume', prompt())).toHaveProperty('answer');
    expect(await llm.deliver('consume', prompt())).toEqual(refused(504, 'INFERENCE_TIMEOUT'));
    expect(waits).toEqual([300_000, 300_000]);
  });

  it('is over with the invocation, which gets no answer any more', async () => {
    const { deliver, traffic } = await start({ delayMs: 1_300, text: 'late' });
    await expect(deliver('consume-briefly', prompt())).rejects.toMatchObject({ code: 'FUNCTION_TIME_OUT' });
    expect(traffic()).toEqual([]);
  });
});
