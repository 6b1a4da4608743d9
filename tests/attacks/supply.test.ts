import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../site/handoffs';
import { trafficOf } from '../site/evidence';
import type { LocalSite } from '../site/local-site';
import { ANA, letUseModel, runOver, SMALL, startScripted } from '../site/model-trials';

/** Rows of the group SUP of the threat model: packages, the model behind a name, a service that is down, cost (docs/threats.md). */

const ROOT = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

const PackageSchema = z.looseObject({
  version: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  integrity: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});
const LockSchema = z.looseObject({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), PackageSchema),
});
const { packages } = LockSchema.parse(JSON.parse(read('package-lock.json')));

/** What is deployed as functions: what `package.json` names, and what that needs. A new name here is a decision, not an update. */
const DEPLOYED: readonly string[] = [
  '@forge/api',
  '@forge/auth',
  '@forge/egress',
  '@forge/events',
  '@forge/i18n',
  '@forge/kvs',
  '@forge/llm',
  '@forge/manifest',
  '@forge/resolver',
  '@forge/storage',
  '@sentry-internal/tracing',
  '@sentry/core',
  '@sentry/node',
  '@sentry/types',
  '@sentry/utils',
  'ajv',
  'ajv-formats',
  'balanced-match',
  'boolbase',
  'brace-expansion',
  'canonicalize',
  'cheerio',
  'cheerio-select',
  'css-select',
  'css-what',
  'dom-serializer',
  'domelementtype',
  'domhandler',
  'domutils',
  'encoding-sniffer',
  'entities',
  'fast-deep-equal',
  'fast-uri',
  'glob',
  'headers-utils',
  'htmlparser2',
  'iconv-lite',
  'json-schema-traverse',
  'linkify-it',
  'lodash',
  'lru-cache',
  'mime-db',
  'mime-types',
  'minimatch',
  'minipass',
  'minisearch',
  'nth-check',
  'parse5',
  'parse5-htmlparser2-tree-adapter',
  'parse5-parser-stream',
  'path-scurry',
  're2js',
  'require-from-string',
  'safer-buffer',
  'tslib',
  'uc.micro',
  'undici',
  'whatwg-encoding',
  'whatwg-mimetype',
  'yaml',
  'zod',
];

/** Where Node would find a package from a place in the tree. */
function placeOf(name: string, from: string): string | null {
  const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (packages[place] !== undefined) return place;
  return from === '' ? null : placeOf(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))));
}

function closureOf(from: string, seen: Set<string>): Set<string> {
  for (const name of Object.keys(packages[from]?.dependencies ?? {})) {
    const place = placeOf(name, from);
    if (place === null || seen.has(place)) continue;
    seen.add(place);
    closureOf(place, seen);
  }
  return seen;
}
const nameOf = (place: string): string =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('SUP-01: a package that was taken over', () => {
  it('enters what is deployed only when its name is put on the list', () => {
    const names = [...new Set([...closureOf('', new Set())].map(nameOf))].sort();
    expect(names).toEqual(DEPLOYED);
  });

  it('cannot change what was installed: every package of the lock file has the hash of its archive', () => {
    const foreign = Object.entries(packages).filter(
      ([place, { link, integrity }]) =>
        place.includes('node_modules/') && link !== true && integrity?.startsWith('sha512-') !== true,
    );
    expect(foreign.map(([place]) => place)).toEqual([]);
  });

  it('comes from no address of its own: the lock file names only our own folders', () => {
    const resolved = Object.entries(packages).filter(([, { resolved: from }]) => from !== undefined);
    expect(resolved.map(([, { resolved: from }]) => from).sort()).toEqual(['local', 'static']);
    expect(read('package.json')).not.toMatch(/"(?:git|http|https|file|github):/u);
  });

  it('runs no code while it is installed, here and in CI', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/mu);
    expect(read('.ci/run')).toMatch(/^npm ci$/mu);
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
async function reject(view: Awaited<ReturnType<typeof runOver>>): Promise<void> {
  const { summary, version } = view;
  const payload = {
    handoffId: summary.id,
    version,
    verdict: 'reject',
    reason: 'other',
    note: '',
    strike: [],
    edits: [],
    audience: 'internal',
  };
  expect(codeOf(await site.invoke({ ...ANA, call: 'panel.review', payload }))).toBe('ok');
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
    await reject(view);
  }, 60_000);

  it('SUP-03: a service that is down costs three questions, then none for a while, and never the output', async () => {
    const first = await runOver(site, words('outage'));
    expect(first.output).toMatchObject({ mode: 'composer', fallbacks: [{ why: 'it does not answer now' }] });
    expect(await questions()).toBe(3);
    await reject(first);
    const second = await runOver(site, 'Again.');
    expect(second.output).toMatchObject({
      mode: 'composer',
      fallbacks: [{ why: 'it failed several times lately and is left alone for a while' }],
    });
    expect(await questions()).toBe(0);
    await reject(second);
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
    await reject(view);
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
