import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { HandoffView } from '../../src/contract/handoff';
import { ANA } from '../site/at-use-gate';
import { codeOf, reject } from '../site/handoffs';
import { trafficOf } from '../site/evidence';
import type { LocalSite } from '../site/local-site';
import { findUnsafe, readAllowed } from '../../tools/sbom/find-unsafe';
import { readLock, type Locked } from '../../tools/sbom/lock';
import { toCycloneDx } from '../../tools/sbom/to-cyclonedx';
import { letUseModel, runOver, SMALL, startScripted } from '../site/model-trials';
import { newDataDir } from '../site/run-program';

/** Rows of the group SUP of the threat model: packages, the model behind a name, a service that is down, cost (docs/threats.md). */

const ROOT = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

const lock = readLock(read('package-lock.json'));
const allowed = readAllowed(read('tools/sbom/allowed.json'));

const PLANTED = 'node_modules/left-pad-2';
const HASH = `sha512-${Buffer.alloc(64).toString('base64')}`;

/** The lock file of the project in a folder of its own, with one thing changed, read back and checked. */
function planted(change: (packages: Record<string, Partial<Locked>>) => void): readonly string[] {
  const whole = z.looseObject({ packages: z.record(z.string(), z.custom<Partial<Locked>>()) });
  const { packages, ...rest } = whole.parse(JSON.parse(read('package-lock.json')));
  change(packages);
  const file = join(newDataDir(), 'package-lock.json');
  writeFileSync(file, JSON.stringify({ ...rest, packages }));
  return findUnsafe(readLock(readFileSync(file, 'utf8')), allowed);
}

/** A package more, which the app needs; as well made as any other unless `over` says otherwise. */
const withPackage = (over: Partial<Locked>) => (packages: Record<string, Partial<Locked>>) => {
  packages[PLANTED] = { version: '1.0.0', integrity: HASH, license: 'MIT', ...over };
  packages[''] = { ...packages[''], dependencies: { ...packages['']?.dependencies, 'left-pad-2': '^1.0.0' } };
};
const NEW_NAME = `${PLANTED}: its name is not on the list of the functions`;
const NO_ADDRESS = `${PLANTED}: it comes from an address of its own`;

