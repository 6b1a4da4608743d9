import { describe, expect, it } from '@jest/globals';
import { ScriptError, readScript } from './script-line';
import { HAIKU, startScript as start, weather } from './testing/prompts';

const prompt = (content: string, part: object = {}) => ({
  model: HAIKU,
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: content }] },
  ],
  ...part,
});
const answered = (message: object, finishReason = 'end_turn') => ({
  answer: { choices: [{ finish_reason: finishReason, message }] },
});
const said = (text: string) => answered({ content: [{ type: 'text', text }] });
const WITHOUT = { error: { status: 500, code: 'SCRIPT_WITHOUT_ANSWER' } };

describe('a script', () => {
  it('answers its lines in order, each once, and says when none is left', async () => {
    const { invoke } = await start({ text: 'one' }, { text: 'two', times: 2 });
    expect(await invoke('chat', prompt('a'))).toMatchObject(said('one'));
    expect(await invoke('chat', prompt('a'))).toMatchObject(said('two'));
    expect(await invoke('chat', prompt('a'))).toMatchObject(said('two'));
    const told = await invoke('chat', prompt('a'));
    expect(told).toMatchObject(WITHOUT);
    expect(told).toHaveProperty('error.message', expect.stringContaining('LLM_SCRIPT has no answer'));
  });

  it('uses a line with a match wherever it fits, across the texts of the messages', async () => {
    const { invoke } = await start(
      { match: 'brief.*INC-\\d+', text: 'incident' },
      { match: 'REQ', times: 1, text: 'request' },
      { text: 'other' },
    );
    expect(await invoke('chat', prompt('about INC-1'))).toMatchObject(said('incident'));
    expect(await invoke('chat', prompt('about REQ-1'))).toMatchObject(said('request'));
    expect(await invoke('chat', prompt('about INC-2'))).toMatchObject(said('incident'));
    expect(await invoke('chat', prompt('about REQ-2'))).toMatchObject(said('other'));
    expect(await invoke('chat', prompt('about REQ-3'))).toMatchObject(WITHOUT);
  });

  it('calls the tool that the request forces, else its first, else the one of the line', async () => {
    const rain = { ...weather, function: { ...weather.function, name: 'rain' } };
    const { invoke } = await start({
      match: '',
      tool: [{ arguments: { a: 1 } }, { name: 'snow', arguments: '{"a' }],
    });
    const names = (...of: readonly string[]) =>
      answered({ tool_calls: of.map((name) => ({ function: { name } })) }, 'tool_use');
    const choice = { type: 'function', function: { name: 'rain' } };
    expect(await invoke('chat', prompt('x', { tools: [weather, rain], tool_choice: choice }))).toMatchObject(
      names('rain', 'snow'),
    );
    const told = await invoke('chat', prompt('x', { tools: [weather, rain] }));
    expect(told).toMatchObject(names('weather', 'snow'));
    expect(told).toHaveProperty('answer.choices.0.message.tool_calls.1.function.arguments', '{"a');
    expect(await invoke('chat', prompt('x'))).toMatchObject({ error: { code: 'SCRIPT_WITHOUT_ANSWER' } });
  });

  it('answers errors, with a code where Forge names none', async () => {
    const { invoke } = await start({ status: 429 }, { status: 503, code: 'BUSY', message: 'later' });
    expect(await invoke('chat', prompt('x'))).toMatchObject({
      error: { name: 'ForgeLlmAPIError', status: 429, code: 'RATE_LIMIT_EXCEEDED' },
    });
    expect(await invoke('stream', prompt('x'))).toMatchObject({
      error: { status: 503, code: 'BUSY', message: 'later' },
    });
  });

  it('answers any body, malformed ones too', async () => {
    const { invoke, traffic } = await start(
      { raw: { choices: [] } },
      { raw: '{"choices":[' },
      { raw: 'upstream is down', status: 502 },
      { raw: '{"a":1}\nno line\n{"b":2}' },
    );
    expect(await invoke('chat', prompt('x'))).toEqual({ answer: { choices: [] } });
    expect(await invoke('chat', prompt('x'))).toMatchObject({ error: { name: 'SyntaxError' } });
    expect(await invoke('chat', prompt('x'))).toMatchObject({
      error: { status: 502, code: 'UNKNOWN_ERROR', message: 'upstream is down' },
    });
    expect(await invoke('stream', prompt('x'))).toEqual({ answer: [{ a: 1 }, { b: 2 }] });
    expect(traffic().map(({ response }) => response)).toEqual([
      { choices: [] },
      ['{"choices":['],
      ['upstream is down'],
      [{ a: 1 }, 'no line', { b: 2 }],
    ]);
  });

  it('waits before a slow answer', async () => {
    const { invoke } = await start({ delayMs: 120, text: 'slow' });
    const before = performance.now();
    expect(await invoke('chat', prompt('x'))).toMatchObject(said('slow'));
    expect(performance.now() - before).toBeGreaterThan(115);
  });

  it('may end for any reason, or with nothing said', async () => {
    const { invoke } = await start({ text: 'x', finishReason: 'max_tokens' }, { text: '' });
    expect(await invoke('chat', prompt('x'))).toMatchObject(answered({}, 'max_tokens'));
    expect(await invoke('chat', prompt('x'))).toMatchObject(answered({ content: [] }));
  });
});

describe('the lines of a script', () => {
  it.each([
    ['no JSON', '{text:1}', 'not JSON'],
    ['no object', '"text"', 'line 3'],
    ['an unknown field', '{"text":"x","reply":1}', 'reply'],
    ['nothing to answer', '{"match":"x"}', 'needs "text", "tool", "status" or "raw"'],
    ['a pattern that is none', '{"match":"(","text":"x"}', 'match: must be a regular expression'],
    ['no times', '{"times":0,"text":"x"}', 'times'],
    ['a delay below zero', '{"delayMs":-1,"text":"x"}', 'delayMs'],
    ['a text and an error', '{"text":"x","status":500}', '"status" goes with'],
    ['a code without an error', '{"text":"x","code":"Y"}', 'go with "status"'],
    ['an error that is none', '{"status":200}', 'below 400'],
    ['a body and a text', '{"raw":null,"text":"x"}', '"raw" goes with "status" only'],
    ['arguments that are a list', '{"tool":{"arguments":[1]}}', 'tool'],
  ])('with %s are refused with their number', (_what, line, problem) => {
    const read = () => readScript(`{"text":"fine"}\n\n${line}\n`);
    expect(read).toThrow(ScriptError);
    expect(read).toThrow(/^line 3: /u);
    expect(read).toThrow(problem);
  });

  it('must be there', () => {
    expect(() => readScript('\n \n')).toThrow(ScriptError);
  });
});
