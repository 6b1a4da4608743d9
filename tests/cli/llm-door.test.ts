import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startLocalSite, type LocalSite } from '../site/local-site';
import { newDataDir, runProgram } from '../site/run-program';

const folder = newDataDir();

function script(name: string, ...lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, lines.join('\n'));
  return file;
}

const TrafficSchema = z.object({
  door: z.string(),
  path: z.string(),
  status: z.number(),
  response: z.unknown(),
});
const ModelsSchema = z.object({ models: z.array(z.object({ model: z.string(), status: z.string() })) });

/** The admin's page asks Forge for its models: the one LLM call that the app makes today. */
async function listModels(site: LocalSite): Promise<readonly unknown[]> {
  await site.invoke({ as: 'admin-ada', module: 'admin-page', call: 'admin.load', payload: {} });
  const { text } = await site.request('/_local/traffic?since=0');
  const entries = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => TrafficSchema.parse(JSON.parse(line)));
  const listed = entries.filter(({ door, path }) => door === 'llm' && path === 'https://llm').at(-1);
  return ModelsSchema.parse(listed?.response).models;
}

describe('a site with LLM_SCRIPT', () => {
  let site: LocalSite;

  beforeAll(async () => {
    const file = script('good.jsonl', '{"match":"INC-","tool":{"arguments":{}}}', '', '{"status":429}');
    site = await startLocalSite({ env: { LLM_BASE_URL: '', LLM_SCRIPT: file } });
  }, 60_000);

  afterAll(() => site.stop());

  it('starts, and offers the app the models of Forge', async () => {
    expect(await listModels(site)).toContainEqual({ model: 'claude-sonnet-4-6', status: 'active' });
  });
});

describe('a site without a model', () => {
  it('offers the app none', async () => {
    const site = await startLocalSite({ env: { LLM_BASE_URL: '', LLM_SCRIPT: '' } });
    try {
      expect(await listModels(site)).toEqual([]);
    } finally {
      await site.stop();
    }
  }, 60_000);
});

describe('a site with a script that cannot be used', () => {
  it.each([
    ['a line that is not JSON', script('text.jsonl', '{"text":"x"}', 'oops'), 'line 2: not JSON'],
    ['an unknown field', script('field.jsonl', '{"answer":"x"}'), 'line 1: '],
    ['no line', script('empty.jsonl', ''), 'no line'],
  ])('that has %s ends with 2 and one line that says where', async (_what, file, problem) => {
    const env = { PORT: '0', DATA_DIR: newDataDir(), LLM_BASE_URL: '', LLM_SCRIPT: file };
    const { code, out, err } = await runProgram('local/dist/main.js', [], { env });
    expect(code).toBe(2);
    expect(err.trim().split('\n')).toEqual([expect.stringContaining(problem)]);
    expect(out).not.toContain('ready');
  });
});
