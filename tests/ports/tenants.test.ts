import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { CALLS, type CallName } from '../../src/contract/calls';
import { PolicyVersionSchema } from '../../src/contract/policy';
import { createForgeHost, type ForgeHost, type Installation } from '../../local/forge/host';
import { readManifest } from '../../local/forge/manifest';
import { createJira, type Jira } from '../../local/jira/jira';
import type { JiraEmulator } from '../../local/jira/jira-door';
import { MemoryStore } from '../../local/store/memory-store';
import { EVERY_TRAIL } from '../../src/contract/every-trail';

const OPERATION = 'prepare-incident-packet';
const APP = 'app-ai-handoff';
const SECOND_APP = 'app-of-second';
const SECOND = {
  cloudId: '0d0d0d0d-1111-4222-8333-444444444444',
  installationId: '02020202-1111-4222-8333-444444444444',
};

/** The emulated Jira with other people: each name begins with "Second", and the app has another account. */
function rename(jira: Jira): JiraEmulator {
  const there = (text: string) =>
    text.replaceAll(APP, SECOND_APP).replaceAll('"displayName":"', '"displayName":"Second ');
  const back = (text: string) => text.replaceAll(SECOND_APP, APP);
  return {
    onEvent: (listener) =>
      jira.onEvent((event) => {
        // Checked edge: the copy of an event is an event.
        listener(JSON.parse(there(JSON.stringify(event))) as typeof event);
      }),
    async handle({ body, ...request }) {
      const asked = { ...request, path: back(request.path) };
      const answer = await jira.handle(body === undefined ? asked : { ...asked, body: back(body) });
      const copy: unknown =
        answer.body === undefined ? undefined : JSON.parse(there(JSON.stringify(answer.body)));
      return { ...answer, body: copy };
    },
  };
}

const started: ForgeHost[] = [];
let first: Installation;
let second: Installation;

beforeAll(async () => {
  const began = performance.now();
  // Fifty times as fast as real time, so that nobody waits for the queue.
  const clock = {
    now: () => Math.round(Date.UTC(2026, 10, 18, 10) + (performance.now() - began) * 50),
    advance: () => undefined,
  };
  const [store, secondStore] = [new MemoryStore(), new MemoryStore()];
  const [jira, secondJira] = [createJira({ store, clock }), createJira({ store: secondStore, clock })];
  for (const each of [jira, secondJira]) each.seed('demo');
  const manifest = readManifest(join(__dirname, '../../manifest.yml'));
  const host = await createForgeHost({
    manifest,
    store,
    clock,
    jira,
    loadApp: () => import('../../src/index'),
  });
  started.push(host);
  first = host;
  second = host.install({ identity: SECOND, store: secondStore, jira: rename(secondJira) });
});

afterAll(() => started[0]?.close());

const FUNCTIONS = { panel: 'fn-panel', admin: 'fn-admin', oversight: 'fn-oversight' } as const;
const AnswerSchema = z.object({ ok: z.literal(true), data: z.record(z.string(), z.unknown()) });

interface Done {
  readonly data: Readonly<Record<string, unknown>>;
  /** The whole answer, to be searched for what must not be in it. */
  readonly text: string;
  /** What the app asked of the platform for it. */
  readonly asked: readonly string[];
}

const USUAL = { panel: 'agent-ben', admin: 'admin-ada', oversight: 'auditor-ava' } as const;

type Request = readonly [name: CallName, payload: object];

async function callAs(tenant: Installation, accountId: string, [name, payload]: Request): Promise<Done> {
  const { surface } = CALLS[name];
  const target = {
    functionKey: FUNCTIONS[surface],
    moduleKey: surface,
    moduleType: 'jira:issuePanel',
    accountId,
  };
  const context = { extension: { issue: { id: '10068' } }, cloudId: tenant.identity.cloudId };
  const traffic = started[0]?.traffic;
  const since = traffic?.since(0).at(-1)?.n ?? 0;
  const request = { call: { functionKey: name, payload }, context };
  const answer = await tenant.runtime.invoke(target, request, { principal: { accountId } });
  const asked = (traffic?.since(since) ?? []).map(({ method, path }) => `${method} ${path}`);
  const parsed = AnswerSchema.safeParse(answer);
  if (!parsed.success) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return { data: parsed.data.data, text: JSON.stringify(answer), asked };
}

/** A call by the one who usually makes it. */
const call = (tenant: Installation, name: CallName, payload: object = {}): Promise<Done> =>
  callAs(tenant, USUAL[CALLS[name].surface], [name, payload]);

