import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFixtureManifest } from '../forge/testing/fixture-manifest';
import { toManifest } from '../forge/manifest';
import { parseDurationMs } from './duration';
import { DirectoryInUseError, lockDirectory } from './lock';
import { UsageError, readOptions } from './options';

const folder = mkdtempSync(join(tmpdir(), 'site-start-'));
const issues = join(folder, 'issues.jsonl');
writeFileSync(issues, '');
afterAll(() => rmSync(folder, { recursive: true }));

describe('options', () => {
  it('default to port 8090, .local-data and no seed', () => {
    expect(readOptions([], {})).toEqual({
      port: 8090,
      dataDir: '.local-data',
      isFresh: false,
      isBundle: false,
      seed: undefined,
      importFile: undefined,
      conditionOnMissing: 'fails',
    });
  });

  it('come from flags and environment', () => {
    const args = ['--fresh', '--seed', 'empty', '--import', issues, '--bundle'];
    expect(readOptions(args, { PORT: '9000', DATA_DIR: 'd', CONDITION_ON_MISSING: 'passes' })).toMatchObject({
      port: 9000,
      dataDir: 'd',
      isFresh: true,
      isBundle: true,
      seed: 'empty',
      importFile: issues,
      conditionOnMissing: 'passes',
    });
  });

  it('have the model that the environment names', () => {
    const script = join(folder, 'script.jsonl');
    writeFileSync(script, '{"text":"x"}');
    expect(readOptions([], { LLM_SCRIPT: script }).model).toBeDefined();
    expect(readOptions([], { LLM_BASE_URL: 'http://localhost:1' }).model).toBeDefined();
  });

  it('take the key of the model out of the environment, where the app could find it', () => {
    const env = { LLM_BASE_URL: 'http://localhost:1', LLM_API_KEY: 'secret' };
    expect(readOptions([], env).model).toBeDefined();
    expect(env).toEqual({ LLM_BASE_URL: 'http://localhost:1' });
  });

  it.each([
    ['an unknown flag', ['--quick'], {}],
    ['an unknown seed', ['--seed', 'toString'], {}],
    ['a missing file', ['--import', join(folder, 'none.jsonl')], {}],
    ['a folder for a file', ['--import', folder], {}],
    ['a flag without its value', ['--seed'], {}],
    ['a port that is no number', [], { PORT: '80x' }],
    ['a port out of range', [], { PORT: '65536' }],
    ['a reading of conditions that is none', [], { CONDITION_ON_MISSING: 'maybe' }],
    ['a model address that is none', [], { LLM_BASE_URL: 'localhost' }],
    ['a model script that is not there', [], { LLM_SCRIPT: join(folder, 'none.jsonl') }],
  ])('refuse %s', (_name, args, env) => {
    expect(() => readOptions(args, env)).toThrow(UsageError);
  });
});

describe('the lock of a data directory', () => {
  it('refuses a second holder and lets the next one in after release', () => {
    const release = lockDirectory(folder);
    expect(() => lockDirectory(folder)).toThrow(DirectoryInUseError);
    release();
    lockDirectory(folder)();
  });

  it.each([
    ['a process that is gone', '999999999 1'],
    ['a process number that was given out again', `${process.pid} 1`],
    ['an unreadable lock', 'x'],
  ])('takes over the lock of %s', (_name, content) => {
    writeFileSync(join(folder, 'site.lock'), content);
    lockDirectory(folder)();
  });
});

describe('durations', () => {
  it.each([
    ['PT26H', 93_600_000],
    ['P1DT2H', 93_600_000],
    ['PT1M30S', 90_000],
    ['P2W', 1_209_600_000],
    ['26h', undefined],
    ['P', undefined],
    ['PT', undefined],
    ['P1DT', undefined],
    ['-PT1H', undefined],
  ])('%s is %s ms', (text, expected) => {
    expect(parseDurationMs(text)).toBe(expected);
  });
});

describe('the manifest', () => {
  const withModules = (modules: object) => ({ app: { id: 'ari:cloud:ecosystem::app/1' }, modules });

  it('gives resolvers 25 s and background functions 55 s', () => {
    const { functions } = createFixtureManifest();
    expect([functions.get('resolve')?.timeoutSeconds, functions.get('consume')?.timeoutSeconds]).toEqual([
      25, 55,
    ]);
  });

  it.each([
    ['a function that does not exist', { consumer: [{ key: 'c', queue: 'q', function: 'none' }] }],
    [
      'a filter expression, which is not evaluated here',
      { trigger: [{ key: 't', function: 'f', events: ['e'], filter: { expression: 'true' } }] },
    ],
    ['a handler outside the bundle', { function: [{ key: 'f', handler: 'jobs.run' }] }],
    ['an unknown interval', { scheduledTrigger: [{ key: 's', function: 'f', interval: 'minute' }] }],
  ])('refuses %s', (_name, modules) => {
    expect(() => toManifest(withModules(modules))).toThrow(
      expect.objectContaining({ code: 'MANIFEST_INVALID' }),
    );
  });
});
