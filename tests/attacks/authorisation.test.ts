import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CALLS, type CallName } from '../../src/contract/calls';
import { createConsumer, createIssueTrigger, createSweep } from '../../src/entry/background';
import { createBench, storedText } from '../../src/usecases/testing/bench';
import { callsOf, EXAMPLES, HOME, NAMES } from '../site/call-examples';
import { denialsOf, watch } from '../site/evidence';
import { codeOf, handOff } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';

let site: LocalSite;

beforeAll(async () => {
  site = await startLocalSite();
}, 60_000);

afterAll(() => site.stop());

const HUGE = 'A'.repeat(400 * 1024);
/** `__proto__` as an own key, as a forged request can carry it. */
const POLLUTED: unknown = JSON.parse('{"__proto__":{"role":"jira-admin"}}');

/** Every text of the input blown up, 400 KB together; an input without a text gets one. */
function oversized(example: object): object {
  const texts = Object.entries(example).filter(([, value]) => typeof value === 'string');
  const long = HUGE.slice(0, Math.floor(HUGE.length / Math.max(1, texts.length)));
  const blown = Object.fromEntries(texts.map(([key]) => [key, long]));
  return texts.length === 0 ? { ...example, filler: long } : { ...example, ...blown };
}

/** Ways to forge an input, whatever its call: each is refused by its shape. */
const FORGERIES: readonly (readonly [string, (example: object) => unknown])[] = [
  ['a yes', () => true],
  ['a number', () => 7],
  ['a text', () => 'panel.load'],
  ['a list', (example) => [example]],
  ['a key of every object', (example) => ({ ...example, constructor: POLLUTED })],
  ['an own role', (example) => ({ ...example, role: 'jira-admin' })],
  ['an own state', (example) => ({ ...example, state: 'completed' })],
  ['a foreign account id', (example) => ({ ...example, accountId: 'admin-ada' })],
  ['another issue', (example) => ({ ...example, issueId: '10001', issueKey: 'SEC-2261' })],
  ['an own context', (example) => ({ ...example, context: { accountId: 'admin-ada' } })],
  ['texts of 400 KB', (example) => oversized(example)],
  [
    'every value of another type',
    (example) => Object.fromEntries([...Object.keys(example), 'x'].map((key) => [key, { $ne: null }])),
  ],
];

describe('AUT-01: a resolver called with a forged payload', () => {
  it.each(NAMES)(
    '%s refuses every forgery as invalid-input and writes nothing',
    async (name) => {
      const before = await watch(site);
      const home = HOME[CALLS[name].surface];
      for (const [what, forge] of FORGERIES) {
        const answer = await site.invoke({ ...home, call: name, payload: forge(EXAMPLES[name]) });
        expect([what, codeOf(answer)]).toEqual([what, 'invalid-input']);
      }
      expect(await before.marks()).toEqual([]);
    },
    30_000,
  );

  it('a payload above Forge’s 500 KB never reaches the app', async () => {
    const answer = await site.invoke({ ...HOME.panel, call: 'panel.load', payload: HUGE + HUGE });
    expect(codeOf(answer)).toBe('site:payload-too-large');
  });

  it('polluted keys change no object of the app', async () => {
    const answer = await site.invoke({ ...HOME.panel, call: 'panel.load', payload: POLLUTED });
    expect(codeOf(answer)).toBe('invalid-input');
    const admin = { module: 'admin-page', as: 'agent-ana', call: 'admin.load', payload: {} };
    expect(codeOf(await site.invoke(admin))).toBe('not-admin');
  });

  it('another issue’s hand-off does not exist from here, for reading and for acting', async () => {
    const { summary, seal } = await handOff(
      site,
      { as: 'agent-ana', issueKey: 'INC-1997' },
      'gather-diagnostics',
    );
    const before = await watch(site);
    for (const name of ['panel.handoff', 'panel.withdraw', 'panel.review', 'panel.decide'] as const) {
      const payload = {
        ...EXAMPLES[name],
        handoffId: summary.id,
        ...(name === 'panel.decide' ? { seal } : {}),
      };
      const answer = await site.invoke({ ...HOME.panel, call: name, payload });
      expect([name, codeOf(answer)]).toEqual([name, 'not-found']);
    }
    expect(await before.marks()).toEqual([]);
  }, 30_000);

  it('a seal that nobody was shown hands nothing off', async () => {
    const before = await watch(site);
    const answer = await site.invoke({
      ...HOME.panel,
      call: 'panel.hand-off',
      payload: EXAMPLES['panel.hand-off'],
    });
    expect(codeOf(answer)).toBe('scope-changed');
    expect(await before.marks()).toEqual([]);
  });

  it('an automation account hands nothing off, though it may edit the issue', async () => {
    await expect(
      handOff(site, { as: 'bot-automation', issueKey: 'INC-1915' }, 'gather-diagnostics'),
    ).rejects.toThrow(/not-permitted|not-signed-in/u);
  });
});

