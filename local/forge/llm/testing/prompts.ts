import { expect } from '@jest/globals';
import { closedAfterEach } from '../../testing/closed-after-each';
import { readScript } from '../script-line';
import { createScriptModel } from '../script-model';
import { startLlmHost, type LlmHost } from './llm-host';

/** A model that takes sampling parameters. */
export const HAIKU = 'claude-haiku-4-5-20251001';

/** A line of a script that answers everything. */
export const ALWAYS = { match: '', text: 'fine' };

/** Starts the fixture app over a model, or over none; its host is closed after the test. */
export const startLlm = closedAfterEach(startLlmHost);

/** A host whose model answers from these lines of a script; it is closed after the test. */
export function startScript(...lines: readonly object[]): Promise<LlmHost> {
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  return startLlm(createScriptModel(readScript(text)));
}

/** A message of a user. */
export const user = (content: unknown) => ({ role: 'user', content });

/** A good prompt, with parts of it changed. */
export const prompt = (part: object = {}) => ({ model: HAIKU, messages: [user('hello')], ...part });

/** A tool that a prompt offers. */
export const weather = {
  type: 'function',
  function: { name: 'weather', description: 'The weather', parameters: { type: 'object' } },
};

/** What the fixture app tells of a refusal by the platform. */
export const refused = (status: number, code: string, message = '') => ({
  error: {
    name: 'ForgeLlmAPIError',
    isForgeLlmError: true,
    status,
    code,
    message: expect.stringContaining(message),
  },
});
