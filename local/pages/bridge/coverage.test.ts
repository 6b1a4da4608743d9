import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BRIDGE_ROWS } from '../../coverage/bridge-rows';
import { COMMANDS } from './commands';
import { FRAME_COMMANDS } from './frame-commands';
import { REFUSED_COMMANDS } from './refused-commands';

const namesOf = (isServed: boolean): readonly string[] =>
  BRIDGE_ROWS.filter(({ status }) => (status !== 'not_started') === isServed)
    .map(({ name }) => name)
    .sort();

/** Every command that the installed `@forge/bridge` can send. */
function commandsOfPackage(): readonly string[] {
  const root = dirname(require.resolve('@forge/bridge'));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const sources = files
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(root, file), 'utf8'));
  const names = sources.flatMap((text) =>
    [...text.matchAll(/callBridge\('([^']+)'/gu)].map((match) => match[1] ?? ''),
  );
  return [...new Set(names)].sort();
}

describe('the commands of the bridge', () => {
  it('are served as the coverage table says', () => {
    expect(namesOf(true)).toEqual([...COMMANDS.keys()].sort());
  });

  it('are refused by name as the coverage table says', () => {
    expect(namesOf(false)).toEqual([...REFUSED_COMMANDS.keys()].sort());
  });

  it('are none of the site itself', () => {
    expect([...FRAME_COMMANDS.keys()].filter((name) => !name.startsWith('frame:'))).toEqual([]);
  });

  it('are all that the installed package can send', () => {
    const sent = commandsOfPackage();
    expect(sent.length).toBeGreaterThan(30);
    expect(sent.filter((name) => !COMMANDS.has(name) && !REFUSED_COMMANDS.has(name))).toEqual([]);
  });
});