/** A portal customer and an automation account: signed in to the site, but no licensed people of Jira (R003). */
const UNLICENSED: readonly string[] = ['customer-cy', 'bot-automation'];

describe('AUT-02: calls that a page hides', () => {
  it.each(NAMES)('%s names its surface and what its caller must be', (name) => {
    expect(['panel', 'admin', 'oversight']).toContain(CALLS[name].surface);
    expect(['browse-issue', 'edit-issue', 'licensed', 'policy-admin', 'governance']).toContain(
      CALLS[name].requires,
    );
  });

  it.each([...callsOf('admin'), ...callsOf('oversight')])(
    '%s does not exist in the issue panel, not even for an admin',
    async (name, payload) => {
      for (const as of ['agent-ana', 'admin-ada']) {
        const answer = await site.invoke({ ...HOME.panel, as, call: name, payload });
        expect(codeOf(answer)).toBe('unknown-call');
      }
    },
  );

  it.each(callsOf('admin'))(
    '%s refuses everybody but Jira admins and holders of the permission, on both pages',
    async (name, payload) => {
      // So many questions after each other's rights are over Jira's rate of a minute, which is not what is tried here.
      await site.request('/_local/clock', { method: 'POST', body: { advance: 'PT1M' } });
      const before = await watch(site);
      for (const module of ['admin-page', 'admin-config'])
        for (const as of ['agent-ana', 'auditor-ava', 'outsider-oz', ...UNLICENSED])
          expect([as, codeOf(await site.invoke({ as, module, call: name, payload }))]).toEqual([
            as,
            UNLICENSED.includes(as) ? 'not-signed-in' : 'not-admin',
          ]);
      expect(await before.marks()).toEqual([]);
      expect(await denialsOf(site)).toContain(`agent-ana ${name} not-admin`);
    },
    30_000,
  );

  it('the permission lets somebody in who is no Jira admin, for as long as it is held', async () => {
    const hold = (isMember: boolean) =>
      site.request('/_local/groups', {
        method: 'POST',
        body: { accountId: 'manager-mia', group: 'ai-policy-admins', isMember },
      });
    const load = async (module: string, call: string) =>
      codeOf(await site.invoke({ as: 'manager-mia', module, call, payload: EXAMPLES['admin.load'] }));
    expect((await hold(true)).status).toBe(200);
    expect(await load('admin-page', 'admin.load')).toBe('ok');
    expect(await load('oversight-page', 'admin.load')).toBe('unknown-call');
    expect((await hold(false)).status).toBe(200);
    expect(await load('admin-page', 'admin.load')).toBe('not-admin');
  });
});

const isForGovernance = ([name]: readonly [CallName, object]): boolean =>
  CALLS[name].requires === 'governance';

