import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CALLS, isCallName, type Surface } from '../contract/calls';
import { PortError } from '../ports/port-error';
import {
  createBench,
  entriesIn,
  handOff,
  onlyHandoff,
  refOf,
  settle,
  storedText,
  type Bench,
} from '../usecases/testing/bench';
import { HANDLERS } from './handlers';
import { createEdge, type Invoker } from './testing/edge';
import { VALID } from './testing/valid-inputs';

const NAMES = Object.keys(CALLS).filter(isCallName);
const SURFACES: readonly Surface[] = ['panel', 'admin', 'oversight'];
/** Somebody who holds every permission, so that only the input can be refused. */
const ENTITLED = { panel: 'agent-ana', admin: 'admin-ada', oversight: 'auditor-ava' } as const;

const withoutSite = (bench: Bench): string =>
  JSON.stringify(bench.memory.chains.get('site')?.entries.map((entry) => entry.event) ?? []);

describe('the table of calls', () => {
  it('has a handler and a requirement for every call, and no handler more', () => {
    expect(Object.keys(HANDLERS).sort()).toEqual([...NAMES].sort());
    for (const name of NAMES) {
      expect(SURFACES).toContain(CALLS[name].surface);
      expect(name.startsWith(`${CALLS[name].surface}.`)).toBe(true);
    }
  });

  it.each(NAMES)('%s takes no account, role, state or issue of the caller', (name) => {
    const { shape } = CALLS[name].input;
    // The settings page stands on no issue; which one it tries a policy on is its question, read as the caller.
    const issueKey = name === 'admin.try-issue' ? [] : ['issueKey'];
    const forbidden = [
      'accountId',
      'role',
      'state',
      'issueId',
      ...issueKey,
      'requester',
      'approver',
      'owner',
    ];
    expect(Object.keys(shape).filter((key) => forbidden.includes(key))).toEqual([]);
  });
});