describe('SUP-01: a package that was taken over', () => {
  it('is not in the lock file: names, licences, hashes, addresses and install scripts are as they are allowed', () => {
    expect(findUnsafe(lock, allowed)).toEqual([]);
  });

  it.each<[string, Partial<Locked>, readonly string[]]>([
    ['a name that nobody decided on', {}, [NEW_NAME]],
    [
      'code that runs while it is installed',
      { hasInstallScript: true },
      [NEW_NAME, `${PLANTED}: it runs code while it is installed`],
    ],
    [
      'an address of its own',
      { resolved: 'https://evil.example/left-pad-2-1.0.0.tgz' },
      [NO_ADDRESS, NEW_NAME],
    ],
    [
      'an address in git',
      { resolved: 'git+ssh://git@evil.example/left-pad-2.git#0123456' },
      [NO_ADDRESS, NEW_NAME],
    ],
    [
      'a folder outside the project',
      { resolved: '../left-pad-2', link: true },
      [`${PLANTED}: it lies in a folder that is not ours`, NO_ADDRESS, NEW_NAME],
    ],
    ['no hash', { integrity: undefined }, [`${PLANTED}: it has no SHA-512 of its archive`, NEW_NAME]],
    [
      'a hash that can be forged',
      { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' },
      [`${PLANTED}: it has no SHA-512 of its archive`, NEW_NAME],
    ],
    [
      'another licence',
      { license: 'SSPL-1.0' },
      [NEW_NAME, `${PLANTED}: its licence (SSPL-1.0) is not on the list`],
    ],
    ['no licence', { license: undefined }, [NEW_NAME, `${PLANTED}: its licence (none) is not on the list`]],
    [
      'the words of Atlassian’s licence',
      { license: 'SEE LICENSE IN LICENSE.txt' },
      [NEW_NAME, `${PLANTED}: its licence (SEE LICENSE IN LICENSE.txt) is not on the list`],
    ],
    [
      'a need with an address',
      { dependencies: { helper: 'github:evil/helper' } },
      [`${PLANTED}: it wants helper from an address of its own`, NEW_NAME],
    ],
    [
      'a need in the short form for GitHub',
      { dependencies: { helper: 'evil/helper#main' } },
      [`${PLANTED}: it wants helper from an address of its own`, NEW_NAME],
    ],
  ])('is refused when one is planted with %s', (_name, over, reasons) => {
    expect([...planted(withPackage(over))].sort()).toEqual([...reasons].sort());
  });

  it('is refused under the name of a known one', () => {
    const reasons = planted((packages) => {
      packages['node_modules/zod'] = { ...packages['node_modules/zod'], name: 'zod-2' };
    });
    expect(reasons).toContain('node_modules/zod: its name is not on the list of the functions');
    expect(reasons).toContain('zod: it is on the list of the functions and needed no more');
  });

  it('is refused however deep it lies, and where only the screens need it', () => {
    const deep = planted((packages) => {
      packages['node_modules/react/node_modules/scheduler-2'] = { integrity: HASH, license: 'MIT' };
      packages['node_modules/react'] = {
        ...packages['node_modules/react'],
        optionalDependencies: { 'scheduler-2': '1.0.0' },
      };
    });
    expect(deep).toEqual([
      'node_modules/react/node_modules/scheduler-2: its name is not on the list of the screens',
    ]);
  });

  it('is refused as a tool too, when it has no hash or an address of its own', () => {
    const reasons = planted((packages) => {
      packages['node_modules/jest'] = { ...packages['node_modules/jest'], integrity: undefined };
      packages[''] = { ...packages[''], optionalDependencies: { helper: 'file:../helper' } };
    });
    expect(reasons).toEqual([
      'the project: it wants helper from an address of its own',
      'node_modules/jest: it has no SHA-512 of its archive',
    ]);
  });

  it('runs no code while it is installed, here and in CI', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/mu);
    expect(read('.ci/run')).toMatch(/^npm ci$/mu);
    expect(read('package.json')).not.toMatch(/"(?:git|http|https|file|github):/u);
  });
});

describe('SUP-01: the list of what is deployed', () => {
  const bom = toCycloneDx(lock);
  const { components, dependencies } = bom;

  it('is a CycloneDX document with every deployed package in it, and no other', () => {
    expect(bom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      metadata: { component: { type: 'application', name: 'ai-handoff' } },
    });
    const names = new Set(components.map(({ name }) => name));
    expect([...names].sort()).toEqual([...new Set([...allowed.functions, ...allowed.screens])].sort());
    expect(new Set(components.map((component) => component['bom-ref'])).size).toBe(components.length);
  });

  it('gives each its version, hash and licence, as the lock file has them', () => {
    expect(components.find(({ name }) => name === '@forge/llm')).toEqual({
      type: 'library',
      'bom-ref': `pkg:npm/%40forge/llm@${lock['node_modules/@forge/llm']?.version}`,
      name: '@forge/llm',
      version: lock['node_modules/@forge/llm']?.version,
      purl: `pkg:npm/%40forge/llm@${lock['node_modules/@forge/llm']?.version}`,
      hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/u) }],
      licenses: [{ license: { name: 'SEE LICENSE IN LICENSE.txt' } }],
      properties: [{ name: 'ai-handoff:deployed-in', value: 'functions' }],
    });
    for (const { hashes, licenses, version } of components) {
      expect(hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/u);
      expect(licenses).toHaveLength(1);
      expect(version).toMatch(/^\d+\.\d+\.\d+/u);
    }
    expect(components.find(({ name }) => name === 'zod')?.licenses).toEqual([{ license: { id: 'MIT' } }]);
  });

  it('says who needs whom, and every one of these is in it', () => {
    const refs = new Set([bom.metadata.component['bom-ref'], ...components.map((one) => one['bom-ref'])]);
    expect(dependencies.map(({ ref }) => ref).filter((ref) => !refs.has(ref))).toEqual([]);
    expect(dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
    expect(dependencies).toHaveLength(components.length + 1);
    const named = (ref: string): string => ref.replace(/@[^@]*$/u, '');
    expect(dependencies[0]?.dependsOn.map(named)).toContain('pkg:npm/zod');
    const uses = dependencies.find(({ ref }) => named(ref) === 'pkg:npm/linkify-it');
    expect(uses?.dependsOn.map(named)).toEqual(['pkg:npm/uc.micro']);
  });

  it('is the same text for the same lock file', () => {
    expect(JSON.stringify(toCycloneDx(readLock(read('package-lock.json'))))).toBe(JSON.stringify(bom));
  });
});

