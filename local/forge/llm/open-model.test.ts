import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelSetupError, openModel } from './open-model';

const folder = mkdtempSync(join(tmpdir(), 'llm-script-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('the model that the environment names', () => {
  it('is none when nothing, or nothing but a key and a name, is set', () => {
    expect(openModel({})).toBeUndefined();
    expect(openModel({ LLM_SCRIPT: '', LLM_BASE_URL: '', LLM_API_KEY: 'k', LLM_MODEL: 'm' })).toBeUndefined();
  });

  it.each([
    ['a script', { LLM_SCRIPT: file('good.jsonl', '{"text":"x"}') }],
    ['an address', { LLM_BASE_URL: 'https://models.example/v1/' }],
  ])('is the one of %s', (_what, env) => {
    expect(openModel(env)).toBeDefined();
  });

  it.each([
    ['both', { LLM_SCRIPT: join(folder, 'good.jsonl'), LLM_BASE_URL: 'http://localhost:1' }, 'both set'],
    ['no file', { LLM_SCRIPT: join(folder, 'none.jsonl') }, 'no such file'],
    ['a folder', { LLM_SCRIPT: folder }, 'no such file'],
    ['an empty script', { LLM_SCRIPT: file('empty.jsonl', '') }, 'no line'],
    ['a bad line', { LLM_SCRIPT: file('bad.jsonl', '{"text":"x"}\n{') }, 'line 2: not JSON'],
    ['no address', { LLM_BASE_URL: 'models' }, 'LLM_BASE_URL'],
    ['another protocol', { LLM_BASE_URL: 'file:///v1' }, 'LLM_BASE_URL'],
    ['a password in the address', { LLM_BASE_URL: 'http://me:secret@localhost/v1' }, 'without user'],
    ['a key in the address', { LLM_BASE_URL: 'http://localhost/v1?key=secret' }, 'query'],
    ['a key that is no header', { LLM_BASE_URL: 'http://localhost/v1', LLM_API_KEY: 'secret\nx' }, 'ASCII'],
  ])('is refused for %s', (_what, env, problem) => {
    const open = () => openModel(env);
    expect(open).toThrow(ModelSetupError);
    expect(open).toThrow(problem);
    expect(open).toThrow('accepted');
    expect(open).not.toThrow('secret');
    expect(open).not.toThrow('\n');
  });
});
