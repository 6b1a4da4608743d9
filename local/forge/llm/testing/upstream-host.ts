import { afterEach } from '@jest/globals';
import { openModel } from '../open-model';
import { startFakeOpenAi, type FakeOpenAi } from './fake-openai';
import type { LlmHost } from './llm-host';
import { prompt as standardPrompt, startLlm } from './prompts';

export const KEY = 'sk-a-very-secret-key-0123456789';
export const OPUS = 'claude-opus-4-8';

const fakes: FakeOpenAi[] = [];
afterEach(async () => {
  await Promise.all(fakes.splice(0).map((fake) => fake.close()));
});

/** The fixture app over LLM_BASE_URL with an address that answers as the test tells it; both end after the test. */
export async function startUpstream(): Promise<{ fake: FakeOpenAi; llm: LlmHost }> {
  const fake = await startFakeOpenAi();
  fakes.push(fake);
  const env = { LLM_BASE_URL: fake.url, LLM_API_KEY: KEY, LLM_MODEL: 'served-model' };
  return { fake, llm: await startLlm(openModel(env)) };
}

/** A good prompt to Opus, with parts of it changed. */
export const prompt = (part: object = {}) => ({ ...standardPrompt(), model: OPUS, ...part });

/** A message of the model that is one text. */
export const text = (words: string) => ({ role: 'assistant', content: [{ type: 'text', text: words }] });
