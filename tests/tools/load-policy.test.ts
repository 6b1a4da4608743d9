import { describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { digestOf } from '../../src/domain/canonical/canonical';
import { DEFAULT_POLICY } from '../../src/domain/policy/default-policy';
import { loadPolicy } from '../../tools/policy/load-policy';
import { newDataDir } from '../site/run-program';

const folder = newDataDir();

function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Nine times the line before, as aliases of YAML. */
const aliasesOf = (at: number): string => `*${at === 0 ? 'a' : `k${at - 1}`},`.repeat(9);

describe('loadPolicy', () => {
  it('gives the default policy where no file is named', () => {
    expect(loadPolicy(undefined).document).toBe(DEFAULT_POLICY);
  });

  it.each([
    ['JSON', JSON.stringify(DEFAULT_POLICY)],
    ['indented JSON', JSON.stringify(DEFAULT_POLICY, null, '\t')],
    ['YAML', stringify(DEFAULT_POLICY)],
    ['YAML with a comment', `# ours\n---\n${stringify(DEFAULT_POLICY)}`],
  ])('reads %s', (what, text) => {
    const { document, digest, version } = loadPolicy(fileOf(`${what.replace(/ /gu, '-')}.txt`, text));
    expect(document).toEqual(DEFAULT_POLICY);
    expect([digest, version]).toEqual([digestOf(DEFAULT_POLICY), 1]);
  });

  it.each([
    ['is not there', null, 'cannot be read'],
    ['is neither JSON nor YAML', 'a: [b', 'neither JSON nor YAML'],
    ['has a tag that could make an object', 'rules: !!js/function "x"', 'neither JSON nor YAML'],
    ['names a key twice', 'rules: []\nrules: []', 'neither JSON nor YAML'],
    [
      'unfolds without end',
      ['a: &a [x]', ...Array.from({ length: 9 }, (_, at) => `k${at}: &k${at} [${aliasesOf(at)}]`)].join('\n'),
      'neither JSON nor YAML',
    ],
    ['is too large', ' '.repeat(8 * 1024 * 1024 + 1), 'larger than'],
    ['is no policy document', '{"rules": []}', 'not a policy document: fieldMap'],
    ['has a part of the wrong shape', JSON.stringify({ ...DEFAULT_POLICY, engineTier: 9 }), 'engineTier'],
    [
      'makes no sense',
      JSON.stringify({ ...DEFAULT_POLICY, governance: [] }),
      'governance: Nobody could read',
    ],
  ])('refuses a file that %s', (what, text, why) => {
    const file = text === null ? join(folder, 'nowhere') : fileOf(`${what.replace(/ /gu, '-')}.txt`, text);
    const load = (): unknown => loadPolicy(file);
    expect(load).toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(why) }),
    );
  });
});