const NAME = /"displayName":"([^"]*)"/g;
/** Names of people as Jira gave them; the app shows account ids of those whom it did not look up, and names itself. */
const names = ({ text }: Done) =>
  [...text.matchAll(NAME)].map(([, name]) => String(name)).filter((name) => /^[A-Z]/.test(name));
const idOf = (done: Done) => z.object({ summary: z.object({ id: z.string() }) }).parse(done.data).summary.id;

async function handOff(tenant: Installation): Promise<string> {
  const { seal, nonce } = (await call(tenant, 'panel.review-scope', { operation: OPERATION })).data;
  const requestId = '3f0c1d8e-5a7b-4c2d-9e6f-0a1b2c3d4e5f';
  const done = await call(tenant, 'panel.hand-off', { operation: OPERATION, seal, nonce, requestId });
  await tenant.settle();
  return idOf(done);
}

const LOADS: readonly (readonly [CallName, object])[] = [
  ['panel.load', {}],
  ['admin.load', {}],
  ['oversight.search', { filter: EVERY_TRAIL, cursor: null }],
];

describe('two tenants that one warm process serves in turn', () => {
  it('see people of their own site only', async () => {
    for (const [name, payload] of [...LOADS, ...LOADS]) {
      const [ours, theirs] = [await call(first, name, payload), await call(second, name, payload)];
      expect(names(ours).filter((found) => found.startsWith('Second '))).toEqual([]);
      expect(names(theirs).filter((found) => !found.startsWith('Second '))).toEqual([]);
      expect(names(theirs)).toEqual(names(ours).map((found) => `Second ${found}`));
    }
    expect(names(await call(second, 'admin.load'))).not.toEqual([]);
  });

  it('are asked for everything anew: nothing is kept from the call before', async () => {
    for (const [name, payload] of LOADS) {
      const alone = (await call(second, name, payload)).asked;
      await call(first, name, payload);
      expect((await call(second, name, payload)).asked).toEqual(alone);
    }
  });

  it('are halted each by its own admin', async () => {
    const off = { isHalted: true, reason: 'only the first', version: 0 };
    const { data } = await call(first, 'admin.set-switch', off);
    const read = async (tenant: Installation) => (await call(tenant, 'admin.load')).data['switch'];
    expect(await read(second)).toMatchObject({ isHalted: false });
    expect(await read(first)).toMatchObject({ isHalted: true });
    const on = { ...off, isHalted: false, version: data['version'] };
    await callAs(first, 'admin-max', ['admin.set-switch', on]);
  });

  it('have policies of their own', async () => {
    const load = async (tenant: Installation) =>
      z.looseObject({ version: z.number() }).parse((await call(tenant, 'admin.load')).data['policy']);
    const before = await load(second);
    const { version, document } = PolicyVersionSchema.parse(await load(first));
    const edited = { ...document, reviewBy: '2027-11-18' };
    const change = 'a version of its own';
    await call(first, 'admin.save-draft', { revision: 0, baseVersion: version, document: edited, change });
    let phase: unknown;
    while (phase !== 'done')
      phase = (await call(first, 'admin.simulate', { revision: 1, restart: false })).data['phase'];
    await call(first, 'admin.submit', { revision: 1 });
    await callAs(first, 'admin-max', ['admin.review', { revision: 2, verdict: 'approve', note: '' }]);
    expect((await call(second, 'admin.load')).data['draft']).toBeNull();
    await call(first, 'admin.publish', { revision: 3 });
    expect((await load(first)).version).toBe(version + 1);
    expect(await load(second)).toEqual(before);
    const inForce = async (tenant: Installation) => (await call(tenant, 'panel.load')).data['policyVersion'];
    expect([await inForce(first), await inForce(second)]).toEqual([version + 1, version]);
  });

  it('have hand-offs, trails and comments of their own', async () => {
    const id = await handOff(second);
    const [ours, theirs] = [
      await call(first, 'oversight.search', { filter: EVERY_TRAIL, cursor: null }),
      await call(second, 'oversight.search', { filter: EVERY_TRAIL, cursor: null }),
    ];
    expect(theirs.text).toContain(id);
    expect(ours.data['handoffs']).toEqual([]);
    const trail = await call(second, 'oversight.trail', { handoffId: id, cursor: null });
    expect(trail.text).not.toContain(APP);
    await expect(call(first, 'oversight.trail', { handoffId: id, cursor: null })).rejects.toThrow(
      'not-found',
    );
    expect((await call(second, 'oversight.verify', { handoffId: id })).text).not.toContain('"ok":false');
  });
});
