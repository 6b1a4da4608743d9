import { describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newDataDir, runProgram } from '../site/run-program';
import { startLocalSite } from '../site/local-site';

const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runProgram('local/dist/main.js', args, { env: { PORT: '0', DATA_DIR: newDataDir(), ...env } });

describe('a start that was asked for wrongly', () => {
  it.each([
    ['an unknown flag', ['--frsh'], {}],
    ['an unknown data set', ['--seed', 'constructor'], {}],
    ['a data set without a name', ['--seed'], {}],
    ['a file that is not there', ['--import', 'no-such-file.jsonl'], {}],
    ['a folder as file', ['--import', 'docs'], {}],
    ['a port that is no number', [], { PORT: '80x' }],
    ['a port out of range', [], { PORT: '70000' }],
    ['a model address that is none', [], { LLM_BASE_URL: 'localhost:11434' }],
    ['a model address with a password', [], { LLM_BASE_URL: 'https://me:secret@localhost/v1' }],
    ['a model script that is not there', [], { LLM_SCRIPT: 'no-such-file.jsonl' }],
    ['a model script that is none', [], { LLM_SCRIPT: 'package.json' }],
    ['an address and a script', [], { LLM_BASE_URL: 'http://localhost:1/v1', LLM_SCRIPT: 'package.json' }],
  ])('%s ends with 2 and one line that says what is accepted', async (_what, args, env) => {
    const { code, out, err } = await start(args, env);
    expect(code).toBe(2);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain('accepted');
    expect(out).not.toContain('ready');
  });
});

const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const issueLine = (key: string): string =>
  JSON.stringify({
    key,
    fields: {
      project: { key: key.replace(/-\d+$/u, ''), name: 'Imported' },
      issuetype: { name: 'Bug', subtask: false },
      status: { name: 'Open', statusCategory: { key: 'new' } },
      summary: `Imported ${key}`,
      description: paragraph('It stops after ten minutes.'),
    },
  });

describe('an import file with lines that are no issue', () => {
  it('takes the good lines, prints the number of each bad one, and serves', async () => {
    const file = join(newDataDir(), 'lines.jsonl');
    const lines = [
      issueLine('IMP-1'),
      '{not json',
      '[]',
      'null',
      '{"key":"__proto__","fields":{}}',
      '{"key":"IMP-2"}',
      '"IMP-3"',
      issueLine('IMP-4'),
    ];
    writeFileSync(file, lines.join('\n'));
    const dataDir = newDataDir();
    const site = await startLocalSite({ args: ['--import', file], dataDir });
    try {
      const status = async (key: string) =>
        (await site.request(`/rest/api/3/issue/${key}`, { as: 'agent-ana' })).status;
      expect([await status('IMP-1'), await status('IMP-4'), await status('IMP-2')]).toEqual([200, 200, 404]);
      expect((await site.request('/_local/health')).json).toMatchObject({ ready: true });
      for (const line of [2, 3, 4, 5, 6, 7])
        expect(site.printed()).toMatch(new RegExp(`:${line}: (not-json|no-issue): \\S`, 'u'));
      expect(site.printed()).toContain('imported 2 issues');
    } finally {
      await site.stop();
    }
  }, 30_000);
});