describe('AUT-03: a queue for who is named nowhere', () => {
  it.each(callsOf('oversight').filter((one) => !isForGovernance(one)))(
    '%s shows nothing, decides nothing, and is for signed-in licensed people only',
    async (name, payload) => {
      const before = await watch(site);
      for (const as of UNLICENSED)
        expect(codeOf(await site.invoke({ as, module: 'oversight-page', call: name, payload }))).toBe(
          'not-signed-in',
        );
      for (const as of ['manager-mia', 'outsider-oz', 'admin-ada']) {
        const answer = await site.invoke({ as, module: 'oversight-page', call: name, payload });
        expect(answer).toMatchObject(
          name === 'oversight.queue'
            ? { ok: true, data: { items: [], hiddenCount: 0, isGovernance: false } }
            : { ok: true, data: { results: [{ isDone: false }] } },
        );
      }
      expect(await before.marks()).toEqual([]);
    },
    30_000,
  );
});

describe('AUT-03: trails and exports for who is not entitled', () => {
  it.each(callsOf('oversight').filter(isForGovernance))(
    '%s gives nothing and leaves access.denied',
    async (name, payload) => {
      const before = await watch(site);
      for (const as of UNLICENSED) {
        const answer = await site.invoke({ as, module: 'oversight-page', call: name, payload });
        expect([as, codeOf(answer)]).toEqual([as, 'not-signed-in']);
      }
      for (const as of ['agent-ana', 'outsider-oz']) {
        const answer = await site.invoke({ as, module: 'oversight-page', call: name, payload });
        expect([as, codeOf(answer)]).toEqual([as, 'not-permitted']);
        expect(await denialsOf(site)).toContain(`${as} ${name} not-permitted`);
      }
      expect(await before.marks()).toEqual([]);
    },
    30_000,
  );
});

describe('AUT-06: background handlers reached as resolvers', () => {
  const principal = { principal: { accountId: 'agent-ana' } };
  const background = { onIssue: createIssueTrigger, onWork: createConsumer, onSweep: createSweep };
  const event = {
    issue: { id: '10001' },
    changelog: { items: [{ field: 'status' }] },
    body: { v: 1, kind: 'effect', id: 'x' },
  };

  it.each(Object.entries(background))('%s does nothing for a person', async (_name, create) => {
    const bench = createBench();
    const before = storedText(bench);
    await create(bench.world)(event, principal);
    expect(storedText(bench)).toBe(before);
    expect(bench.queue.items).toHaveLength(0);
    expect(bench.log.lines.some((line) => JSON.stringify(line).includes('principal'))).toBe(true);
  });

  it.each(['onWork', 'onIssue', 'onSweep', 'fn-work', 'fn-on-issue', 'index.onSweep'])(
    'no page has a call %s',
    async (call) => {
      for (const home of Object.values(HOME))
        expect(codeOf(await site.invoke({ ...home, call, payload: event }))).toBe('unknown-call');
    },
  );

  it.each(['work', 'sweep', 'on-issue-updated', 'fn-work'])('%s is no module of a page', async (module) => {
    const answer = await site.invoke({ ...HOME.panel, module, call: 'panel.load', payload: {} });
    expect(codeOf(answer)).toBe('site:unknown-module');
  });
});

const ROOT = join(__dirname, '../..');
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => [file, readFileSync(join(ROOT, 'src', file), 'utf8')] as const);

describe('AUT-07: ways in and out that the manifest does not have', () => {
  it('names no web trigger, no egress and no remote (the rest: tests/manifest.test.ts)', () => {
    const manifest = readFileSync(join(ROOT, 'manifest.yml'), 'utf8');
    expect(manifest).not.toMatch(/webtrigger|external:|remotes?:|fetch:/iu);
  });
});

describe('AUT-08: offline impersonation', () => {
  it('is asked for nowhere', () => {
    expect(readFileSync(join(ROOT, 'manifest.yml'), 'utf8')).not.toContain('allowImpersonation');
    const impersonating = sources.filter(([, text]) => /allowImpersonation|\basUser\(\s*[^)\s]/u.test(text));
    expect(impersonating.map(([file]) => file)).toEqual([]);
    expect(z.array(z.unknown()).min(20).safeParse(sources).success).toBe(true);
  });
});