const words = (name: string): string => `Supply ${name}: the gateway was restarted at 10:05.`;
const answer = { tool: { arguments: { sections: [] } } };

let site: LocalSite;
let answered = 0;

/** Questions that were put to the model since the last time that this was asked. */
async function questions(): Promise<number> {
  const asked = (await trafficOf(site)).filter(
    ({ door, method }) => door === 'llm' && method === 'POST',
  ).length;
  const fresh = asked - answered;
  answered = asked;
  return fresh;
}

/** Takes what waits for a review out of the way. */
async function clear(view: HandoffView): Promise<void> {
  await reject(site, ANA, view);
  await site.settle();
}

describe('behind the name of a model', () => {
  beforeAll(async () => {
    site = await startScripted([
      {
        marker: 'Supply exchange:',
        line: {
          raw: {
            model: 'claude-opus-9',
            choices: [
              {
                finish_reason: 'tool_use',
                message: {
                  tool_calls: [{ function: { name: 'return_output', arguments: { sections: [] } } }],
                },
              },
            ],
          },
        },
      },
      { marker: 'Supply outage:', line: { status: 500 } },
      { marker: 'Supply budget:', line: answer },
    ]);
    await letUseModel(site);
  }, 120_000);
  afterAll(() => site.stop());

  it('SUP-02: another model is not taken for it: its answer is dropped, and the record says why', async () => {
    const view = await runOver(site, words('exchange'));
    expect(await questions()).toBe(1);
    expect(view.output).toMatchObject({
      mode: 'composer',
      fallbacks: [
        { engine: `model ${SMALL} (tier 1)`, why: 'another model answered than the one that was confirmed' },
      ],
    });
    await clear(view);
  }, 60_000);

  it('SUP-03: a service that is down costs three questions, then none for a while, and never the output', async () => {
    const first = await runOver(site, words('outage'));
    expect(first.output).toMatchObject({ mode: 'composer', fallbacks: [{ why: 'it does not answer now' }] });
    expect(await questions()).toBe(3);
    await clear(first);
    const second = await runOver(site, 'Again.');
    expect(second.output).toMatchObject({
      mode: 'composer',
      fallbacks: [{ why: 'it failed several times lately and is left alone for a while' }],
    });
    expect(await questions()).toBe(0);
    await clear(second);
    const inventory = await site.invoke({
      as: 'admin-ada',
      module: 'admin-page',
      call: 'admin.inventory',
      payload: {},
    });
    expect(JSON.stringify(inventory)).toMatch(/"status":"held"/u);
  }, 60_000);

  it('SUP-04: tokens of the day and hand-offs of a person end where the policy says', async () => {
    await letUseModel(site, { tokensPerDay: 8_100 });
    await site.request('/_local/clock', { method: 'POST', body: { advance: '1h' } });
    const view = await runOver(site, words('budget'));
    expect(await questions()).toBe(0);
    expect(view.output).toMatchObject({
      mode: 'composer',
      fallbacks: [{ why: 'the tokens of tier 1 for today are used up' }],
    });
    await clear(view);
    await letUseModel(site, {}, { perDay: { person: 1, project: null, class: null } });
    const scope = await site.invoke({
      ...ANA,
      call: 'panel.review-scope',
      payload: { operation: 'gather-diagnostics' },
    });
    const { data } = z.object({ data: z.looseObject({ seal: z.string(), nonce: z.string() }) }).parse(scope);
    const payload = {
      operation: 'gather-diagnostics',
      seal: data.seal,
      nonce: data.nonce,
      requestId: '3f0c1d8e-5a7b-4c2d-9e6f-0a1b2c3d4e5f',
    };
    expect(codeOf(await site.invoke({ ...ANA, call: 'panel.hand-off', payload }))).toBe('too-many');
  }, 90_000);
});
