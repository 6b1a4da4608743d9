import { afterEach, expect } from '@jest/globals';
import { readScript } from '../script-line';
import { createScriptModel } from '../script-model';
import { startLlmHost, type LlmHost } from './llm-host';

/** A model that takes sampling parameters. */
export const HAIKU = 'claude-haiku-4-5-20251001';

/** A line of a script that answers everything. */
export const ALWAYS = { match: '', text: 'fine' };

const open: LlmHost[] = [];
afterEach(() => {
  for (const { host } of open.splice(0)) host.close();
});

/** Closes the host after the test. */
export async function keep(starting: Promise<LlmHost>): Promise<LlmHost> {
  const llm = await starting;
  open.push(llm);
  return llm;
}

/** A host whose model answers from these lines of a script; it is closed after the test. */
export function startScript(...lines: readonly object[]): Promise<LlmHost> {
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  return keep(startLlmHost(createScriptModel(readScript(text))));
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