describe.each(SURFACES)('a name that the %s surface does not have', (surface) => {
  const foreign = NAMES.filter((name) => CALLS[name].surface !== surface);
  it.each([...foreign, 'panel.nothing', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%j is an unknown call',
    async (name) => {
      const edge = createEdge(surface);
      expect((await edge.call(name)).code).toBe('unknown-call');
    },
  );
});

describe('an identity that is nobody here', () => {
  it.each([
    ['anonymous', { accountId: null }],
    ['that only the browser names', { accountId: null, context: { accountId: 'agent-ana' } }],
    ['unidentified', { accountId: 'unidentified' }],
    ['of a customer', { accountId: 'customer-cy', accountType: 'customer' }],
    ['of an unlicensed account', { accountType: 'unlicensed' }],
    ['of an app', { accountId: 'bot-automation', accountType: 'app' }],
    ['of another shape', { accountId: { $ne: null } }],
    ['with a path in it', { accountId: '../agent-ana' }],
  ])('%s is not signed in', async (_who, invoker) => {
    const edge = createEdge('panel');
    expect((await edge.call('panel.load', {}, invoker)).code).toBe('not-signed-in');
  });
});

describe('the guard', () => {
  it('goes by the account of the backend, whatever account the browser names', async () => {
    const { data } = await createEdge('panel').call(
      'panel.load',
      {},
      { context: { accountId: 'commander-cho' } },
    );
    expect(data).toMatchObject({ viewer: { accountId: 'agent-ana' } });
  });

  it.each([
    ['no issue', null, 'no-issue'],
    ['an id that is no id', '10001 OR 1=1', 'no-issue'],
    ['an issue that does not exist', '424242', 'not-found'],
  ])('refuses an extension with %s', async (_what, issueId, code) => {
    expect((await createEdge('panel').call('panel.load', {}, { issueId })).code).toBe(code);
  });

  it('takes an issue id as a number too', async () => {
    expect((await createEdge('panel').call('panel.load', {}, { issueId: 10001 })).code).toBe('ok');
  });

  it('hides an issue that the person cannot see', async () => {
    const edge = createEdge('panel');
    edge.bench.jira.issue('10001').hiddenFrom.add('outsider-oz');
    expect((await edge.call('panel.load', {}, { accountId: 'outsider-oz' })).code).toBe('not-found');
  });

  it('asks for the permission to edit before a hand-off, and records the denial', async () => {
    const edge = createEdge('panel');
    edge.bench.jira.issue('10001').readOnlyFor.add('auditor-ava');
    const operation = 'gather-diagnostics';
    const review = await edge.call('panel.review-scope', { operation }, { accountId: 'auditor-ava' });
    expect(review.code).toBe('not-permitted');
    expect(entriesIn(edge.bench, 'site')).toMatchObject([
      {
        event: 'access.denied',
        actor: { ref: refOf(edge.bench, 'auditor-ava') },
        details: { call: 'panel.review-scope' },
      },
    ]);
  });

  it.each(NAMES.filter((name) => CALLS[name].surface === 'admin'))(
    '%s is for Jira admins and holders of the permission only',
    async (name) => {
      const edge = createEdge('admin');
      for (const accountId of ['agent-ana', 'auditor-ava']) {
        const { code } = await edge.call(name, VALID[name], { accountId, issueId: null });
        expect(code).toBe('not-admin');
      }
      expect(edge.bench.memory.policy.version).toBe(1);
    },
  );

  it('lets holders of the app’s own permission to the settings, and no further', async () => {
    const edge = createEdge('admin');
    edge.bench.jira.policyAdmins.add('manager-mia');
    const invoker = { accountId: 'manager-mia', issueId: null };
    expect((await edge.call('admin.load', {}, invoker)).code).toBe('ok');
    const oversight = createEdge('oversight', { bench: edge.bench });
    expect((await oversight.call('oversight.search', VALID['oversight.search'], invoker)).code).toBe(
      'not-permitted',
    );
  });

  it.each(NAMES.filter((name) => CALLS[name].requires === 'governance'))(
    '%s is for those whom policy names only, and for no Jira admin beside them',
    async (name) => {
      const edge = createEdge('oversight');
      const code = async (accountId: string) =>
        (await edge.call(name, VALID[name], { accountId, issueId: null })).code;
      expect([await code('agent-ana'), await code('admin-ada')]).toEqual(['not-permitted', 'not-permitted']);
      expect(await code('auditor-ava')).not.toBe('not-permitted');
    },
  );

  it.each(NAMES.filter((name) => CALLS[name].requires === 'licensed'))(
    '%s is for everybody who is signed in and licensed, and for nobody else',
    async (name) => {
      const edge = createEdge('oversight');
      const code = async (invoker: Invoker) =>
        (await edge.call(name, VALID[name], { issueId: null, ...invoker })).code;
      for (const accountId of ['agent-ana', 'commander-cho', 'auditor-ava'])
        expect(await code({ accountId })).toBe('ok');
      expect(await code({ accountId: null })).toBe('not-signed-in');
      for (const accountType of ['customer', 'unlicensed', 'anonymous', 'app'])
        expect(await code({ accountId: 'customer-cy', accountType })).toBe('not-signed-in');
    },
  );

  it('lets a call through when the denial cannot be recorded no more than when it can', async () => {
    const edge = createEdge('admin');
    const audit = {
      ...edge.bench.world.audit,
      appendToSite: async () => {
        throw new PortError('unavailable', 'Storage is away');
      },
    };
    const bench = { ...edge.bench, world: { ...edge.bench.world, audit } };
    expect((await createEdge('admin', { bench }).call('admin.load', {}, { issueId: null })).code).toBe(
      'not-admin',
    );
    expect(bench.log.lines.join('\n')).toContain('audit.denial-not-recorded');
  });
});

const SMUGGLED = [
  ['accountId', 'commander-cho'],
  ['issueId', '10002'],
  ['state', 'completed'],
  ['role', 'jira-admin'],
  ['__proto__', { isAdmin: true }],
  ['constructor', {}],
] as const;

describe.each(NAMES)('the input of %s', (name) => {
  const { surface } = CALLS[name];
  const issueId = surface === 'panel' ? '10001' : null;
  const invoker = { accountId: ENTITLED[surface], issueId };

  it('of the right shape is never called invalid', async () => {
    expect((await createEdge(surface).call(name, VALID[name], invoker)).code).not.toBe('invalid-input');
  });

  it.each(SMUGGLED)('with %s smuggled in is refused', async (key, value) => {
    const edge = createEdge(surface);
    // An own property, also for `__proto__`: so JSON.parse makes it from the browser's text.
    const forged: unknown = Object.defineProperty({ ...VALID[name] }, key, { value, enumerable: true });
    expect((await edge.call(name, forged, invoker)).code).toBe('invalid-input');
    expect(edge.bench.memory.handoffs.size).toBe(0);
  });

  it('of any other JSON is refused or answered, never thrown, and nothing of it is stored', async () => {
    const edge = createEdge(surface);
    await handOff(edge.bench, 'gather-diagnostics');
    await settle(edge.bench);
    const spoiled = fc.oneof(
      fc.jsonValue(),
      fc.tuple(fc.constantFrom('', ...Object.keys(VALID[name])), fc.jsonValue()).map(([key, value]) => ({
        ...VALID[name],
        [key]: value,
      })),
      fc.subarray(Object.entries(VALID[name])).map((entries) => Object.fromEntries(entries)),
    );
    await fc.assert(
      fc.asyncProperty(spoiled, async (payload) => {
        // Forge's resolver hands on an empty object for every falsy payload.
        const isLegal = CALLS[name].input.safeParse(Boolean(payload) ? payload : {}).success;
        const before = storedText(edge.bench);
        const { code } = await edge.call(name, payload, invoker);
        if (!isLegal) {
          expect(code).toBe('invalid-input');
          expect(storedText(edge.bench)).toBe(before);
        } else expect(code).not.toBe('unexpected');
      }),
      { numRuns: 60 },
    );
    expect(onlyHandoff(edge.bench).state).toBe('awaiting-review');
  });
});

describe('an answer', () => {
  it('of another shape than the contract’s is unexpected, and says nothing of what it was', async () => {
    const broken = {
      ...HANDLERS,
      'panel.history': async () => JSON.parse('{"handoffs":"secret","cursor":1}') as never,
    };
    const edge = createEdge('panel', { handlers: broken });
    const { code, data } = await edge.call('panel.history', { cursor: null });
    expect(code).toBe('unexpected');
    expect(JSON.stringify(data)).not.toContain('secret');
    expect(JSON.stringify(data)).toContain('invocation-1');
  });

  it.each([
    ['conflict', 'conflict'],
    ['not-visible', 'not-found'],
    ['rate-limited', 'unavailable'],
    ['unavailable', 'unavailable'],
    ['refused', 'unavailable'],
  ] as const)('to a port that fails with %s is %s', async (port, code) => {
    const failing = {
      ...HANDLERS,
      'panel.load': async () => {
        throw new PortError(port, 'secret words');
      },
    };
    const { code: answered, data } = await createEdge('panel', { handlers: failing }).call('panel.load');
    expect(answered).toBe(code);
    expect(JSON.stringify(data)).not.toContain('secret words');
  });

  it('to an error that nobody foresaw is unexpected, without its words in answer and log', async () => {
    const failing = {
      ...HANDLERS,
      'panel.load': async () => {
        throw new TypeError('secret words');
      },
    };
    const edge = createEdge('panel', { handlers: failing });
    const { code, data } = await edge.call('panel.load');
    expect(code).toBe('unexpected');
    expect(JSON.stringify(data) + edge.bench.log.lines.join('')).not.toContain('secret words');
    expect(edge.bench.log.lines).toHaveLength(1);
  });

  it('leaves Forge’s question for consent to Forge', async () => {
    const consent = Object.assign(new Error('consent'), { name: 'NEEDS_AUTHENTICATION_ERR' });
    const failing = {
      ...HANDLERS,
      'panel.load': async () => {
        throw consent;
      },
    };
    await expect(createEdge('panel', { handlers: failing }).call('panel.load')).rejects.toBe(consent);
  });
});

describe('a hand-off of another issue', () => {
  it.each([
    'panel.handoff',
    'panel.withdraw',
    'panel.review',
    'panel.remind',
    'panel.answer-escalation',
  ] as const)('is not-found through %s', async (name) => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    bench.jira.addIssue({ id: '10002', key: 'INC-2' });
    const { code } = await createEdge('panel', { bench }).call(name, VALID[name], { issueId: '10002' });
    expect(code).toBe('not-found');
    expect(withoutSite(bench)).toBe('[]');
  });
});
